using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Reconciliation;

/// <summary>A line that is to be explained, with what it was made from.</summary>
/// <param name="Before">The line of the year before, where there is one.</param>
internal sealed record CounterCase(
    CounterLine Line,
    StandingCounters Counters,
    Account Account,
    AccountYear Year,
    CounterLine? Before,
    SupposedLaws Laws
)
{
    public AccountFacts Facts => Line.Worker.Facts;
    public CounterFigures There => Line.There;
    public CounterFigures Here { get; } = Line.Here!.Value;
    public Fraction HoursPerDay => Laws.Real.HoursPerDay;
    public DateOnly FirstDay => new(Line.Year, 1, 1);
    public DateOnly LastDay => new(Line.Year, 12, 31);
    public string YearText => Reconciled.YearText(Line.Year);

    /// <summary>The figures of the year in another account; null where it has none.</summary>
    public CounterFigures? FiguresIn(Account account) =>
        account.Years.FirstOrDefault(one => one.Year == Line.Year) is { } year ? CounterFigures.Of(year) : null;

    /// <summary>Ours with another credit: the balance moves with it, all else stays.</summary>
    public CounterFigures WithCredit(Fraction credit) => Here with { Credit = credit, Left = Here.Left + credit - Here.Credit };

    /// <summary>Ours with another use.</summary>
    public CounterFigures WithUsed(Fraction used) => Here with { Used = used, Left = Here.Left + Here.Used - used };
}

/// <summary>What the figures would be with one thing changed, and what that is.</summary>
internal readonly record struct Guess(CounterFigures Figures, Cause Cause);
