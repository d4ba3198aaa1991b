using System.Collections.Frozen;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>
/// Finds out who asks, and lets pass what <see cref="AccessRules"/> allows: the same place that decides for the pages. Scopes narrow
/// that, they never widen it.
/// </summary>
internal static class ApiGate
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 8_192;

    /// <summary>Whoever the token stands for; nobody, where the operation is open.</summary>
    /// <exception cref="ProblemException">401, 403 or 429.</exception>
    public static async Task<Visitor> Admit(HttpContext context, ContractOperation operation)
    {
        if (operation.IsOpen)
        {
            return Visitor.Nobody;
        }
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            throw new ProblemException(Problem.NoAccessToken());
        }
        var token = header[Scheme.Length..];
        var reading =
            token.Length <= LongestToken && context.RequestServices.GetService<ReadToken>() is { } read
                ? await read(token, context.RequestAborted)
                : TokenReading.Invalid;
        switch (reading.State)
        {
            case TokenState.Expired:
                throw new ProblemException(Problem.ExpiredAccessToken());
            case TokenState.Invalid:
                throw new ProblemException(Problem.InvalidAccessToken());
            default:
                break;
        }
        context.RequestServices.GetRequiredService<Rates>().Take(reading.ClientId ?? reading.Visitor.UserId);
        if (!operation.Scopes.Any(reading.Scopes.Contains))
        {
            throw new ProblemException(Problem.MissingScope(operation.Scopes));
        }
        return reading.Visitor;
    }

    /// <summary>The employer of the address; null where it names none.</summary>
    /// <exception cref="ProblemException">404: there is none, or not for this visitor. 403: it may not do this there.</exception>
    public static async Task<EmployerVersion?> EmployerOf(
        HttpContext context,
        FrozenDictionary<string, string[]> parameters,
        Visitor visitor,
        Right right,
        DateTimeOffset now
    )
    {
        EmployerVersion? employer = null;
        if (parameters.TryGetValue(ApiCall.EmployerParameter, out var named))
        {
            var employers = context.RequestServices.GetRequiredService<EmployersByNumber>();
            employer =
                await employers.Find(named[0], context.RequestAborted) ?? throw new ProblemException(Problem.NotFound(Absent()));
        }
        switch (AccessRules.Decide(visitor, right, employer?.EmployerId, now))
        {
            case Decision.Allowed:
                return employer;
            case Decision.Absent when employer is not null:
                throw new ProblemException(Problem.NotFound(Absent()));
            case Decision.Absent:
                throw new ProblemException(Problem.NotFound());
            case Decision.SignInFirst:
                throw new ProblemException(Problem.NoAccessToken());
            default:
                throw new ProblemException(Problem.MissingPermission());
        }
    }

    private static InputIssue Absent() =>
        new(InputIssue.ReferencedResourceNotFound, InputPlace.Path, ApiCall.EmployerParameter, null, "api.issue.employerUnknown");
}
