using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Portal.Importing;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
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

    [Fact]
    public async Task Who_brings_in_an_employer_with_the_first_file_brings_in_the_others_too()
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        const string Head = "Ondernemingsnummer;Naam werkgever;INSZ;Naam;Datum in dienst\n";
        var reports = await BringAsync(
            kept.Database,
            TestVisitor.Named().Operating(),
            Head + "0999990222;Tuinbouw;64022999278;Peeters;1/3/2020\n",
            Head + "0999990222;Tuinbouw;60022999192;Maes;1/3/2021\n"
        );
        Assert.Empty(reports.SelectMany(report => report.Rows).SelectMany(row => row.Remarks));
        Assert.Single(reports.SelectMany(report => report.Rows).Select(row => row.EmployerId).Distinct());
    }

    [Fact]
    public async Task What_is_kept_for_one_employer_is_not_used_for_a_list_of_another()
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        var one = await World.With("Maes Metaal", 9_999_911).RecordedIn(kept.Database);
        var other = await World.With("Tuinbouw", 9_999_912).RecordedIn(kept.Database);
        var said = new ListMappingVersion
        {
            EmployerId = one.EmployerId,
            Origin = FactVersion.ByHand,
            MappingId = Guid.CreateVersion7(),
            OwnerId = null,
            Name = "Kurse",
            List = "trainingList",
            Content = ShippedMappings.All[0].Mapping.ToJson(),
        };
        await Change.Make(
            kept.Database,
            Synthetic.Tester,
            change => SayListMapping.Do(change, said, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );
        using var folder = new TemporaryFolder();
        var visitor = await TestVisitor.Administrator(kept.Database).SignedInAsync(kept.Database);
        var spool = new Spool(folder["spool"], kept.Database.Clock);
        var files = spool.Open(visitor.UserId);
        await using var desk = new ImportDesk(kept.Database, spool, NullLogger<ImportDesk>.Instance);
        Assert.True(await IsKnownAsync(null));
        Assert.True(await IsKnownAsync(one.Number.ToString()));
        Assert.False(await IsKnownAsync(other.Number.ToString()));

        async Task<bool> IsKnownAsync(string? employer)
        {
            files.Employer = employer;
            return (await desk.OptionsOf(visitor, files)).Mappings.Any(each => each.Name == "Kurse");
        }
    }

    private static async Task<ImportReport> BringAsync(Database database, string list) =>
        (await BringAsync(database, TestVisitor.Administrator(database), list)).Single();

    private static async Task<List<ImportReport>> BringAsync(Database database, TestVisitor person, params string[] lists)
    {
        using var folder = new TemporaryFolder();
        var spool = new Spool(folder["spool"], database.Clock);
        var visitor = await person.SignedInAsync(database);
        var files = spool.Open(visitor.UserId);
        foreach (var list in lists)
        {
            await File.WriteAllTextAsync(files.PathOf(files.Names.Count), list, TestContext.Current.CancellationToken);
            files.Names.Add($"staff {files.Names.Count}.csv");
        }
        Spool.Close(files);
        await using var desk = new ImportDesk(database, spool, NullLogger<ImportDesk>.Instance);
        var work = desk.Confirm(files.Token, visitor)!;
        await work.Done;
        return [.. work.Each.Select(file => file.Report!)];
    }
}
