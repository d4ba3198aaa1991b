using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>The trainings of each joint committee by who paid them, for the report to a sector fund.</summary>
public static class SectorFundReport
{
    /// <summary>Nobody said in a word of ours who paid: words of the employer's own, or nothing at all.</summary>
    public const string InWords = "InWords";
    public const string NotSaid = "NotSaid";

    public static Report Of(EmployerSnapshot employer, LawBook law, Period period)
    {
        var hoursPerDay = employer.LawUnder(law).HoursPerDay;
        var judged = JudgeTrainings.Of(employer, period, hoursPerDay);
        var groups = judged
            .Where(one => one.Counts)
            .Select(one => one.Counted(Because.OfSector))
            .GroupBy(one => (one.Employment!.JointCommittee, Payer: PayerOf(one.Training)))
            .OrderBy(group => group.Key.JointCommittee?.ToString(), StringComparer.Ordinal)
            .ThenBy(group => Rank(group.Key.Payer));
        return new()
        {
            Kind = ReportKind.SectorFund,
            Period = period,
            HoursPerDay = hoursPerDay,
            LeftOut = [.. judged.Where(one => !one.Counts)],
            Sections = [.. groups.Select(group => Section(group.Key.JointCommittee, group.Key.Payer, [.. group], hoursPerDay))],
        };
    }

    /// <summary>Who paid: as it was said, else the fund where it is a course of one (rulebook R7.6).</summary>
    public static string PayerOf(TrainingVersion training) =>
        training.FundedBy is { } said ? said.ToString()
        : training.CountsBasis == CountsBasis.SectorFund ? nameof(FundingSource.SectorFund)
        : training.Funding is null ? NotSaid
        : InWords;

    private static int Rank(string payer) =>
        payer switch
        {
            nameof(FundingSource.SectorFund) => -1,
            InWords => 98,
            NotSaid => 99,
            _ => (int)Enum.Parse<FundingSource>(payer),
        };

    private static ReportSection Section(
        JointCommittee? committee,
        string payer,
        ImmutableArray<JudgedTraining> members,
        Fraction hoursPerDay
    )
    {
        var code = $"{committee?.Digits ?? "none"}.{payer}";
        return new(
            payer,
            members,
            [
                Figure.Persons($"{code}.persons", members),
                Figure.Hours($"{code}.hours", members),
                Figure.Days($"{code}.days", members, hoursPerDay),
                Figure.Euro($"{code}.net", "net", members, costs => costs.Net, asksAll: true),
                Figure.Euro($"{code}.grants", "grants", members, costs => costs.Grants, asksAll: false),
            ]
        )
        {
            Committee = committee,
        };
    }
}
