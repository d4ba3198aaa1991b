using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Reconciliation;

/// <summary>Counters as a test tells of them: <c>"5;1;4;0"</c> are credit, used, left and carried over; a blank is not shown.</summary>
internal static class CounterWorld
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static ImportedCounterVersion Counter(
        World world,
        int year,
        string figures,
        int worker = 0,
        RightType right = RightType.All,
        CounterUnit unit = CounterUnit.Days,
        string? seenOn = null,
        long row = 2
    )
    {
        var shown = figures.Split(';').Select(text => text.Length == 0 ? (Fraction?)null : Fraction.Parse(text)).ToArray();
        return new()
        {
            EmployerId = world.EmployerId,
            Origin = "rightList",
            ImportId = Guid.Empty,
            RowNumber = row,
            Outcome = CounterOutcome.Kept,
            Code = null,
            WorkerId = world.WorkerIds[worker],
            Year = year,
            RightType = right,
            Unit = unit,
            Credit = shown[0],
            Used = shown[1],
            Remaining = shown[2],
            CarriedOver = shown[3],
            Agreement = null,
            Computation = null,
            OptedOut = null,
            SeenOn = DateOnly.Parse(seenOn ?? "2026-01-15", System.Globalization.CultureInfo.InvariantCulture),
            SeenIsSaid = true,
            Remark = null,
        };
    }

    public static Task Record(this TestDatabase database, World world, params ImportedCounterVersion[] counters) =>
        Change.Make(
            database.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "import", Cancel);
                SayCounters.Keep(change, counters);
            },
            Cancel
        );

    public static async Task<(EmployerSnapshot Snapshot, Reconciled Made)> Reconciled(this TestDatabase database, World world)
    {
        var snapshot = (await new ReadSnapshots(database.Database).Of(world.EmployerId, known: null, Cancel))!;
        return (snapshot, await new ReadReconciliation(database.Database).Of(snapshot, LawBook.Shipped, Cancel));
    }

    /// <summary>The lines of the world with these counters, of a database of its own.</summary>
    public static async Task<Reconciled> Of(World world, params ImportedCounterVersion[] counters)
    {
        await using var database = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.RecordedIn(database.Database);
        await database.Record(world, counters);
        return (await database.Reconciled(world)).Made;
    }

    public static IEnumerable<string> Codes(this CounterLine line) => line.Causes.Select(cause => cause.Code);
}
