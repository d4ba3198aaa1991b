using LearningAccount.Records.Access;

namespace LearningAccount.App.Identity;

/// <summary>What somebody must be allowed to do to use a route. A route that does not say it is closed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Right right) : Attribute
{
    public Right Right => right;
}

internal static class NeedsOfRoutes
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Right right)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new NeedsAttribute(right));
}
