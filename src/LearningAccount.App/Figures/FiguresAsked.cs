using LearningAccount.Law;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Figures;

/// <summary>Which report is asked for, over which period.</summary>
public sealed record FiguresAsked(ReportKind Kind, Period Period)
{
    // Nothing is kept of trainings before the first law on them.
    private static readonly DateOnly Earliest = new(2017, 1, 1);
    private const int YearsAhead = 10;

    /// <summary>What is wrong with a period, as a code with words; null: nothing.</summary>
    public static string? FaultOf(DateOnly? from, DateOnly? to, DateOnly today) =>
        from is not { } first || to is not { } last || first < Earliest || last > today.AddYears(YearsAhead) ? "figures.wrong.day"
        : last < first ? "figures.wrong.order"
        : last.DayNumber - first.DayNumber >= Report.MostDays ? "figures.wrong.tooLong"
        : null;

    /// <summary>As addresses, commands and names of files write it: <c>social-balance</c>.</summary>
    public static string CodeOf(ReportKind kind) =>
        kind switch
        {
            ReportKind.SocialBalance => "social-balance",
            ReportKind.SectorFund => "sector-fund",
            ReportKind.Leave => "leave",
            _ => "equality",
        };

    /// <summary>What is not the code of any is the social balance sheet.</summary>
    public static ReportKind KindOf(string? code) =>
        Enum.GetValues<ReportKind>().FirstOrDefault(kind => string.Equals(CodeOf(kind), code, StringComparison.Ordinal));
}
