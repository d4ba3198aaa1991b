using LearningAccount.Law;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>What is remembered of somebody who was sent to another sign-in until the person comes back.</summary>
public sealed record OutsideAttempt
{
    public required string Provider { get; init; }
    public required string Nonce { get; init; }

    /// <summary>The secret of PKCE (RFC 7636).</summary>
    public required string Verifier { get; init; }

    /// <summary>Hash of the cookie of the browser that left: only that one may come back.</summary>
    public required string Browser { get; init; }
    public required string? Back { get; init; }

    /// <summary>A sign-in link the person holds, whose person it is then.</summary>
    public string? Link { get; init; }

    /// <summary>Somebody signed in who wants this way in as well, or proves again who it is.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The person has to sign in there anew, not merely be signed in.</summary>
    public bool IsProof { get; init; }

    /// <summary>Nobody was sent: a program brought a token of the person's.</summary>
    public static OutsideAttempt None(string provider) =>
        new()
        {
            Provider = provider,
            Nonce = "",
            Verifier = "",
            Browser = "",
            Back = null,
        };
}

/// <summary>Somebody as another sign-in describes the person.</summary>
public sealed record OutsidePerson
{
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required string? Name { get; init; }

    /// <summary>Null where it says none, or none that was verified.</summary>
    public required string? VerifiedEmail { get; init; }

    /// <summary>Null where it says none, or what it says is no such number.</summary>
    public required Ssin? Ssin { get; init; }
}

/// <summary>Why somebody does not come in by another sign-in; each has its text in <c>signIn.outside.{fault}</c>.</summary>
public enum OutsideFault
{
    /// <summary>Nobody was sent there from here, it was too long ago, or it was answered already.</summary>
    Unasked,

    /// <summary>The person said no, or the provider would not.</summary>
    Denied,

    /// <summary>The provider cannot be reached, or its answer cannot be read.</summary>
    Unreachable,

    /// <summary>What the provider says does not hold: not signed by it, not for us, not now, not for this question.</summary>
    Untrue,

    /// <summary>Nobody here is known as this person.</summary>
    Unknown,

    /// <summary>It is somebody else's way in already.</summary>
    Another,
}

/// <param name="fault">Told to the person.</param>
/// <param name="reason">For the log; says nothing about the person.</param>
public sealed class OutsideSignInException(OutsideFault fault, string reason) : Exception(reason)
{
    public OutsideFault Fault => fault;
}
