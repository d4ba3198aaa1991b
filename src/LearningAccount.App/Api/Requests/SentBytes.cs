using System.IO.Compression;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace LearningAccount.App.Api.Requests;

/// <summary>
/// The bytes of a body, unpacked where they were sent packed (<c>Content-Encoding</c>), and never more of them than the contract allows:
/// what a small body would unpack to is counted as it comes out.
/// </summary>
internal static class SentBytes
{
    private const int Buffer = 64 * 1024;

    /// <summary>The encodings a body may have, as a header names them.</summary>
    public const string Encodings = "gzip, br, deflate";

    /// <summary>Gives the body piece by piece to <paramref name="take"/>.</summary>
    /// <param name="most">In bytes, packed and unpacked.</param>
    /// <exception cref="ProblemException">413: it is larger. 415: packed in another way. 400: it cannot be unpacked.</exception>
    public static async Task Read(
        HttpRequest request,
        long most,
        Func<ReadOnlyMemory<byte>, ValueTask> take,
        CancellationToken cancel
    )
    {
        if (request.ContentLength > most)
        {
            throw new ProblemException(Problem.PayloadTooLarge(most));
        }
        // What the contract allows counts here, not what a form of a page may hold.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most + 1L;
        }
        await using var unpacked = Unpacked(request);
        var (buffer, read) = (new byte[request.ContentLength is { } told ? Math.Clamp(told + 1, 1, Buffer) : Buffer], 0L);
        for (int next; (next = await Next(unpacked, buffer, cancel)) > 0; )
        {
            read += next;
            if (read > most)
            {
                throw new ProblemException(Problem.PayloadTooLarge(most));
            }
            await take(buffer.AsMemory(0, next));
        }
    }

    private static async ValueTask<int> Next(Stream unpacked, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await unpacked.ReadAsync(buffer, cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            throw new ProblemException(
                Problem.BadRequest([new(InputIssue.SchemaViolation, InputPlace.Body, "", null, "api.issue.notUnpacked")])
            );
        }
    }

    private static Stream Unpacked(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
        {
            "" or "identity" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
            _ => throw new ProblemException(Problem.UnsupportedEncoding(Encodings)),
        };
}
