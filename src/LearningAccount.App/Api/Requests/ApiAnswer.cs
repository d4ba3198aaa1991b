using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LearningAccount.App.Api.Requests;

/// <summary>An answer: its status, and its body where it has one.</summary>
internal sealed record ApiAnswer(int Status)
{
    public const string JsonType = "application/json";
    private const int FirstBytes = 32 * 1024;
    private const int MostKeptBytes = 512 * 1024;

    // Bodies are written out thousands of times a second; a buffer that grows anew each time costs more than the writing.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string MediaType { get; init; } = JsonType;

    /// <summary>Writes the body as JSON.</summary>
    public Action<Utf8JsonWriter>? Json { get; init; }

    /// <summary>The body as it stands.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>Writes a body that is too long to hold.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Stream { get; init; }

    /// <summary>Where what was made is read.</summary>
    public string? Location { get; init; }

    /// <summary>The version of what is answered, without quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>Seconds after which to ask again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>True: it holds sentences in the asked language.</summary>
    public bool IsInLanguage { get; init; }

    /// <summary>True: the answer was given before, to the same request.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>True: its <see cref="ETag"/> stands for every word of it, so it may be kept as it was written out.</summary>
    public bool IsKept { get; init; }
    public string CacheControl { get; init; } = "no-store";

    /// <summary>Of a file to be kept: how it is called, without any personal number.</summary>
    public string? FileName { get; init; }

    public static ApiAnswer Of(Action<Utf8JsonWriter> json) => new(StatusCodes.Status200OK) { Json = json };

    public static ApiAnswer File(string mediaType, string fileName, byte[] content) =>
        new(StatusCodes.Status200OK)
        {
            MediaType = mediaType,
            FileName = fileName,
            Bytes = content,
        };

    /// <summary>A document whose version is what it says.</summary>
    public static ApiAnswer Document(Action<Utf8JsonWriter> json)
    {
        var written = Of(json).WrittenOut();
        return written with { ETag = ETags.Of(written.Bytes!.Value.Span) };
    }

    /// <summary>The same of something that was made, which is read at <paramref name="location"/>.</summary>
    public static ApiAnswer CreatedDocument(string location, Action<Utf8JsonWriter> json) =>
        Document(json) with
        {
            Status = StatusCodes.Status201Created,
            Location = location,
        };

    /// <summary>Something was made, which is read at <paramref name="location"/>.</summary>
    public static ApiAnswer Created(string location, Action<Utf8JsonWriter> json) =>
        new(StatusCodes.Status201Created) { Json = json, Location = location };

    /// <summary>It is done, and there is nothing to say.</summary>
    public static readonly ApiAnswer NoContent = new(StatusCodes.Status204NoContent);

    public static Utf8JsonWriter Writer(IBufferWriter<byte> to) => new(to, Plain);

    /// <summary>The same with its body written out.</summary>
    public ApiAnswer WrittenOut()
    {
        if (Json is null)
        {
            return this;
        }
        var buffer = scratch ?? new(FirstBytes);
        scratch = null;
        buffer.ResetWrittenCount();
        using (var json = Writer(buffer))
        {
            Json(json);
        }
        var written = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MostKeptBytes)
        {
            scratch = buffer;
        }
        return this with { Json = null, Bytes = written };
    }
}
