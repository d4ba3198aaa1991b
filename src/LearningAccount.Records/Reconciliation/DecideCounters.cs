using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <param name="Decided">Lines of which something new was decided, or a decision taken back; all others are left as they are.</param>
/// <param name="NotMet">Lines whose balance no adjustment can make theirs, as where there is no account on the day.</param>
public sealed record CountersDecided(int Decided, ImmutableArray<CounterLine> NotMet);

/// <summary>
/// Decides whose figures hold: theirs, by an adjustment on the day of the figures that makes the balance theirs, or ours. To
/// decide the same again changes nothing.
/// </summary>
public static class DecideCounters
{
    public const int ReasonLength = 2_000;

    // An adjustment may set free a use beyond the balance, which takes of it again; more steps than this never end.
    private const int MostSteps = 6;

    /// <param name="snapshot">What the lines were made of; where the journal has gone on since, the change is refused.</param>
    /// <exception cref="RefusedException"><c>changedMeanwhile</c>; <c>fact.tooLong</c>, <c>fact.missing</c>: the reason.</exception>
    public static async Task<CountersDecided> Accept(
        Change change,
        EmployerSnapshot snapshot,
        LawBook book,
        IReadOnlyList<CounterLine> lines,
        string reason,
        CancellationToken cancel
    )
    {
        var employer = snapshot.Employer.EmployerId;
        await change.Touch(employer, "acceptCounters", cancel, snapshot.Seq);
        var law = snapshot.LawUnder(book);
        var (decisions, adjustments) = (new List<CounterDecisionVersion>(), new List<AdjustmentVersion>());
        var notMet = ImmutableArray.CreateBuilder<CounterLine>();
        foreach (var ofWorker in lines.Where(IsOpen).GroupBy(line => line.Worker))
        {
            // What is decided of a year changes what is carried over to those that follow.
            var facts = ofWorker.Key.Facts;
            foreach (var line in ofWorker.OrderBy(line => line.Year))
            {
                var replaced = line.DecidedBefore?.AdjustmentId;
                facts = facts with { Adjustments = Without(ofWorker.Key, facts, replaced) };
                if (Meeting(line, facts, law, reason) is not { } meeting)
                {
                    notMet.Add(line);
                    continue;
                }
                Guid? id = meeting.Days.IsZero ? null : replaced ?? Guid.CreateVersion7();
                if (id is { } adjustment)
                {
                    facts = facts with { Adjustments = facts.Adjustments.Add(meeting) };
                    adjustments.Add(
                        new()
                        {
                            EmployerId = employer,
                            Origin = FactVersion.ByHand,
                            WorkerId = line.Worker.WorkerId,
                            AdjustmentId = adjustment,
                            OnDay = meeting.On,
                            Days = meeting.Days,
                            Reason = reason,
                        }
                    );
                }
                decisions.Add(Decision(employer, line, CounterChoice.Accepted, id, reason));
            }
        }
        (await SayAdjustments.Do(change, employer, adjustments, cancel)).OrThrow();
        await Say(change, employer, decisions, cancel);
        return new(decisions.Count, notMet.DrainToImmutable());
    }

    /// <inheritdoc cref="Accept"/>
    public static async Task<CountersDecided> Keep(
        Change change,
        EmployerSnapshot snapshot,
        IReadOnlyList<CounterLine> lines,
        string? reason,
        CancellationToken cancel
    )
    {
        var employer = snapshot.Employer.EmployerId;
        await change.Touch(employer, "keepCounters", cancel, snapshot.Seq);
        CounterDecisionVersion[] said =
        [
            .. lines.Where(IsOpen).Select(line => Decision(employer, line, CounterChoice.Kept, adjustment: null, reason)),
        ];
        await Say(change, employer, said, cancel);
        return new(said.Length, []);
    }

