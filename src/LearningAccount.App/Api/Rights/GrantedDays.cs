using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Rights;

/// <summary>The company's own numbers of days and its extra days, for all workers and for one.</summary>
internal static class GrantedDays
{
    private const string OptOuts = "optOuts";
    private const string ExtraDays = "extraDays";

    public static IEnumerable<ApiOperation> Operations =>
        [.. OwnNumber.Operations, .. WorkerOwnNumber.Operations, .. Extra.Operations, .. WorkerExtra.Operations];

    private static readonly YearlyDays<OptOutVersion> OwnNumber = new()
    {
        Name = "OptOut",
        Segment = OptOuts,
        Table = Tables.OptOut,
        Action = "sayOptOut",
        IsOfWorker = false,
        Of = own => (own.Year, own.Days, own.Reason),
        Say = SayOptOuts.Do,
        Make = said =>
            new()
            {
                EmployerId = said.Employer,
                Origin = FactVersion.ByHand,
                Recorded = said.Line,
                Year = said.Year,
                Days = said.Days,
                Reason = said.Reason,
            },
    };

    private static readonly YearlyDays<WorkerOptOutVersion> WorkerOwnNumber = new()
    {
        Name = "WorkerOptOut",
        Segment = OptOuts,
        Table = Tables.WorkerOptOut,
        Action = "sayOptOut",
        IsOfWorker = true,
        Of = own => (own.Year, own.Days, own.Reason),
        Say = SayWorkerOptOuts.Do,
        Make = said =>
            new()
            {
                EmployerId = said.Employer,
                Origin = FactVersion.ByHand,
                Recorded = said.Line,
                WorkerId = said.Worker,
                Year = said.Year,
                Days = said.Days,
                Reason = said.Reason,
            },
    };

    private static readonly YearlyDays<ExtraDaysVersion> Extra = new()
    {
        Name = "ExtraDays",
        Segment = ExtraDays,
        Table = Tables.ExtraDays,
        Action = "sayExtraDays",
        IsOfWorker = false,
        Of = extra => (extra.Year, extra.Days, null),
        Say = SayExtraDays.Do,
        Make = said =>
            new()
            {
                EmployerId = said.Employer,
                Origin = FactVersion.ByHand,
                Recorded = said.Line,
                Year = said.Year,
                Days = said.Days,
            },
    };

    private static readonly YearlyDays<WorkerExtraDaysVersion> WorkerExtra = new()
    {
        Name = "WorkerExtraDays",
        Segment = ExtraDays,
        Table = Tables.WorkerExtraDays,
        Action = "sayExtraDays",
        IsOfWorker = true,
        Of = extra => (extra.Year, extra.Days, extra.Reason),
        Say = SayWorkerExtraDays.Do,
        Make = said =>
            new()
            {
                EmployerId = said.Employer,
                Origin = FactVersion.ByHand,
                Recorded = said.Line,
                WorkerId = said.Worker,
                Year = said.Year,
                Days = said.Days,
                Reason = said.Reason,
            },
    };
}
