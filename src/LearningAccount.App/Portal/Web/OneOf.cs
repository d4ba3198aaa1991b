using System.Globalization;

namespace LearningAccount.App.Portal.Web;

/// <summary>
/// In a route, <c>{kind:oneOf(contract|suspension)}</c>: a part of the address that is one of some words, as they are written. What
/// the framework has for it compiles a pattern each time the program starts.
/// </summary>
internal sealed class OneOf(string words) : IRouteConstraint
{
    public const string Name = "oneOf";
    private readonly string[] words = words.Split('|');

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) =>
        values.TryGetValue(routeKey, out var value)
        && words.Contains(Convert.ToString(value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
