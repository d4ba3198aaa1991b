using System.Collections.Immutable;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>The workers a grant is narrowed to.</summary>
public enum ScopeKind
{
    Site,
    Department,
}

/// <summary>One site or one department of an employer.</summary>
public sealed record AccessScope(ScopeKind Kind, string Value)
{
    public bool Covers(WorkerIdentityVersion? worker) =>
        string.Equals(Kind is ScopeKind.Site ? worker?.Site : worker?.Department, Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What an employer lets a person do, as <see cref="AccessRules"/> reads it.</summary>
public sealed record Grant
{
    /// <summary>What a user of an employer can be given, besides reading.</summary>
    public static readonly ImmutableArray<Right> Givable =
    [
        Right.RegisterTrainings,
        Right.ManageRights,
        Right.ManageWorkers,
        Right.Import,
        Right.DecideCorrections,
        Right.ReadHistory,
        Right.IssueDocuments,
    ];

    /// <summary>The same where the grant is narrowed: the others touch the whole employer.</summary>
    public static readonly ImmutableArray<Right> GivableInScope =
    [
        Right.RegisterTrainings,
        Right.DecideCorrections,
        Right.IssueDocuments,
    ];

    public required Guid GrantId { get; init; }
    public required Guid EmployerId { get; init; }
    public required Role Role { get; init; }

    /// <summary>For a user of the employer, of <see cref="Givable"/>.</summary>
    public required ImmutableArray<Right> Rights { get; init; }
    public required AccessScope? Scope { get; init; }

    /// <summary>For a worker: whose account it is.</summary>
    public required Guid? WorkerId { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateTimeOffset? UntilAt { get; init; }

    public bool Equals(Grant? other) =>
        other is not null
        && (GrantId, EmployerId, Role, Scope, WorkerId, FromOn, UntilAt)
            == (other.GrantId, other.EmployerId, other.Role, other.Scope, other.WorkerId, other.FromOn, other.UntilAt)
        && Rights.SequenceEqual(other.Rights);

    public override int GetHashCode() => HashCode.Combine(GrantId, Role);

    public static Grant Of(AccessGrantVersion version) =>
        new()
        {
            GrantId = version.GrantId,
            EmployerId = version.EmployerId,
            Role = Enum.Parse<Role>(version.Role, ignoreCase: true),
            Rights =
            [
                .. (version.Rights ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(right => Enum.Parse<Right>(right, ignoreCase: true)),
            ],
            Scope = version.ScopeKind is { } kind
                ? new(Enum.Parse<ScopeKind>(kind, ignoreCase: true), version.ScopeValue!)
                : null,
            WorkerId = version.WorkerId,
            FromOn = version.FromOn,
            UntilAt = version.UntilAt,
        };

    public AccessGrantVersion For(Guid userId, string origin) =>
        new()
        {
            EmployerId = EmployerId,
            Origin = origin,
            GrantId = GrantId,
            UserId = userId,
            Role = ColumnText.Of(Role),
            Rights = Rights.IsEmpty ? null : string.Join(',', Rights.Order().Select(right => ColumnText.Of(right))),
            ScopeKind = Scope is null ? null : ColumnText.Of(Scope.Kind),
            ScopeValue = Scope?.Value,
            WorkerId = WorkerId,
            FromOn = FromOn,
            UntilAt = UntilAt,
        };
}
