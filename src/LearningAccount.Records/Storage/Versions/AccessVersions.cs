namespace LearningAccount.Records.Storage;

/// <summary>A person who signs in; told by the chain of the whole instance.</summary>
public sealed record PortalUserVersion : FactVersion
{
    public required Guid UserId { get; init; }
    public required string Name { get; init; }

    /// <summary>Where mail reaches the person, in lower case; no two users have the same.</summary>
    public required string Email { get; init; }

    /// <summary><c>nl</c>, <c>fr</c>, <c>de</c> or <c>en</c>; null: that of the browser.</summary>
    public required string? Language { get; init; }

    /// <summary>The person whose national number the sign-in has proven; null: none was.</summary>
    public required Guid? PersonId { get; init; }

    /// <summary>Runs the installation.</summary>
    public required bool IsOperator { get; init; }

    /// <summary>False: may no longer sign in.</summary>
    public required bool IsOpen { get; init; }
}

/// <summary>What an employer lets a person do.</summary>
public sealed record AccessGrantVersion : FactVersion
{
    public required Guid GrantId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>A code of <c>Role</c>.</summary>
    public required string Role { get; init; }

    /// <summary>For a user of the employer: codes of <c>Right</c> with commas between them.</summary>
    public required string? Rights { get; init; }

    /// <summary><c>site</c> or <c>department</c>; null: all workers.</summary>
    public required string? ScopeKind { get; init; }
    public required string? ScopeValue { get; init; }

    /// <summary>For a worker: whose account it is.</summary>
    public required Guid? WorkerId { get; init; }
    public required DateOnly FromOn { get; init; }

    /// <summary>The first instant at which it holds no longer; null: until it is ended.</summary>
    public required DateTimeOffset? UntilAt { get; init; }
}
