using System.Collections.Frozen;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Identity.Machines;

/// <summary>What became of a token that came with a request.</summary>
internal enum TokenState
{
    Valid,
    Expired,
    Invalid,
}

/// <summary>Whom an access token stands for, and what it was given for.</summary>
/// <param name="ClientId">The machine it was given to; null: a person's own.</param>
internal sealed record TokenReading(TokenState State, Visitor Visitor, FrozenSet<string> Scopes, Guid? ClientId)
{
    public static readonly TokenReading Invalid = new(TokenState.Invalid, Visitor.Nobody, [], null);
    public static readonly TokenReading Expired = new(TokenState.Expired, Visitor.Nobody, [], null);
}

/// <summary>Finds out whom an access token stands for.</summary>
internal delegate Task<TokenReading> ReadToken(string token, CancellationToken cancel);
