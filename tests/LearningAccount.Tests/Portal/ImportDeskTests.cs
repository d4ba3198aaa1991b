using LearningAccount.App.Portal.Importing;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningAccount.Tests.Portal;

/// <summary>Files brought in through the pages meet the same decisions as those of the command line.</summary>
public sealed class ImportDeskTests
{
    [Fact]
    public async Task A_list_that_names_a_second_employer_is_brought_in_beside_the_first()
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        await World.With("Maes Metaal", 9_999_911).RecordedIn(kept.Database);
        var report = await BringAsync(
            kept.Database,
            "Ondernemingsnummer;Naam werkgever;INSZ;Naam;Datum in dienst\n0999990222;Tuinbouw;64022999278;Peeters;1/3/2020\n"
        );
        Assert.Empty(report.Rows.SelectMany(row => row.Remarks));
        Assert.False(report.HasErrors);
    }

    [Fact]
    public async Task A_list_that_names_nobody_is_the_only_employer_s()
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World.With("Maes Metaal", 9_999_911).RecordedIn(kept.Database);
        var report = await BringAsync(kept.Database, "INSZ;Naam;Datum in dienst\n64022999278;Peeters;1/3/2020\n");
        Assert.Equal(world.EmployerId, Assert.Single(report.Rows).EmployerId);
    }

    private static async Task<LearningAccount.App.Imports.ImportReport> BringAsync(Database database, string list)
    {
        using var folder = new TemporaryFolder();
        var spool = new Spool(folder["spool"], database.Clock);
        var visitor = await TestVisitor.Administrator(database).SignedInAsync(database);
        var files = spool.Open(visitor.UserId);
        await File.WriteAllTextAsync(files.PathOf(0), list, TestContext.Current.CancellationToken);
        files.Names.Add("staff.csv");
        Spool.Close(files);
        await using var desk = new ImportDesk(database, spool, NullLogger<ImportDesk>.Instance);
        var work = desk.Confirm(files.Token, visitor)!;
        await work.Done;
        return work.Each.Single().Report!;
    }
}
