using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>
/// What another register showed of the rights of workers beside their accounts, with why they differ. A pure function of facts
/// and law; causes are looked for only where there is a difference.
/// </summary>
/// <param name="Lines">By worker as recorded, then by year.</param>
/// <param name="Rows">Every row that came in, in its order, with the line it is in or why it is in none.</param>
public sealed record Reconciled(ImmutableArray<CounterLine> Lines, ImmutableArray<CounterPlace> Rows)
{
    /// <param name="rows">All that hold of the employer; of those about workers who are not in the snapshot nothing is told.</param>
    public static Reconciled Of(
        EmployerSnapshot snapshot,
        LawBook book,
        IReadOnlyList<ImportedCounterVersion> rows,
        IReadOnlyList<CounterDecisionVersion> decisions
    )
    {
        if (rows.Count == 0)
        {
            return new([], []);
        }
        var laws = new SupposedLaws(snapshot, book);
        var decided = decisions.ToLookup(said => (snapshot.Worker(said.WorkerId)?.WorkerId, said.Year));
        var order = snapshot.Workers.Select((worker, place) => (worker.WorkerId, place)).ToDictionary();
        var lines = ImmutableArray.CreateBuilder<CounterLine>();
        foreach (
            var counters in StandingCounters.Of(snapshot, rows).OrderBy(one => order[one.Worker.WorkerId]).ThenBy(one => one.Year)
        )
        {
            var before = lines.Count > 0 && lines[^1].Worker == counters.Worker ? lines[^1] : null;
            var said = decided[(counters.Worker.WorkerId, counters.Year)].MaxBy(one => one.Recorded);
            lines.Add(Line(counters, laws, before?.Year == counters.Year - 1 ? before : null, said));
        }
        var made = lines.DrainToImmutable();
        return new(made, [.. Places(snapshot, rows, made)]);
    }

    private static CounterLine Line(
        StandingCounters counters,
        SupposedLaws laws,
        CounterLine? before,
        CounterDecisionVersion? said
    )
    {
        var hoursPerDay = laws.Real.HoursPerDay;
        var account = AccountComputation.For(counters.Worker.Facts, laws.Real, counters.On);
        var year = account.Years.FirstOrDefault(one => one.Year == counters.Year);
        var isEmployed = year is not null && IsEmployed(counters.Worker, counters.Year);
        var line = new CounterLine
        {
            Worker = counters.Worker,
            Year = counters.Year,
            On = counters.On,
            There = counters.InDays(hoursPerDay),
            Here = isEmployed ? CounterFigures.Of(year!) : null,
            HoursPerDay = counters.IsInHours ? hoursPerDay : null,
            Rows = counters.Rows,
            DecidedBefore = said,
        };
        line = line with { Decision = said is not null && DecideCounters.Holds(said, line) ? said : null };
        if (line.IsEqual && !counters.ContradictThemselves)
        {
            return line;
        }
        if (!isEmployed)
        {
            var unknown = counters.Worker.Facts.Employments.IsEmpty;
            return line with
            {
                Causes = [new(unknown ? "noEmployment" : "notEmployed") { Values = [("year", YearText(line.Year))] }],
            };
        }
        return new FindCauses(new(line, counters, account, year!, before, laws)).Do();
    }

    private static bool IsEmployed(WorkerSnapshot worker, int year) =>
        worker.Facts.Employments.Any(one => one.Start.Year <= year && !(one.End?.Year < year));

    internal static string YearText(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<CounterPlace> Places(
        EmployerSnapshot snapshot,
        IReadOnlyList<ImportedCounterVersion> rows,
        ImmutableArray<CounterLine> lines
    )
    {
        var standing = lines
            .SelectMany(line => line.Rows.Select(row => ((row.Recorded, row.Place), line)))
            .ToDictionary(pair => pair.Item1, pair => pair.line);
        // Who does not see all workers sees no row that names none either.
        var isWhole = snapshot.Aliases.Values.Distinct().Count() == snapshot.Workers.Length;
        foreach (var row in rows.OrderBy(row => row.Recorded).ThenBy(row => row.RowNumber))
        {
            if (row.WorkerId is { } worker ? snapshot.Worker(worker) is null : !isWhole)
            {
                continue;
            }
            yield return row.Outcome switch
            {
                CounterOutcome.Error => new(row, null, LeftOutWhy.Wrong),
                CounterOutcome.Duplicate => new(row, null, LeftOutWhy.Duplicate),
                _ when standing.TryGetValue((row.Recorded, row.Place), out var line) => new(row, line, null),
                _ => new(row, null, LeftOutWhy.Replaced),
            };
        }
    }
}
