using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records.Anomalies;

namespace LearningAccount.App.Portal.Anomalies;

/// <summary>Who an anomaly is about, and the page where it is settled.</summary>
internal static class FindingWords
{
    /// <summary>Who it is about: a worker by name, or the employer.</summary>
    public static string Who(Finding finding, EmployerView employer) =>
        finding.WorkerId is { } id && employer.Snapshot.Worker(id) is { } worker
            ? WorkerNames.Listed(worker)
            : employer.Head.Name;

    /// <summary>The page on which the facts behind it stand.</summary>
    public static string Href(Finding finding, EmployerView employer)
    {
        var id = employer.Head.Id;
        var place =
            finding.Quarter is not null ? Paths.NewImport
            : finding.Remark?.Code is "sizeUnknown" ? Paths.Size(id)
            : finding.WorkerId is not { } worker
                ? (
                    finding.Code switch
                    {
                        "ownDaysWithoutReason" or "lawDoubtful" => Paths.Rights(id),
                        "enterpriseStopped" or "enterpriseUnusual" => Paths.Register(id),
                        _ => Paths.Size(id),
                    }
                )
            : finding.TrainingId is not null ? Paths.Trainings(id, worker)
            : finding.Code is "employmentDoubtful" or "endReasonMissing" ? Paths.Employments(id, worker)
            : Paths.Worker(id, worker);
        return employer.Dates.Keep(place);
    }
}
