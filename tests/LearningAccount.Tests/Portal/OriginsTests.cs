using System.Net;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>Where facts come from: the row as it stood in its file, and nothing of anybody else's.</summary>
public sealed class OriginsTests
{
    private const string Staff =
        "Ondernemingsnummer;INSZ;Naam;Voornaam;Personeelsnummer;Afdeling;Datum in dienst;Arbeidsregime;PC\n"
        + "0999990222;64022999278;Peeters;Anna;A1;Verkoop;1/3/2020;1;200\n"
        + "0999990222;60022999192;Maes;Jan;A2;Magazijn;1/3/2020;1;200\n";

    // A file of a payroll office that tells of two employers, with a column nobody knows.
    private const string Trainings =
        "Ondernemingsnummer;INSZ;Opleiding;Datum;Uren;Zaal\n"
        + "0999990222;64022999278;Lassen;1/3/2024;4;<b>Zaal 7</b>\n"
        + "0999991707;04022999409;Geheim;1/3/2024;4;Zaal 8\n"
        + "0999990222;60022999192;Heftruck;2/3/2024;4;60022999192 & 04.02.29-994.08\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_training_tells_the_file_and_its_row_in_every_language()
    {
        await using var portal = await ServedPortal.StartAsync(database => Bring(database, ("twee.csv", Trainings)));
        var (employer, _) = await Employers(portal);
        var training = await Training(portal, "Heftruck");
        foreach (var language in (string[])["nl", "fr", "de", "en"])
        {
            var page = await portal.PageAsync(Paths.Training(employer, training), language);
            Assert.DoesNotContain("{", page.Words, StringComparison.Ordinal);
            Assert.Contains("twee.csv, ", page.Words, StringComparison.Ordinal);
            Assert.Contains(Synthetic.Tester.Actor, page.Words, StringComparison.Ordinal);
            Assert.Contains(
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Trainings))),
                page.Words,
                StringComparison.Ordinal
            );
        }
        var shown = (await portal.PageAsync(Paths.Training(employer, training))).Words;
        Assert.Contains("row 4", shown, StringComparison.Ordinal);
        // Each column by its name; of numbers the day of birth, of what is nearly one nothing.
        Assert.Contains("OpleidingHeftruck Datum2/3/2024 Uren4 Zaal60.02.29-***.** & …", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("60022999192", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Lassen", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_is_its_employer_s_and_seen_by_who_sees_the_worker()
    {
        await using var portal = await ServedPortal.StartAsync(database =>
            Bring(database, ("staff.csv", Staff), ("twee.csv", Trainings))
        );
        var (employer, other) = await Employers(portal);
        var import = (await Held(portal, FactTables.Import)).First(one => one.FileName is "twee.csv").ImportId;
        var first = await portal.PageAsync(Paths.Origin(employer, import, 2));
        Assert.Contains("Zaal<b>Zaal 7</b>", first.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.PageAsync(Paths.Origin(employer, import, 3))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.PageAsync(Paths.Origin(employer, import, 1))).Status);
        Assert.Contains("Geheim", (await portal.PageAsync(Paths.Origin(other, import, 3))).Words, StringComparison.Ordinal);

        var sales = await portal.As(TestVisitor.Named("Bram").Within(employer, ScopeKind.Department, "Verkoop"));
        Assert.Equal(HttpStatusCode.OK, (await portal.PageAsync(Paths.Origin(employer, import, 2), visitor: sales)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.PageAsync(Paths.Origin(employer, import, 4), visitor: sales)).Status);
        var elsewhere = await portal.As(TestVisitor.Named("Carl").At(other, Role.EmployerAdmin));
        using var refused = await portal.GetAsync(Paths.Origin(employer, import, 2), visitor: elsewhere);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Employments_tell_their_rows_of_lists_and_persons_of_declarations()
    {
        var declaration = DmfaText.File(
            DmfaText.Form(
                "20253",
                DmfaText.Person(DmfaText.Record(DmfaText.Occupation()))
                    + DmfaText.Person(DmfaText.Record(DmfaText.Occupation()), DmfaText.OtherWorker, 2)
            )
        );
        await using var portal = await ServedPortal.StartAsync(database =>
            Bring(database, ("staff.csv", Staff), ("dmfa.xml", declaration))
        );
        var listed = await Worker(portal, "64022999278");
        var list = (await portal.PageAsync(Paths.Origins(listed.EmployerId, listed.WorkerId))).Words;
        Assert.Contains("staff.csv, row 2", list, StringComparison.Ordinal);
        Assert.Contains("AfdelingVerkoop Datum in dienst1/3/2020", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Maes", list, StringComparison.Ordinal);
        Assert.Contains(
            Paths.Origins(listed.EmployerId, listed.WorkerId),
            (await portal.PageAsync(Paths.Employments(listed.EmployerId, listed.WorkerId)))
                .All("a")
                .Select(link => (string)link.Attribute("href")!)
        );

        var declared = await Worker(portal, DmfaText.OtherWorker);
        var page = (await portal.PageAsync(Paths.Origins(declared.EmployerId, declared.WorkerId))).Words;
        Assert.Contains("dmfa.xml, person 2", page, StringComparison.Ordinal);
        Assert.Contains("<NaturalPersonSequenceNbr>0000002<", page, StringComparison.Ordinal);
        Assert.Contains("-***.**</INSS>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(DmfaText.OtherWorker, page, StringComparison.Ordinal);
        Assert.Contains("<MeanWorkingHours>3800<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Remun", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<NaturalPersonSequenceNbr>0000001<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_another_register_lead_to_their_row()
    {
        const string rights =
            "INSZ;Jaar;Krediet;Opgenomen;Saldo;Bron\n64022999278;2025;5;1;4;scherm 3\n64022999279;2025;5;1;4;scherm 4\n";
        await using var portal = await ServedPortal.StartAsync(database =>
            Bring(database, ("staff.csv", Staff), ("rechten.csv", rights))
        );
        var (employer, _) = await Employers(portal);
        async Task<string> First(string show)
        {
            var list = await portal.PageAsync($"{Paths.Reconciliation(employer)}?show={show}");
            var link = list.All("a")
                .Select(one => (string)one.Attribute("href")!)
                .First(to => to.Contains("/origins/", StringComparison.Ordinal));
            return (await portal.PageAsync(link)).Words;
        }
        Assert.Contains("Saldo4 Bronscherm 3", await First(""), StringComparison.Ordinal);
        // The number has a slip in it.
        var wrong = await First("leftOut");
        Assert.Contains("INSZ… Jaar2025", wrong, StringComparison.Ordinal);
        Assert.Contains("Bronscherm 4", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_tells_nothing_more_and_what_was_changed_by_hand_still_does()
    {
        await using var portal = await ServedPortal.StartAsync(database =>
            Bring(
                database,
                ("staff.csv", Staff),
                ("eerst.csv", "INSZ;Opleiding;Datum;Uren;Referentie\n64022999278;Lassen;1/3/2024;4;R1\n"),
                ("later.csv", "INSZ;Opleiding;Datum;Uren;Referentie\n64022999278;Lassen TIG;1/3/2024;6;R1\n")
            )
        );
        var (employer, _) = await Employers(portal);
        var path = Paths.Training(employer, await Training(portal, "Lassen TIG"));
        var before = (await portal.PageAsync(path)).Words;
        Assert.Contains("later.csv, row 2", before, StringComparison.Ordinal);
        Assert.Contains("eerst.csv, row 2", before, StringComparison.Ordinal);
        var later = (await Held(portal, FactTables.Import)).Single(one => one.FileName is "later.csv").ImportId;
        await new UndoImport(portal.Database).Do(later, Synthetic.Tester, Cancel);
        var after = (await portal.PageAsync(path)).Words;
        Assert.Contains("eerst.csv, row 2", after, StringComparison.Ordinal);
        Assert.DoesNotContain("later.csv", after, StringComparison.Ordinal);

        var held = Assert.Single(await Held(portal, FactTables.Training));
        await Change.Make(
            portal.Database,
            Synthetic.Tester,
            change => ChangeTrainings.Do(change, employer, "editTraining", [held], one => one with { Title = "TIG" }, Cancel),
            Cancel
        );
        var changed = (await portal.PageAsync(path)).Words;
        Assert.StartsWith("TIG", changed, StringComparison.Ordinal);
        Assert.Contains("eerst.csv, row 2", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_file_is_read_when_its_row_is_asked_for()
    {
        var list = "INSZ;Opleiding;Datum;Uren\n64022999278;Lassen;1/3/2024;4\n" + new string('\n', 3 << 20);
        await using var portal = await ServedPortal.StartAsync(database =>
            Bring(database, ("staff.csv", Staff), ("lang.csv", list))
        );
        var (employer, _) = await Employers(portal);
        var page = await portal.PageAsync(Paths.Training(employer, await Training(portal, "Lassen")));
        Assert.DoesNotContain("OpleidingLassen", page.Words, StringComparison.Ordinal);
        var link = page.All("a")
            .Select(one => (string)one.Attribute("href")!)
            .Single(to => to.Contains("/origins/", StringComparison.Ordinal));
        Assert.Contains("OpleidingLassen", (await portal.PageAsync(link)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("komma.csv")]
    [InlineData("boek.xlsx")]
    [InlineData("send.json")]
    [InlineData("courses.xml")]
    public async Task A_row_is_found_again_in_every_kind_of_list(string name)
    {
        await using var portal = await ServedPortal.StartAsync(async database =>
        {
            await Bring(database, ("staff.csv", Staff));
            await Bring(database, name, List(name));
        });
        var (employer, _) = await Employers(portal);
        var page = (await portal.PageAsync(Paths.Training(employer, await Training(portal, "Lassen, deel 2")))).Words;
        Assert.Contains("titleLassen, deel 2", page, StringComparison.Ordinal);
        Assert.Contains("ssin64.02.29-***.**", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Heftruck", page, StringComparison.Ordinal);
    }

    private static byte[] List(string name)
    {
        if (name is "boek.xlsx")
        {
            var file = new MemoryStream();
            using (var table = new XlsxWriter(file, "x"))
            {
                table.Header(["ssin", "title", "startDate", "hours"]);
                table.Row([
                    OutCell.Of("60022999192"),
                    OutCell.Of("Heftruck"),
                    OutCell.Of(new DateOnly(2024, 5, 6)),
                    OutCell.Of("4"),
                ]);
                table.Row([
                    OutCell.Of("64022999278"),
                    OutCell.Of("Lassen, deel 2"),
                    OutCell.Of(new DateOnly(2024, 5, 6)),
                    OutCell.Of("4"),
                ]);
            }
            return file.ToArray();
        }
        return Encoding.UTF8.GetBytes(
            name switch
            {
                "send.json" =>
                    """[{"ssin":"60022999192","title":"Heftruck","startDate":"2024-05-06","hours":4},{"ssin":"64022999278","title":"Lassen, deel 2","startDate":"2024-05-06","hours":4}]""",
                "courses.xml" =>
                    "<list><row><ssin>60022999192</ssin><title>Heftruck</title><startDate>2024-05-06</startDate><hours>4</hours></row><row><ssin>64022999278</ssin><title>Lassen, deel 2</title><startDate>2024-05-06</startDate><hours>4</hours></row></list>",
                _ =>
                    "ssin,title,startDate,hours\n60022999192,Heftruck,2024-05-06,4\n64022999278,\"Lassen, deel 2\",2024-05-06,4\n",
            }
        );
    }

    private static async Task Bring(Database database, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            await Bring(database, name, Encoding.UTF8.GetBytes(text));
        }
    }

    private static Task<ImportReport> Bring(Database database, string name, byte[] bytes) =>
        new ImportFile(database).Do(new(new MemoryStream(bytes), name, new(), false), Synthetic.Tester, null, Cancel);

    private static async Task<(Guid First, Guid Other)> Employers(ServedPortal portal)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        var first = (await FindEmployer.ByText(connection, "0999990222", Cancel))!.EmployerId;
        return (first, (await FindEmployer.ByText(connection, "0999991707", Cancel))?.EmployerId ?? first);
    }

    private static async Task<Guid> Training(ServedPortal portal, string title) =>
        (await Held(portal, FactTables.Training)).Single(one => one.Title == title).TrainingId;

    private static async Task<WorkerVersion> Worker(ServedPortal portal, string number)
    {
        var person = (await Held(portal, FactTables.PersonNumber)).Single(one => one.Ssin.Digits == number).PersonId;
        return (await Held(portal, FactTables.Worker)).Single(one => one.PersonId == person);
    }

    private static async Task<List<T>> Held<T>(ServedPortal portal, BulkTable<T> table)
        where T : FactVersion
    {
        await using var connection = await portal.Database.Connect(Cancel);
        return (
            await Dapper.SqlMapper.QueryAsync<T>(
                connection,
                $"select {table.ColumnList} from {table.Name} where superseded is null"
            )
        ).ToList();
    }
}
