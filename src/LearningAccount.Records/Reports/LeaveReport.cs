using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>
/// What the employer can ask back of training leave: Flemish training leave, and paid educational leave by region. A section for
/// each scheme, followed and still enrolled, and the file of each training.
/// </summary>
public static class LeaveReport
{
    /// <summary>What numbers of the Flemish register of trainings begin with.</summary>
    private const string FlemishNumber = "ODB";

    public static Report Of(EmployerSnapshot employer, LawBook law, Period period)
    {
        var hoursPerDay = employer.LawUnder(law).HoursPerDay;
        var judged = JudgeTrainings.Of(employer, period, hoursPerDay).Where(IsAbout).Select(Judge).ToList();
        var schemes = judged.Where(one => one.Counts).ToLookup(one => one.Training.LeaveScheme!.Value);
        return new()
        {
            Kind = ReportKind.Leave,
            Period = period,
            HoursPerDay = hoursPerDay,
            LeftOut = [.. judged.Where(one => !one.Counts)],
            Sections = [.. Enum.GetValues<LeaveScheme>().Select(scheme => Section(scheme, [.. schemes[scheme]]))],
        };
    }

    /// <summary>Whether it belongs in a file of training leave; one to come does too, so that it is asked for in time.</summary>
    public static JudgedTraining Judge(JudgedTraining one) =>
        one.Training.LeaveScheme is null ? one.LeftOut(Because.NoLeave)
        : one.Counts ? one.Counted(Because.LeaveFollowed)
        : one is { Training.Status: TrainingStatus.Planned, Employment: not null } ? one.Counted(Because.LeaveEnrolled)
        : one;

    /// <summary>Leave was taken for it, or its number says that it could be.</summary>
    public static bool IsAbout(JudgedTraining one) => one.Training.LeaveScheme is not null || HasFlemishNumber(one.Training);

    internal static bool HasFlemishNumber(TrainingVersion training) =>
        training.DossierNumber?.StartsWith(FlemishNumber, StringComparison.OrdinalIgnoreCase) == true;

    private static ReportSection Section(LeaveScheme scheme, ImmutableArray<JudgedTraining> members)
    {
        var followed = members.Where(one => one.Training.Status == TrainingStatus.Followed).ToList();
        var enrolled = members.Where(one => one.Training.Status == TrainingStatus.Planned);
        return new(
            scheme.ToString(),
            members,
            [
                Figure.Persons($"{scheme}.persons", members),
                Figure.Hours($"{scheme}.followed", followed, "followed"),
                Figure.Hours($"{scheme}.enrolled", enrolled, "enrolled"),
                Figure.Euro($"{scheme}.grants", "grants", followed, costs => costs.Grants, asksAll: false),
            ]
        );
    }
}
