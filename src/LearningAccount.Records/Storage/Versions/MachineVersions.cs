using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>A program that signs in by itself; told by the chain of the whole instance.</summary>
public sealed record MachineVersion : FactVersion
{
    public required Guid MachineId { get; init; }
    public required string Name { get; init; }

    /// <summary>Whose program it is: the name, and the enterprise number.</summary>
    public required string Organisation { get; init; }
    public required EnterpriseNumber OrganisationNumber { get; init; }

    /// <summary>The mail address of those who look after it.</summary>
    public required string Contact { get; init; }

    /// <summary>What it may ask for: full scopes with blanks between them, in order.</summary>
    public required string Scopes { get; init; }

    /// <summary>The person who looks after it here; null: nobody but who is named below, and the operator.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>The employer whose administrators look after it; null: none.</summary>
    public required Guid? HomeId { get; init; }

    /// <summary>False: it may no longer sign in, and its tokens open nothing.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>It may open employers that are not kept here yet, as the operator decides.</summary>
    public required bool MayAddEmployers { get; init; }

    /// <summary>Tokens of another series than this open nothing: all that were issued before end together.</summary>
    public required long Series { get; init; }
}

/// <summary>A public key of a machine.</summary>
public sealed record MachineKeyVersion : FactVersion
{
    public required Guid MachineId { get; init; }

    /// <summary>The thumbprint of the key (RFC 7638).</summary>
    public required string KeyId { get; init; }

    /// <summary><c>ES256</c>, <c>RS256</c> or <c>PS256</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The key as JSON (RFC 7517), its public members alone.</summary>
    public required string PublicKey { get; init; }

    /// <summary>What those who look after it call it.</summary>
    public required string? Label { get; init; }
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>The first instant at which it proves nothing any more: it was ended, or its certificate ends; null: until it is ended.</summary>
    public required DateTimeOffset? UntilAt { get; init; }
}
