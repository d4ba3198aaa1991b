using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.Records.Accounts;

/// <summary>What a change would do to accounts.</summary>
/// <param name="Result">What the operation gave back.</param>
/// <param name="On">The day of the accounts.</param>
/// <param name="Workers">Every worker whose account may differ, those that stay the same too.</param>
public sealed record Effect<T>(T Result, DateOnly On, ImmutableArray<WorkerEffect> Workers)
{
    /// <summary>The workers whose account would be another one in any figure.</summary>
    public IEnumerable<WorkerEffect> Changed => Workers.Where(worker => worker.IsChanged);
    public EffectSummary Summary => new(Workers);
}

/// <summary>How many workers a change concerns and how, for a whole population.</summary>
public sealed class EffectSummary(ImmutableArray<WorkerEffect> workers)
{
    public int Workers => workers.Length;
    public int Changed => workers.Count(worker => worker.IsChanged);

    /// <summary>Workers who would have more days left on the day, or fewer.</summary>
    public int Gaining => workers.Count(worker => worker.Difference.Sign > 0);
    public int Losing => workers.Count(worker => worker.Difference.Sign < 0);

    /// <summary>Days left that come, and that go; both 0 or more.</summary>
    public Fraction Gained => Sum(1);
    public Fraction Lost => -Sum(-1);

    /// <summary>Those whose days left change most; then those that change in another figure.</summary>
    public IEnumerable<WorkerEffect> Largest(int most) =>
        workers.Where(worker => worker.IsChanged).OrderByDescending(worker => worker.Difference.Abs()).Take(most);

    private Fraction Sum(int sign) =>
        workers
            .Where(worker => worker.Difference.Sign == sign)
            .Aggregate(Fraction.Zero, (sum, worker) => sum + worker.Difference);
}

/// <summary>The figures of an account that a change is judged by; the account itself is computed again when it is asked for.</summary>
/// <param name="Left">The balance of the day.</param>
/// <param name="Credit">Credit and extra days of the year of the day.</param>
/// <param name="Used">Days used in that year.</param>
/// <param name="Planned">Days of trainings planned after the day.</param>
/// <param name="Outside">Days followed beyond the credit or without an account, all years.</param>
public sealed record AccountFigures(Fraction Left, Fraction Credit, Fraction Used, Fraction Planned, Fraction Outside)
{
    internal static AccountFigures Of(Account account)
    {
        var year = account.Years.LastOrDefault(year => year.Year == account.On.Year);
        return new(
            account.Balance.Exact,
            year is null ? 0 : year.Credit + year.Extra,
            year?.Used ?? 0,
            account.Planned,
            account.Years.Aggregate(Fraction.Zero, (sum, one) => sum + one.Outside)
        );
    }
}

/// <summary>What a change would do to one worker.</summary>
public sealed class WorkerEffect
{
    private readonly LawBook law;
    private readonly DateOnly on;

    internal WorkerEffect(WorkerPair pair, Account? before, Account? after, LawBook law, DateOnly on)
    {
        (this.law, this.on) = (law, on);
        (Before, After) = (pair.Before, pair.After);
        FiguresBefore = before is null ? null : AccountFigures.Of(before);
        FiguresAfter = after is null ? null : AccountFigures.Of(after);
        IsChanged = before is null || after is null || !SameFigures(before, after);
        NewAnomalies = after is null ? [] : [.. New(before?.Anomalies ?? [], after.Anomalies)];
    }

    public Guid WorkerId => (After ?? Before)!.WorkerId;

    /// <summary>Null: a worker the employer does not have yet.</summary>
    public WorkerSnapshot? Before { get; }

    /// <summary>Null: a worker the employer would not have any more.</summary>
    public WorkerSnapshot? After { get; }
    public AccountFigures? FiguresBefore { get; }
    public AccountFigures? FiguresAfter { get; }

    /// <summary>Some figure of the account would be another one, of any year, of the exit or of what is planned.</summary>
    public bool IsChanged { get; }

    /// <summary>Days left after less days left before.</summary>
    public Fraction Difference => (FiguresAfter?.Left ?? 0) - (FiguresBefore?.Left ?? 0);

    /// <summary>What would newly be wrong with the account.</summary>
    public ImmutableArray<Anomaly> NewAnomalies { get; }

    /// <summary>The whole account as it is, with its reasons; computed on each call.</summary>
    public Account? AccountBefore() => Before is null ? null : AccountComputation.For(Before.Facts, law, on);

    /// <summary>The whole account as it would be, with its reasons; computed on each call.</summary>
    public Account? AccountAfter() => After is null ? null : AccountComputation.For(After.Facts, law, on);

    internal static ImmutableArray<WorkerEffect> Of(WorkerPairs pairs, LawBook law, DateOnly on)
    {
        var (before, after) = (LawOf(pairs.Before, law), LawOf(pairs.After, law));
        return
        [
            .. pairs.All.Select(pair => new WorkerEffect(
                pair,
                AccountOf(pair.Before, before, on),
                AccountOf(pair.After, after, on),
                law,
                on
            )),
        ];
    }

    private static EmployerLaw? LawOf(EmployerWords? words, LawBook law) =>
        words is null ? null : new(words.Facts, words.Settings, law);

    private static Account? AccountOf(WorkerSnapshot? worker, EmployerLaw? law, DateOnly on) =>
        worker is null ? null : AccountComputation.For(worker.Facts, law!, on);

    private static bool SameFigures(Account a, Account b) =>
        a.Years.Select(Figures).SequenceEqual(b.Years.Select(Figures))
        && a.Planned == b.Planned
        && a.Expiring.SequenceEqual(b.Expiring)
        && Standing(a.Window) == Standing(b.Window)
        && Ending(a.Exit) == Ending(b.Exit);

    // Reasons are named by their place in the account, which says nothing.
    private static AccountYear Figures(AccountYear year) => year with { Reason = 0, FullTimeDaysReason = 0 };

    private static WindowStanding? Standing(WindowStanding? window) =>
        window is null ? null : window with { Reason = 0, UsedReason = 0 };

    private static AccountExit? Ending(AccountExit? exit) => exit is null ? null : exit with { Reason = 0, Warnings = [] };

    // A place moves when something comes before it, so an anomaly is known by its code and values.
    private static IEnumerable<Anomaly> New(ImmutableArray<Anomaly> before, ImmutableArray<Anomaly> after)
    {
        var known = before.Select(Key).ToList();
        return after.Where(anomaly => !known.Remove(Key(anomaly)));
    }

    private static string Key(Anomaly anomaly) =>
        $"{anomaly.Code} {string.Join(' ', anomaly.Values.Select(value => $"{value.Name}={value.Value}"))}";
}
