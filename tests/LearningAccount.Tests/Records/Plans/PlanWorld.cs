using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Plans;

/// <summary>An employer of some workers, and a plan made for it as a person makes one.</summary>
internal static class PlanWorld
{
    public static readonly DateOnly Today = new(2026, 5, 4);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static DateOnly Day(int month, int day, int year = 2026) => new(year, month, day);

    public static TrainingPlanVersion Head(int year = 2026) =>
        new()
        {
            EmployerId = Guid.Empty,
            Origin = "manual",
            PlanId = Guid.Empty,
            Edition = 1,
            FromOn = new(year, 1, 1),
            ToOn = new(year, 12, 31),
        };

    public static TrainingPlanLineVersion Line(
        string title,
        int? persons = null,
        Fraction? days = null,
        Fraction? hours = null
    ) =>
        new()
        {
            EmployerId = Guid.Empty,
            Origin = "manual",
            PlanId = Guid.Empty,
            Edition = 1,
            LineId = Guid.CreateVersion7(),
            Position = 1,
            Title = title,
            Kind = TrainingKind.Formal,
            Persons = persons,
            Days = days,
            Hours = hours,
            IsShortage = false,
        };

    /// <summary>Begins a plan of 2026 with these trainings.</summary>
    public static Task<Guid> PlanAsync(Database database, World world, params TrainingPlanLineVersion[] lines) =>
        Make(database, change => OpenPlan.Do(change, world.EmployerId, Day(1, 1), Day(12, 31), lines, Stop));

    public static Task<T> Make<T>(Database database, Func<Change, Task<T>> work) =>
        Change.Make(database, Synthetic.Tester, work, Stop);

    public static Task Make(Database database, Func<Change, Task> work) => Change.Make(database, Synthetic.Tester, work, Stop);

    public static async Task<Plan> ReadAsync(Database database, World world, Guid plan)
    {
        await using var connection = await database.Connect(Stop);
        return (await ReadPlans.Find(connection, world.EmployerId, plan, Stop))!;
    }

    public static async Task<EmployerSnapshot> SnapshotAsync(Database database, World world) =>
        (await new ReadSnapshots(database).Of(world.EmployerId, null, Stop))!;
}
