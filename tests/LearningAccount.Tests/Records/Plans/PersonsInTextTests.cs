using LearningAccount.Records.Plans;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;

namespace LearningAccount.Tests.Records.Plans;

/// <summary>A copy of a plan names nobody.</summary>
public sealed class PersonsInTextTests
{
    [Fact]
    public async Task Names_numbers_and_addresses_are_taken_out_and_nothing_else()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World
            .With()
            .AndWorker("Van den Broeck", "Marie Jeanne")
            .AndWorker("D’Hondt", "Éric")
            .AndWorker("De Groep", "Jan")
            .RecordedIn(test.Database);
        var persons = new PersonsInText(await PlanWorld.SnapshotAsync(test.Database, world));
        (string Text, string Without)[] texts =
        [
            ("Coaching by Marie Jeanne Van den Broeck on Monday", "Coaching by […] on Monday"),
            ("van den broeck, MARIE and all", "van den broeck, MARIE and all"),
            ("VAN DEN BROECK Marie: 3 days", "[…]: 3 days"),
            ("Ask D'Hondt.", "Ask […]."),
            ("Ask Eric D’Hondt or Jan De Groep!", "Ask […] or […]!"),
            ("De groep van 50-plussers, in Jan. 2026", "De groep van 50-plussers, in Jan. 2026"),
            ("Mail anna.aerts@voorbeeld.be, or 0470 12 34 56.", "Mail […] or […]."),
            ($"Number {SyntheticNumbers.Ssin(80, 1, 1, 991, from2000: false)}", "Number […]"),
            ("80.01.01-991.99 is wrong but a number", "[…] is wrong but a number"),
            (
                "12 people on 15/03/2026 for 1.500 euro, joint committee 149.01",
                "12 people on 15/03/2026 for 1.500 euro, joint committee 149.01"
            ),
            ("", ""),
        ];
        foreach (var (text, without) in texts)
        {
            Assert.Equal(without, persons.Without(text));
        }
    }
}
