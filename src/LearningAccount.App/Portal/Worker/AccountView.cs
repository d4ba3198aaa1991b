using System.Text.RegularExpressions;
using LearningAccount.App.Portal.Components;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Records;

namespace LearningAccount.App.Portal.Worker;

/// <summary>An account as its page tells it. It adds no figure of its own: each is the law's, or a plain sum of entries.</summary>
/// <param name="remarks">Those on the facts; those on the account it tells itself.</param>
public sealed partial class AccountView(Account account, AccountFacts facts, IReadOnlyList<Anomaly> remarks)
{
    public Account Account => account;
    public AccountFacts Facts => facts;
    public AccountYear? ThisYear => account.Years.IsEmpty ? null : account.Years[^1];
    public bool HasAccount => !account.Years.IsEmpty;

    /// <summary>The columns of the table of years, without those that are 0 in every year.</summary>
    public IReadOnlyList<YearColumn> Columns { get; } =
    [.. YearColumn.All.Where(column => column.Always || account.Years.Any(year => !column.Of(year).IsZero))];

    public IEnumerable<AccountYear> YearsNewestFirst => account.Years.Reverse();

    /// <summary>Newest first, each with the balance after it.</summary>
    public IReadOnlyList<(AccountEntry Entry, Fraction Balance)> Entries { get; } = Running(account);

    /// <summary>The years of the five-year window, each with its bar; a year still to come, or before the account, has none.</summary>
    public IReadOnlyList<(int Year, DayBar? Days)> Window { get; } = WindowBars(account);

    /// <summary>The most days of any bar of the window: the width of the picture.</summary>
    public Fraction WindowScale => Window.Select(year => year.Days?.Total ?? 0).Aggregate(Fraction.Zero, Fraction.Max);

    public DayBar Bar(AccountYear year) => DayBar.Of(year, year.Year == account.On.Year ? account.Planned : 0);

    /// <summary>Why a figure of a year is what it is: its own reason, or those of the entries it is the sum of.</summary>
    public IReadOnlyList<Reason> ReasonsOf(AccountYear year, YearColumn column)
    {
        if (column.Kind is { } kind)
        {
            return
            [
                .. account
                    .Entries.Where(entry => entry.Kind == kind && entry.On.Year == year.Year)
                    .Select(entry => ReasonOf(entry.Reason)),
            ];
        }
        var closing = ReferenceEquals(column, YearColumn.Closing)
            ? year
            : account.Years.FirstOrDefault(before => before.Year == year.Year - 1);
        return closing is null ? [] : [ReasonOf(closing.Reason)];
    }

    /// <summary>A figure of 0 that nothing led to: a narrow page leaves it out.</summary>
    public bool IsNothing(AccountYear year, YearColumn column) => column.Of(year).IsZero && ReasonsOf(year, column).Count == 0;

    public Reason ReasonOf(int place) => account.Reasons[place];

    /// <summary>The training that made an entry, or null.</summary>
    public Training? TrainingOf(AccountEntry entry) =>
        entry.Kind is EntryKind.Use or EntryKind.Outside && entry.Fact >= 0 ? facts.Trainings[entry.Fact] : null;

    /// <summary>Trainings planned after the day, soonest first.</summary>
    public IEnumerable<Training> Planned =>
        facts
            .Trainings.Where(training => training.Status is TrainingStatus.Planned && training.End > account.On)
            .OrderBy(training => training.Start);

    /// <summary>What an entry does to the balance; a use outside the credit does nothing.</summary>
    public static Fraction Effect(AccountEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Use or EntryKind.Expiry or EntryKind.Forfeit => -entry.Days,
            EntryKind.Outside or EntryKind.Opening => 0,
            _ => entry.Days,
        };

    /// <summary>What somebody should look at, each said once, with the trainings it is about.</summary>
    public IEnumerable<(string Text, IReadOnlyList<Training> Trainings)> RemarksIn(Language language) =>
        remarks
            .Select(remark => (Text: RecordTexts.Of(remark, language), Training: (Training?)null))
            .Concat(
                account.Anomalies.Select(remark => (Text: ReasonTexts.Anomaly(remark, language), Training: TrainingAt(remark.At)))
            )
            .GroupBy(remark => remark.Text, StringComparer.Ordinal)
            .Select(same => (same.Key, (IReadOnlyList<Training>)[.. same.Select(remark => remark.Training).OfType<Training>()]));

    private Training? TrainingAt(string place) =>
        TrainingPlace().Match(place) is { Success: true } at
            ? facts.Trainings[int.Parse(at.Groups["place"].ValueSpan, Words.Invariant)]
            : null;

    [GeneratedRegex(@"^trainings\[(?<place>\d+)\]", RegexOptions.None, 1000)]
    private static partial Regex TrainingPlace();

    private static (AccountEntry, Fraction)[] Running(Account account)
    {
        var lines = new (AccountEntry, Fraction)[account.Entries.Length];
        var balance = Fraction.Zero;
        for (var i = 0; i < lines.Length; i++)
        {
            balance += Effect(account.Entries[i]);
            lines[^(i + 1)] = (account.Entries[i], balance);
        }
        return lines;
    }

    private static (int, DayBar?)[] WindowBars(Account account)
    {
        if (account.Window is not { } window)
        {
            return [];
        }
        var bars = new (int, DayBar?)[window.To.Year - window.From.Year + 1];
        for (var i = 0; i < bars.Length; i++)
        {
            var year = account.Years.FirstOrDefault(known => known.Year == window.From.Year + i);
            bars[i] = (
                window.From.Year + i,
                year is null ? null : DayBar.Of(year, year.Year == account.On.Year ? account.Planned : 0)
            );
        }
        return bars;
    }
}

/// <summary>A column of the table of years.</summary>
/// <param name="Code">That of its name.</param>
/// <param name="Kind">The entries it is the sum of; null for a balance.</param>
/// <param name="Always">Shown also when it is 0 in every year.</param>
public sealed record YearColumn(string Code, Func<AccountYear, Fraction> Of, EntryKind? Kind, bool Always)
{
    public static readonly YearColumn Closing = new("closing", year => year.Closing, null, true);
    public static readonly IReadOnlyList<YearColumn> All =
    [
        new("opening", year => year.Opening, null, true),
        new("credit", year => year.Credit, EntryKind.Credit, true),
        new("extra", year => year.Extra, EntryKind.Extra, false),
        new("adjusted", year => year.Adjusted, EntryKind.Adjustment, false),
        new("used", year => year.Used, EntryKind.Use, true),
        new("expired", year => year.Expired, EntryKind.Expiry, true),
        new("forfeited", year => year.Forfeited, EntryKind.Forfeit, false),
        Closing,
        new("outside", year => year.Outside, EntryKind.Outside, false),
    ];
}
