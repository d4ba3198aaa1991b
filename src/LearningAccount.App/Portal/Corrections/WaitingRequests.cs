using System.Data.Common;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Corrections;

/// <summary>The requests that wait for an answer of the employer, of the workers the reader sees; what waits longest first.</summary>
internal static class WaitingRequests
{
    public static async Task<IReadOnlyList<CorrectionRequestVersion>> Of(
        DbConnection connection,
        EmployerView employer,
        CancellationToken stop
    ) =>
        [
            .. (await ReadCorrections.All(connection, employer.Head.Id, stop))
                .Where(request =>
                    CorrectionRules.WaitsForEmployer(request.Step) && employer.Snapshot.Worker(request.WorkerId) is not null
                )
                .OrderBy(request => request.WaitsSince),
        ];
}
