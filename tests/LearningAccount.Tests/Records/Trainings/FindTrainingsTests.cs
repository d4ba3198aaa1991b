using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Trainings;

public sealed class FindTrainingsTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Those_on_the_same_days_or_with_the_same_reference_are_found_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await change.Touch(Employer, "import", Cancel);
        var (worker, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        change.Insert(
            Tables.Training,
            Training(worker, "before", 1, 4),
            Training(worker, "reaches in", 3, 5),
            Training(worker, "on the last day, by its reference too", 9, 9) with
            {
                ExternalId = "R1",
            },
            Training(worker, "after", 10, 12),
            Training(worker, "long after, by its reference", 25, 25) with
            {
                ExternalId = "R2",
            },
            Training(other, "of somebody else", 6, 6) with
            {
                ExternalId = "R1",
            }
        );

        async Task<IEnumerable<string>> Near() =>
            (
                await FindTrainings.Near(
                    change.Connection,
                    Employer,
                    [(worker, new Period(new(2026, 3, 5), new DateOnly(2026, 3, 9)))],
                    [(worker, "R1"), (worker, "R2")],
                    Cancel
                )
            )
                .Select(training => training.Title)
                .Order(StringComparer.Ordinal);

        Assert.Equal(["long after, by its reference", "on the last day, by its reference too", "reaches in"], await Near());
        Assert.Empty(await FindTrainings.Near(change.Connection, Employer, [], [], Cancel));
    }

    private static TrainingVersion Training(Guid worker, string title, int from, int to) =>
        Synthetic.Training(Employer, worker, title) with
        {
            StartOn = new(2026, 3, from),
            EndOn = new(2026, 3, to),
        };
}
