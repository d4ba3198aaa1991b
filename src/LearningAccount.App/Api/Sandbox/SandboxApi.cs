using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using LearningAccount.Records.Sandbox;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Sandbox;

/// <summary>The sandbox as a whole: put back as it was made.</summary>
internal static class SandboxApi
{
    public static IEnumerable<ApiOperation> Operations => [new("resetSandbox", Right.SignedIn, Reset)];

    // Done again it does nothing more: no key is needed for that.
    private static async Task<ApiAnswer> Reset(ApiCall call, CancellationToken cancel)
    {
        var database = call.Part<Database>();
        if (!database.IsSandbox)
        {
            var issue = new InputIssue(
                InputIssue.ReferencedResourceNotFound,
                InputPlace.Path,
                "sandbox",
                null,
                "api.issue.noSandbox"
            );
            throw new ProblemException(Problem.NotFound(issue));
        }
        await ResetSandbox.Do(database, call.Visitor.Author(call.Why), cancel);
        return ApiAnswer.NoContent;
    }
}
