using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;

namespace LearningAccount.App.Api.Access;

/// <summary>Reads what a body says somebody may do.</summary>
internal static class SentGrant
{
    /// <param name="known">What it replaces; null: it is first given.</param>
    /// <exception cref="ProblemException">400: it cannot be given so.</exception>
    public static Grant Of(ApiCall call, Grant? known)
    {
        var sent = call.Body;
        var role = sent.CodeOf<Role>("role")!.Value;
        var scope = ScopeOf(sent);
        var rights = sent.TryGetProperty("rights", out var list)
            ? list.EnumerateArray().Select(right => Enum.Parse<Right>(right.GetString()!, ignoreCase: true)).ToHashSet()
            : [];
        if (role is not Role.EmployerUser && (rights.Count > 0 || scope is not null))
        {
            throw SentFacts.Wrong(rights.Count > 0 ? "rights" : "scope", "rightsOfUser");
        }
        var givable = scope is null ? Grant.Givable : Grant.GivableInScope;
        if (rights.FirstOrDefault(right => !givable.Contains(right)) is var wrong and not Right.Open)
        {
            throw SentFacts.Wrong("rights", "rightInScope", Law.Facts.CodeText.Of(wrong));
        }
        return new()
        {
            GrantId = known?.GrantId ?? Guid.CreateVersion7(),
            EmployerId = call.EmployerId,
            Role = role,
            Rights = [.. givable.Where(rights.Contains)],
            Scope = scope,
            WorkerId = known?.WorkerId,
            FromOn = known?.FromOn ?? call.Today,
            UntilAt =
                sent.DayOf("endDate") is not { } last ? null
                : last >= call.Today ? Knowledge.EndOf(last)
                : throw SentFacts.Wrong("endDate", "alreadyOver", sent.TextOf("endDate")),
        };
    }

    private static AccessScope? ScopeOf(JsonElement sent) =>
        sent.TryGetProperty("scope", out var scope)
            ? new(scope.CodeOf<ScopeKind>("kind")!.Value, scope.TextOf("value")!.Trim())
            : null;
}