    /// <summary>Nothing is decided any more of these lines; an adjustment that carried a decision out is withdrawn.</summary>
    public static async Task<CountersDecided> TakeBack(
        Change change,
        EmployerSnapshot snapshot,
        IReadOnlyList<CounterLine> lines,
        CancellationToken cancel
    )
    {
        var employer = snapshot.Employer.EmployerId;
        await change.Touch(employer, "reopenCounters", cancel, snapshot.Seq);
        var decided = lines.Where(line => line.Decision is not null).ToList();
        var adjustments = decided
            .SelectMany(line => line.Worker.Adjustments.Where(one => one.AdjustmentId == line.Decision!.AdjustmentId))
            .ToList();
        await change.Supersede(Tables.Adjustment, adjustments, cancel);
        await change.Supersede(Tables.CounterDecision, [.. decided.Select(line => line.Decision!)], cancel);
        return new(decided.Count, []);
    }

    /// <summary>It was said of the figures as they stand, and where they were to be ours, the balance is theirs.</summary>
    internal static bool Holds(CounterDecisionVersion said, CounterLine line) =>
        string.Equals(said.Figures, FiguresOf(line, said.Decision), StringComparison.Ordinal)
        && (said.Decision is CounterChoice.Kept || line.There.Left is not { } left || line.Here?.Left == left);

    private static bool IsOpen(CounterLine line) => line is { IsEqual: false, Decision: null };

    // What is accepted makes our balance another one, so that is no part of what the decision was said of.
    private static string FiguresOf(CounterLine line, CounterChoice choice) =>
        choice is CounterChoice.Kept ? line.Figures
        : line.There.Left is not null ? line.There.ToString()
        : $"{line.There}|{(line.Here ?? default) with { Left = null }}";

    private static CounterDecisionVersion Decision(
        Guid employer,
        CounterLine line,
        CounterChoice choice,
        Guid? adjustment,
        string? reason
    ) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = line.DecidedBefore?.WorkerId ?? line.Worker.WorkerId,
            Year = line.Year,
            Decision = choice,
            Figures = FiguresOf(line, choice),
            AdjustmentId = adjustment,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : SsinInText.Masked(reason.Trim()),
        };

    private static ImmutableArray<Adjustment> Without(WorkerSnapshot worker, AccountFacts facts, Guid? replaced)
    {
        var place = replaced is null ? -1 : worker.Adjustments.ToList().FindIndex(one => one.AdjustmentId == replaced);
        return place < 0 ? facts.Adjustments : facts.Adjustments.Remove(worker.Facts.Adjustments[place]);
    }

    /// <summary>The adjustment that makes the balance theirs, of no days where it is already; null: there is none.</summary>
    private static Adjustment? Meeting(CounterLine line, AccountFacts facts, EmployerLaw law, string reason)
    {
        var account = AccountComputation.For(facts, law, line.On);
        if (line.Here is null || YearOf(account, line) is not { } year)
        {
            return null;
        }
        var target = BalanceThere(line.There, CounterFigures.Of(year));
        // After the end of the contract nothing is adjusted; the last day of it is the one left.
        var day = account.Exit is { } exit && exit.On < line.On ? exit.On : line.On;
        var meeting = new Adjustment(day, Fraction.Zero, reason);
        for (var step = 0; step < MostSteps && year.Closing != target; step++)
        {
            meeting = meeting with { Days = meeting.Days + target - year.Closing };
            account = AccountComputation.For(facts with { Adjustments = facts.Adjustments.Add(meeting) }, law, line.On);
            year = YearOf(account, line)!;
        }
        return year.Closing == target ? meeting : null;
    }

    private static AccountYear? YearOf(Account account, CounterLine line) =>
        account.Years.FirstOrDefault(one => one.Year == line.Year);

    // Where the balance is not shown there, it is ours with their credit, use and carry-over.
    private static Fraction BalanceThere(CounterFigures there, CounterFigures here) =>
        there.Left
        ?? here.Left!.Value
            + (there.Credit - here.Credit ?? Fraction.Zero)
            + (there.CarriedOver - here.CarriedOver ?? Fraction.Zero)
            - (there.Used - here.Used ?? Fraction.Zero);

    private static async Task Say(
        Change change,
        Guid employer,
        IReadOnlyList<CounterDecisionVersion> said,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.CounterDecision, employer, cancel);
        var answers = await SayFacts.Do(
            change,
            Tables.CounterDecision,
            said,
            known,
            one => (one.WorkerId, one.Year),
            one => new FactChecks().Text("reason", one.Reason, ReasonLength).Found,
            cancel
        );
        answers.OrThrow();
    }
}
