using System.Collections.Frozen;
using System.Collections.Immutable;
using LearningAccount.Law.Texts;

namespace LearningAccount.Records.Access.Machines;

/// <summary>
/// What a token can be for, by resource and action. A scope only narrows: what is done also has to be allowed by
/// <see cref="AccessRules"/>.
/// </summary>
public static class ApiScopes
{
    /// <summary>Before each name, as the social security's own services write theirs.</summary>
    public const string Prefix = "scope:learningAccount:";

    /// <summary>All of them, in full.</summary>
    public static readonly ImmutableArray<string> All =
    [
        .. new[]
        {
            "employers:read",
            "employers:write",
            "workers:read",
            "workers:write",
            "trainings:read",
            "trainings:write",
            "rights:read",
            "rights:write",
            "accounts:read",
            "documents:read",
            "documents:write",
            "corrections:read",
            "corrections:write",
            "imports:read",
            "imports:write",
            "exports:read",
            "events:read",
            "webhooks:manage",
            "anomalies:read",
            "anomalies:write",
            "reports:read",
            "duties:read",
            "duties:write",
            "plans:read",
            "plans:write",
            "history:read",
            "history:write",
            "access:read",
            "access:write",
            "reconciliation:read",
            "reconciliation:write",
            "privacy:read",
            "registrations:read",
            "registrations:write",
            "me:read",
            "me:write",
            "evaluations:compute",
            "sandbox:reset",
        }.Select(name => Prefix + name),
    ];

    private static readonly FrozenDictionary<string, int> Places = All.Select((scope, place) => (scope, place))
        .ToFrozenDictionary(one => one.scope, one => one.place, StringComparer.Ordinal);

    /// <summary>Those of a person's own accounts: no machine has any.</summary>
    public static bool IsOwn(string scope) => scope.StartsWith($"{Prefix}me:", StringComparison.Ordinal);

    /// <summary>Those of training providers, who register for any employer: only the operator gives them.</summary>
    public static bool IsOfProviders(string scope) => scope.StartsWith($"{Prefix}registrations:", StringComparison.Ordinal);

    /// <summary>Those that are good for something in a test environment alone.</summary>
    public static bool IsOfSandbox(string scope) => scope.StartsWith($"{Prefix}sandbox:", StringComparison.Ordinal);

    /// <summary>What a machine can be given, besides what only the operator gives.</summary>
    public static IEnumerable<string> OfMachines => All.Where(scope => !IsOwn(scope) && !IsOfProviders(scope));

    /// <summary>True where all of them are scopes, in full.</summary>
    public static bool Has(IEnumerable<string> scopes) => scopes.All(Places.ContainsKey);

    /// <summary>A scope in full: <c>trainings:read</c> and the whole of it alike; null: there is no such scope.</summary>
    public static string? Find(string name) =>
        Places.ContainsKey(name) ? name
        : Places.ContainsKey(Prefix + name) ? Prefix + name
        : null;

    /// <summary>The same without the prefix, to be read by people.</summary>
    public static string Short(string scope) => scope[Prefix.Length..];

    /// <summary>As they are kept and sent: each once, in order, with blanks between.</summary>
    public static string Text(IEnumerable<string> scopes) =>
        string.Join(' ', scopes.Distinct(StringComparer.Ordinal).OrderBy(scope => Places[scope]));

    /// <summary>Reads what <see cref="Text"/> wrote, or a token of others says; what is no scope here is left out.</summary>
    public static IEnumerable<string> Read(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(Places.ContainsKey);

    /// <summary>What it lets a program do, in words.</summary>
    public static string Says(string scope, Language language) =>
        RecordTexts.Catalogue.Text($"scope.{Short(scope).Replace(':', '.')}", language);
}
