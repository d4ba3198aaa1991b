using LearningAccount.App.Api.Problems;
using LearningAccount.App.Imports;

namespace LearningAccount.App.Api.Requests;

/// <summary>Takes a file out of the body of a request: to the disk, never as a whole in memory.</summary>
internal static class ReadFile
{
    /// <summary>Wound back; gone when it is closed.</summary>
    /// <exception cref="ProblemException">As <see cref="SentBytes.Read"/>; 400: there is none.</exception>
    public static async Task<FileStream> Of(ApiCall call, CancellationToken cancel)
    {
        var file = await TemporaryFile.Filled(copy =>
            SentBytes.Read(call.Context.Request, call.Operation.MostBodyBytes, bytes => copy.WriteAsync(bytes, cancel), cancel)
        );
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
