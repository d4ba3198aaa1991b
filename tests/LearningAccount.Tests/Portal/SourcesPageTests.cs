using LearningAccount.App.Imports;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Imports.Dimona;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>On the page of a worker's employments each point says which file and row it comes from, and where sources differ.</summary>
public sealed class SourcesPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Each_point_of_an_employment_says_where_it_comes_from(Engine engine)
    {
        await using var portal = await ServedPortal.StartAsync(
            async database =>
            {
                var occupation = DmfaText.Occupation(start: "2025-07-01", mean: "1900");
                var form = DmfaText.Form("20253", DmfaText.Person(DmfaText.Record(occupation)), nsso: DimonaText.Nsso);
                await Bring(database, "dmfa.xml", DmfaText.File(form));
                await Bring(
                    database,
                    "pfan.xml",
                    DimonaText.PersonnelFile(
                        DimonaText.Period(1, "2024-03-04", "2026-01-31", DmfaText.Worker),
                        DimonaText.Period(2, "2026-02-02", ssin: DimonaText.OtherWorker)
                    )
                );
                await Bring(
                    database,
                    "late.xml",
                    DimonaText.File(DimonaText.In("2025-08-01", DmfaText.Worker, "2025-08-31", "FLX"))
                );
            },
            engine: engine
        );
        await using var connection = await portal.Database.Connect(Stop);
        var workers = await ReadVersions.Query<WorkerVersion>(
            connection,
            $"select {Tables.Worker.ColumnList} from worker where superseded is null",
            new { },
            Stop
        );
        var pages = new List<string>();
        foreach (var worker in workers.OrderBy(one => one.WorkerId))
        {
            pages.Add((await portal.PageAsync($"/employers/{worker.EmployerId}/workers/{worker.WorkerId}/employments")).Words);
        }
        var page = pages.Single(one => one.Contains("dmfa.xml", StringComparison.Ordinal));
        Assert.Contains("Start: Dimona pfan.xml:1, imported on", page, StringComparison.Ordinal);
        Assert.Contains("End: Dimona pfan.xml:1, imported on", page, StringComparison.Ordinal);
        Assert.Contains("19 of 38 hours (50%) DmfA 2025Q3, dmfa.xml:1, imported on", page, StringComparison.Ordinal);
        Assert.Contains("226 DmfA 2025Q3, dmfa.xml:1", page, StringComparison.Ordinal);
        Assert.Contains(
            "Kind of worker: ordinary worker by DmfA 2025Q3, dmfa.xml:1, flexi-job by Dimona late.xml:1.",
            page,
            StringComparison.Ordinal
        );
        var other = pages.Single(one => !ReferenceEquals(one, page));
        Assert.Contains("by rule: Dimona tells no working time, so it counts as 0", other, StringComparison.Ordinal);
        Assert.Contains("none no source tells it", other, StringComparison.Ordinal);
        var employer = workers[0].EmployerId;
        var anomalies = (await portal.PageAsync($"/employers/{employer}/anomalies")).Words;
        Assert.Contains("It is uncertain and counts as 0", anomalies, StringComparison.Ordinal);
    }

    private static Task<ImportReport> Bring(Database database, string name, string text) =>
        new ImportFile(database).Do(
            new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name, new(), IsRehearsal: false),
            Synthetic.Tester,
            progress: null,
            Stop
        );
}
