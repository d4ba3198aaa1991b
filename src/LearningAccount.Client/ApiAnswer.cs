using System.Net;

namespace LearningAccount.Client;

/// <summary>What the server answered.</summary>
/// <typeparam name="T">What its body holds.</typeparam>
public sealed class ApiAnswer<T>
{
    private readonly T? value;

    internal ApiAnswer(T? value, HttpResponseMessage answer)
    {
        this.value = value;
        Status = answer.StatusCode;
        ETag = answer.Headers.ETag?.Tag;
        Location = answer.Headers.Location;
        IsRepeated =
            answer.Headers.TryGetValues("Idempotency-Replayed", out var said) && said.Contains("true", StringComparer.Ordinal);
        Trace = answer.Headers.TryGetValues("BelGov-Trace-Id", out var trace) ? trace.First() : "";
    }

    /// <summary>The body.</summary>
    /// <exception cref="InvalidOperationException">The answer has none, such as 304.</exception>
    public T Value => value ?? throw new InvalidOperationException($"The answer {(int)Status} has no body.");

    public HttpStatusCode Status { get; }

    /// <summary>The version of what was answered, to send as <c>ifMatch</c> or <c>ifNoneMatch</c>.</summary>
    public string? ETag { get; }

    /// <summary>Where what was made is read.</summary>
    public Uri? Location { get; }

    /// <summary>It was given before, to the same request; nothing was done twice.</summary>
    public bool IsRepeated { get; }

    /// <summary>Name it when you ask about the answer.</summary>
    public string Trace { get; }
}

/// <summary>No body.</summary>
public sealed record Nothing;
