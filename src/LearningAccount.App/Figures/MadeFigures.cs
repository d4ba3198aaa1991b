using System.Collections.Immutable;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Figures;

/// <summary>The report that was asked for: of groups of people, or of trainings.</summary>
public sealed record MadeFigures(FiguresAsked Asked, Report? Report, EqualityReport? Equality)
{
    /// <summary>Stands in the place of a figure for what does not count in any.</summary>
    public const string LeftOutCode = "left-out";

    public static MadeFigures Of(EmployerSnapshot employer, LawBook law, FiguresAsked asked) =>
        asked.Kind switch
        {
            ReportKind.SocialBalance => new(asked, SocialBalance.Of(employer, law, asked.Period), null),
            ReportKind.Leave => new(asked, LeaveReport.Of(employer, law, asked.Period), null),
            ReportKind.SectorFund => new(asked, SectorFundReport.Of(employer, law, asked.Period), null),
            _ => new(asked, null, EqualityReport.Of(employer, law, asked.Period)),
        };

    public ImmutableArray<JudgedTraining> LeftOut => Report?.LeftOut ?? Equality!.LeftOut;

    /// <summary>What does not count, by its reason, the commonest first.</summary>
    public IEnumerable<IGrouping<string, JudgedTraining>> LeftOutByReason =>
        LeftOut.GroupBy(one => one.Because.Code, StringComparer.Ordinal).OrderByDescending(why => why.Count());

    public Fraction HoursPerDay => Report?.HoursPerDay ?? Equality!.HoursPerDay;

    /// <summary>Nobody worked or followed anything in the period.</summary>
    public bool IsEmpty =>
        LeftOut.IsEmpty
        && (Report is { } report ? report.Sections.All(section => section.Members.IsEmpty) : Equality!.Columns.Length == 1);

    /// <summary>The files of training leave, a line for each training.</summary>
    public ImmutableArray<LeaveFile> LeaveFiles =>
        Report is { Kind: ReportKind.Leave } report
            ? LeaveFile.Of(report.Sections.SelectMany(section => section.Members), HoursPerDay)
            : [];

    /// <summary>A figure that may be shown; null: there is none by that code.</summary>
    public Figure? Find(string code) => Report is { } report ? report.Find(code)?.Figure : Equality!.Find(code);

    /// <summary>All trainings that were looked at, each once.</summary>
    public IEnumerable<JudgedTraining> All =>
        (
            Report is { } report
                ? report.Sections.SelectMany(section => section.Members)
                : Equality!.Everything.Select(share => share.Of)
        ).Concat(LeftOut);

    /// <summary>By name and day; of groups of people not even the order of names is told.</summary>
    public IEnumerable<JudgedTraining> InOrder(IEnumerable<JudgedTraining> trainings) => InOrder(trainings, one => one);

    /// <summary>The same of what is told of trainings.</summary>
    public IEnumerable<T> InOrder<T>(IEnumerable<T> all, Func<T, JudgedTraining> of) =>
        all.OrderBy(one => Equality is null ? WorkerNames.Listed(of(one).Worker) : "", NameOrder.Comparer)
            .ThenBy(one => of(one).Training.EndOn);
}
