using System.Globalization;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LearningAccount.App.Portal.Access;

/// <summary>What is filled in about a person's access to an employer.</summary>
public sealed class GrantForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }

    /// <summary>In which somebody new is written to.</summary>
    public string? Language { get; set; }
    public string? Role { get; set; }

    /// <summary>Codes of rights that are ticked.</summary>
    public string[] Rights { get; set; } = [];

    /// <summary><c>site:Gent</c> or <c>department:Sales</c>; empty: all workers.</summary>
    public string? Scope { get; set; }
    public string? Until { get; set; }
    public string? Why { get; set; }

    public static GrantForm Of(PersonWithAccess person)
    {
        var form = Of(person.Grant);
        (form.Name, form.Email) = (person.User.Name, person.User.Email);
        return form;
    }

    public static GrantForm Of(Grant grant) =>
        new()
        {
            Role = grant.Role.ToString(),
            Rights = [.. grant.Rights.Select(right => right.ToString())],
            Scope = grant.Scope is { } scope ? $"{scope.Kind}:{scope.Value}" : "",
            Until = grant.UntilAt is { } until ? PageDates.Text(BelgianDay.Of(until.AddTicks(-1))) : "",
        };

    /// <summary>Every site and department some worker has, as the form names it.</summary>
    public static IEnumerable<(string Value, string Text)> Scopes(EmployerView employer, Words words) =>
        [
            ("", words["access.everybody"]),
            .. Places(employer, ScopeKind.Site, worker => worker.Site, words),
            .. Places(employer, ScopeKind.Department, worker => worker.Department, words),
        ];

    /// <summary>The grant it describes, or null with what is wrong beside the fields.</summary>
    public Grant? Read(Guid employer, Grant? known, DateOnly today, ModelStateDictionary state, Words words)
    {
        if (
            !Enum.TryParse<Role>(Role, out var role)
            || role is not (Records.Access.Role.EmployerAdmin or Records.Access.Role.EmployerUser or Records.Access.Role.Auditor)
        )
        {
            state.AddModelError("Role", words["access.roleMissing"]);
            return null;
        }
        DateTimeOffset? end = null;
        if (!string.IsNullOrWhiteSpace(Until))
        {
            if (
                !DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                || last < today
            )
            {
                state.AddModelError("Until", words["access.untilWrong"]);
                return null;
            }
            end = Knowledge.EndOf(last);
        }
        var scope = role is Records.Access.Role.EmployerUser ? ReadScope() : null;
        var givable = scope is null ? Grant.Givable : Grant.GivableInScope;
        return new()
        {
            GrantId = known?.GrantId ?? Guid.CreateVersion7(),
            EmployerId = employer,
            Role = role,
            Rights =
                role is Records.Access.Role.EmployerUser
                    ? [.. givable.Where(right => Rights.Contains(right.ToString(), StringComparer.Ordinal))]
                    : [],
            Scope = scope,
            WorkerId = null,
            FromOn = known?.FromOn ?? today,
            UntilAt = end,
        };
    }

    private static IEnumerable<(string Value, string Text)> Places(
        EmployerView employer,
        ScopeKind kind,
        Func<WorkerIdentityVersion, string?> of,
        Words words
    ) =>
        employer
            .Snapshot.Workers.Select(worker => worker.Identity is { } known ? of(known) : null)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(NameOrder.Comparer)
            .Select(place => ($"{kind}:{place}", words.Of($"access.only.{kind}", ("value", place))));

    private AccessScope? ReadScope()
    {
        var parts = (Scope ?? "").Split(':', 2);
        return parts.Length == 2 && parts[1].Length > 0 && Enum.TryParse<ScopeKind>(parts[0], out var kind)
            ? new(kind, parts[1])
            : null;
    }
}
