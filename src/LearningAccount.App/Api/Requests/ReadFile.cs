using LearningAccount.App.Api.Problems;
using LearningAccount.App.Imports;
using Microsoft.AspNetCore.Http.Features;

namespace LearningAccount.App.Api.Requests;

/// <summary>Takes a file out of the body of a request: to the disk, never as a whole in memory.</summary>
internal static class ReadFile
{
    /// <summary>Wound back; gone when it is closed.</summary>
    /// <exception cref="ProblemException">413: larger than the contract lets it be. 400: there is none.</exception>
    public static async Task<FileStream> Of(ApiCall call, CancellationToken cancel)
    {
        var request = call.Context.Request;
        var most = call.Operation.MostBodyBytes;
        if (request.ContentLength > most)
        {
            throw new ProblemException(Problem.PayloadTooLarge(most));
        }
        if (call.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most + 1L;
        }
        var file = await TemporaryFile.Filled(async copy =>
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0; )
            {
                if (copy.Position + read > most)
                {
                    throw new ProblemException(Problem.PayloadTooLarge(most));
                }
                await copy.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        });
        if (file.Length > 0)
        {
            return file;
        }
        await file.DisposeAsync();
        throw new ProblemException(
            Problem.BadRequest([new("schemaViolation", Contract.InputPlace.Body, "", null, "api.issue.noBody")])
        );
    }
}
