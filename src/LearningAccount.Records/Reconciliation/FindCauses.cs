using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>
/// Finds why a line differs: by changing one thing at a time and seeing whether the figures shown there come out. Where no one
/// thing gives all of them, credit, use and what was carried over are explained each by its own, and together they must give
/// the balance. What is left is told as unexplained, never guessed.
/// </summary>
internal sealed class FindCauses(CounterCase of)
{
    private const int MostAlso = 5;

    public CounterLine Do()
    {
        if (of.Counters.ContradictThemselves)
        {
            return of.Line with { Causes = [new("contradiction")] };
        }
        var guesses = Guesses().ToList();
        var whole = guesses
            .Where(guess => guess.Figures.Gives(of.There))
            .Select(guess => guess.Cause)
            .DistinctBy(one => one.Code, StringComparer.Ordinal);
        if (whole.Take(MostAlso + 1).ToList() is [var simplest, .. var others])
        {
            return of.Line with { Causes = [simplest], Also = [.. others] };
        }
        return of.Line with { Causes = ByParts(guesses) };
    }

    /// <summary>The simplest first.</summary>
    private IEnumerable<Guess> Guesses() =>
        ShownOtherwise
            .Of(of)
            .Concat(UsedOtherwise.Of(of))
            .Concat(CarriedOtherwise.Of(of))
            .Concat(GrantedOtherwise.Of(of))
            .Concat(UsedOtherwise.Unknown(of));

    private ImmutableArray<Cause> ByParts(List<Guess> guesses)
    {
        var (there, here) = (of.There, of.Here);
        var causes = ImmutableArray.CreateBuilder<Cause>();
        var explained = here;
        var isExplained = true;
        if (there.Credit is { } credit && credit != here.Credit)
        {
            isExplained &= Add(guesses.Find(guess => guess.Figures.Credit == credit && guess.Figures.Used == here.Used).Cause);
            explained = Moved(explained, credit - here.Credit!.Value) with { Credit = credit };
        }
        if (CarriedOtherwise.Difference(of) is { IsZero: false } carried)
        {
            causes.Add(CarriedOtherwise.CauseOf(of, carried));
            explained = Moved(explained, carried) with { CarriedOver = here.CarriedOver + carried };
        }
        if (there.Used is { } used && used != here.Used)
        {
            isExplained &= Add(UsedOtherwise.CauseOf(of, used));
            explained = Moved(explained, here.Used!.Value - used) with { Used = used };
        }
        // Figures that were accepted rest on the adjustment, which says why.
        var isAccepted = of.Line.Decision?.Decision is CounterChoice.Accepted;
        if (!isAccepted && (causes.Count == 0 || !isExplained || !explained.Gives(there)))
        {
            causes.Add(Unexplained(explained));
        }
        return causes.DrainToImmutable();

        bool Add(Cause? cause)
        {
            if (cause is not null)
            {
                causes.Add(cause);
            }
            return cause is not null;
        }
    }

    private Cause Unexplained(CounterFigures explained)
    {
        // What the parts do not give; where the balance is not shown, the credit or use that nothing gives.
        var rest = of.There.Left - explained.Left;
        if (rest is null or { IsZero: true })
        {
            var difference = of.There.Less(of.Here);
            rest = difference.Credit is { IsZero: false } credit ? credit : difference.Used ?? Fraction.Zero;
        }
        return new(Cause.Unexplained) { Values = [("days", Cause.Of(rest.Value))] };
    }

    private static CounterFigures Moved(CounterFigures figures, Fraction days) => figures with { Left = figures.Left + days };
}
