using System.Net;
using LearningAccount.App.Imports.Tables;
using LearningAccount.App.Plans;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Papers;
using LearningAccount.Tests.Records.Plans;

namespace LearningAccount.Tests.Portal.Plans;

/// <summary>A plan as a file, and its copy for the administration, read back as others read them.</summary>
public sealed class PlanFilesTests
{
    [Fact]
    public async Task The_workbook_holds_the_plan_beside_what_was_followed()
    {
        var (portal, one) = await StartAsync();
        await using var served = portal;
        var rows = await WorkbookAsync(portal, $"{one}/plan.xlsx");
        Assert.Equal(["Training", "Kind", "Target group"], rows[0][..3]);
        Assert.Equal(["Welding by Bea Baert", "formal", "All workers", "All workers"], rows[1][..4]);
        // 2 women, 4 men; 2 days each for 8: 16 days. Under that title nobody followed anything.
        Assert.Equal(["8", "2", "4"], rows[1][5..8]);
        Assert.Equal(["2", "16"], rows[1][9..11]);
        Assert.Equal(["0", "0", "0", "0", "0"], rows[1][19..24]);
        Assert.Equal("Together", rows[^1][0]);
        Assert.Equal(["2", "2", "0", "22.8", "3"], rows[^1][19..24]);
    }

    [Fact]
    public async Task The_copy_holds_no_personal_data_and_no_small_group()
    {
        var (portal, one) = await StartAsync();
        await using var served = portal;
        var rows = await WorkbookAsync(portal, $"{one}/copy.xlsx");
        var all = string.Join('\n', rows.SelectMany(row => row));
        foreach (var personal in (string[])["Baert", "Bea", "voorbeeld.be", "0470", "99.03.04"])
        {
            Assert.DoesNotContain(personal, all, StringComparison.Ordinal);
        }
        Assert.Equal("Welding by […]", rows[1][0]);
        // What was followed is told to the company alone.
        Assert.DoesNotContain("Persons followed", rows[0]);
        // 2 women and 4 men are small groups, and one with a disability among eight.
        Assert.Equal(["hidden", "hidden"], rows[1][6..8]);
        Assert.Equal("hidden", rows[1][15]);
    }

    [Fact]
    public async Task The_paper_says_the_plan_and_its_copy_names_nobody()
    {
        var (portal, one) = await StartAsync();
        await using var served = portal;
        using var plan = await portal.GetAsync($"{one}/plan.html", "nl");
        var page = await plan.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Opleidingsplan 2026", page, StringComparison.Ordinal);
        Assert.Contains("Welding by Bea Baert", page, StringComparison.Ordinal);
        Assert.Contains("Kade 1 bij Bea Baert", page, StringComparison.Ordinal);
        using var copy = await portal.GetAsync($"{one}/copy.html", "nl");
        page = await copy.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Welding by […]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Baert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("voorbeeld.be", page, StringComparison.Ordinal);

        using var pdf = await portal.GetAsync($"{one}/copy.pdf", "nl");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        var read = await ReadBack.TextOfAsync(await pdf.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Opleidingsplan 2026", read, StringComparison.Ordinal);
        Assert.Contains("verborgen", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Baert", read, StringComparison.Ordinal);
    }

    [Fact]
    public void No_group_of_fewer_than_five_can_be_read_off_a_copy_or_computed_from_it()
    {
        var random = new Random(2026);
        for (var round = 0; round < 300; round++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 7)).Select(_ => AnyLine(random)).ToArray();
            var copy = PlanSheet.Copy(new(PlanWorld.Head(), [.. lines]), 8, new([]));
            PlanCounts[] all = [.. copy.Rows.Select(row => row.Counts), copy.Total];
            Func<PlanCounts, PlanCount>[] columns =
            [
                counts => counts.Persons,
                counts => counts.Women,
                counts => counts.Men,
                counts => counts.FromFifty,
                counts => counts.WithDisability,
                counts => counts.OfForeignOrigin,
            ];
            foreach (var column in columns)
            {
                var cells = all.Select(column).ToList();
                Assert.DoesNotContain(cells, cell => cell.Value is > 0 and < 5);
                // One unknown of a column is its total less the others.
                Assert.False(cells.Count(cell => cell.IsHidden) == 1);
            }
            // The days of all are the persons times the days of each.
            Assert.All(copy.Rows, row => Assert.False(row.Counts.Persons.IsHidden && row.Days is not null));
            Assert.Equal(copy.Rows.All(row => !row.Counts.Persons.IsHidden), copy.Days is not null);
        }

        static TrainingPlanLineVersion AnyLine(Random random)
        {
            var persons = random.Next(0, 3) == 0 ? random.Next(0, 6) : random.Next(0, 40);
            var women = random.Next(0, persons + 1);
            return PlanWorld.Line("Welding", persons, days: random.Next(1, 5)) with
            {
                Women = women,
                Men = random.Next(0, persons - women + 1),
                FromFifty = random.Next(0, persons + 1),
                WithDisability = random.Next(0, Math.Min(persons, 3) + 1),
                OfForeignOrigin = random.Next(0, persons + 1),
            };
        }
    }

    private static async Task<(ServedPortal Portal, string One)> StartAsync()
    {
        var (world, id) = (PlanPagesTests.Staff(), Guid.Empty);
        var number = SyntheticNumbers.Ssin(99, 3, 4, 991, from2000: false);
        var portal = await ServedPortal.StartAsync(async database =>
        {
            await world.RecordedIn(database);
            await PlanWorld.Make(
                database,
                async change =>
                {
                    var head = new LetterheadVersion
                    {
                        EmployerId = world.EmployerId,
                        Origin = FactVersion.ByHand,
                        Lines = "Kade 1 bij Bea Baert",
                        Signatory = null,
                        Capacity = null,
                        Town = null,
                        Logo = null,
                    };
                    await SayLetterhead.Do(change, head, TestContext.Current.CancellationToken);
                }
            );
            id = await PlanWorld.PlanAsync(
                database,
                world,
                PlanWorld.Line("Welding by Bea Baert", 8, days: 2) with
                {
                    GroupParts = "all",
                    Women = 2,
                    Men = 4,
                    WithDisability = 1,
                    Remark = $"Ask bea.baert@voorbeeld.be, 0470 12 34 56, {number}",
                },
                PlanWorld.Line("Excel for all", 40, days: 1) with
                {
                    Women = 20,
                    Men = 20,
                }
            );
        });
        return (portal, $"/employers/{world.EmployerId}/plan/{id}");
    }

    private static async Task<List<string[]>> WorkbookAsync(ServedPortal portal, string path)
    {
        using var answer = await portal.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("Maes", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var table = TableFile.Open(new MemoryStream(bytes), _ => 0);
        return [.. table.Rows().Select(row => Enumerable.Range(0, 24).Select(column => row[column].Text).ToArray())];
    }
}
