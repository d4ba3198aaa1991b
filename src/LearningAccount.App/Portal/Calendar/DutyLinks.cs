using LearningAccount.App.Portal.Documents;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Plans;
using LearningAccount.App.Portal.Trainings;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>Where a duty is done in this program.</summary>
public static class DutyLinks
{
    // Each with the right its page needs.
    private static readonly Dictionary<DutyKind, (Right Right, Func<Guid, string> Href)> Places = new()
    {
        [DutyKind.TellAccount] = (Right.IssueDocuments, employer => DocumentPaths.Issue(employer, DocumentKind.OpeningNotice)),
        [DutyKind.TellNewcomers] = (Right.IssueDocuments, employer => DocumentPaths.Issue(employer, DocumentKind.NewcomerNotice)),
        [DutyKind.TellYearly] = (Right.IssueDocuments, employer => DocumentPaths.Issue(employer, DocumentKind.YearlyNotice)),
        [DutyKind.PlanOpinion] = (Right.ReadEmployer, PlanPaths.List),
        [DutyKind.PlanFixed] = (Right.ReadEmployer, PlanPaths.List),
        [DutyKind.PlanFiled] = (Right.ReadEmployer, PlanPaths.List),
        [DutyKind.EnterTrainings] = (
            Right.ReadEmployer,
            employer => $"{Paths.EmployerTrainings(employer)}?show={TrainingList.Due}"
        ),
        [DutyKind.QuarterWithoutTraining] = (Right.RegisterTrainings, Paths.RegisterTraining),
        [DutyKind.OwnNumber] = (Right.ManageRights, employer => Paths.GrantDays(employer, "ownNumber")),
        [DutyKind.AgreementDeposited] = (Right.ReadEmployer, Paths.Rights),
        [DutyKind.PlanByHeads] = (Right.ManageRights, employer => Paths.Setting(employer, "planThresholdUnit")),
        [DutyKind.DaysExpire] = (Right.ReadEmployer, employer => $"{Paths.Workers(employer)}?sort={WorkerColumn.Expires}"),
        [DutyKind.ContractsEnd] = (Right.ReadEmployer, employer => Paths.Anomalies(employer, "leavesWithDays")),
        [DutyKind.SizePeriod] = (Right.ReadEmployer, Paths.Size),
        [DutyKind.Declaration] = (Right.Import, _ => Paths.NewImport),
        [DutyKind.FederalAccounts] = (Right.ReadEmployer, _ => Paths.Guide),
    };

    /// <summary>Null: elsewhere, or not by this reader.</summary>
    public static string? Href(Guid employer, DutyKind kind, Visitor visitor, DateTimeOffset now) =>
        Places.TryGetValue(kind, out var place) && visitor.May(place.Right, employer, now) ? place.Href(employer) : null;
}
