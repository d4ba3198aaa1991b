using System.Net;
using System.Text;
using Dapper;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>What the pages ask about a file before it is brought in, and what becomes of the answers.</summary>
public sealed class ImportWizardTests
{
    private const string Staff =
        "Ondernemingsnummer;INSZ;Naam;Voornaam;Geboortedatum;Personeelsnummer;Datum in dienst;Arbeidsregime;PC\n"
        + "0999990222;64022999278;Peeters;Anna;29/02/1964;A1;1/3/2020;1;200\n";
    private const string Known = "INSZ;Opleiding;Datum;Uren\n64022999278;EHBO basisopleiding;1/2/2024;4\n";
    private const string Foreign =
        "Wer;Geboren am;Wer sonst;Was;Wann;Wie lange\n"
        + ";29/02/1964;PEETERS Anna;Kran;12/25/2024;4\n"
        + "64022999278;;;Basisopleiding EHBO;02/01/2024;4\n"
        + "64022999278;;;Lassen;02/30/2024;8\n";

    [Fact]
    public async Task A_list_no_program_here_knows_is_understood_step_by_step_and_known_the_next_time()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        await BringAsync(portal, "known.csv", Known);
        var preview = await PagesTests.UploadAsync(portal, "kurse.csv", Foreign);
        var token = preview.Split('/')[^1];
        var page = await portal.PageAsync(preview);
        Assert.Contains(page.All("a"), link => link.Attribute("href")?.Value == Paths.ImportColumns(token, 0));

        // Without what a list needs nothing is taken; what was chosen stays.
        var columns = await HtmlForm.OpenAsync(portal, Paths.ImportColumns(token, 0), "list");
        Assert.Equal("Ssin", columns["column-0"]);
        columns.With("column-2", "FullName").With("column-3", "Title").With("order", "month");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await columns.PressAsync()).Status);
        columns.With("column-1", "BirthDate").With("column-4", "TrainingStart").With("column-5", "Hours").With("name", "Kurse");
        await SendAsync(columns);
        page = await portal.PageAsync(preview);
        var links = page.All("a").Select(link => link.Attribute("href")?.Value).ToList();
        Assert.Contains(Paths.ImportPersons(token, 0), links);
        Assert.Contains(Paths.ImportSimilar(token, 0), links);
        Assert.Contains(Paths.ImportRow(token, 0, 4), links);

        var persons = await HtmlForm.OpenAsync(portal, Paths.ImportPersons(token, 0), "form");
        var worker = (await HeldAsync(portal, FactTables.Worker)).Single().WorkerId;
        page = await portal.PageAsync(Paths.ImportPersons(token, 0));
        var field = page.All("input")
            .Single(input => input.Attribute("value")?.Value == worker.ToString("D"))
            .Attribute("name")!
            .Value;
        await SendAsync(persons.With(field, worker.ToString("D")));
        await SendAsync((await HtmlForm.OpenAsync(portal, Paths.ImportSimilar(token, 0), "form")).With("all", "Merge"));
        var row = await HtmlForm.OpenAsync(portal, Paths.ImportRow(token, 0, 4), "cell-4");
        Assert.Equal("02/30/2024", row["cell-4"]);
        await SendAsync(row.With("cell-4", "02/28/2024"));

        await PagesTests.SubmitAsync(portal, preview, "Confirm");
        await portal.PageAsync(Paths.ImportDone(token));
        var trainings = (await HeldAsync(portal, FactTables.Training)).OrderBy(training => training.StartOn).ToList();
        Assert.Equal(["EHBO basisopleiding", "Lassen", "Kran"], trainings.Select(training => training.Title));
        Assert.All(trainings, training => Assert.Equal(worker, training.WorkerId));
        Assert.Equal(Fraction.Of(8), trainings[1].Hours);

        // The next list with these columns is recognised by itself.
        var next = await PagesTests.UploadAsync(
            portal,
            "kurse2.csv",
            "Wer;Geboren am;Wer sonst;Was;Wann;Wie lange\n64022999278;;;Kran 2;11/26/2025;4\n"
        );
        await PagesTests.SubmitAsync(portal, next, "Confirm");
        await portal.PageAsync(Paths.ImportDone(next.Split('/')[^1]));
        Assert.Contains(await HeldAsync(portal, FactTables.Training), training => training.StartOn == new DateOnly(2025, 11, 26));
    }

    [Fact]
    public async Task Nobody_else_sees_or_answers_what_is_asked_about_a_file()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        var token = (await PagesTests.UploadAsync(portal, "known.csv", Known)).Split('/')[^1];
        var employer = (await HeldAsync(portal, FactTables.Employer)).Single().EmployerId;
        var other = await portal.As(TestVisitor.Named("Bram Janssens").At(employer, Role.EmployerUser, Right.Import));
        foreach (
            var path in new[]
            {
                Paths.ImportColumns(token, 0),
                Paths.ImportPersons(token, 0),
                Paths.ImportSimilar(token, 0),
                Paths.ImportRow(token, 0, 2),
            }
        )
        {
            using var mine = await portal.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
            using var theirs = await portal.GetAsync(path, visitor: other);
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
            using var beyond = await portal.GetAsync(path.Replace("/0", "/7", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
        }
    }

    [Fact]
    public async Task Files_are_looked_at_one_after_the_other_as_they_would_be_brought_in()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        var preview = await PagesTests.UploadAsync(
            portal,
            ("a-trainings.csv", "Personeelsnummer;Opleiding;Datum;Uren\nA2;Kran;1/2/2024;4\n"),
            (
                "b-staff.csv",
                Staff.Replace(
                    "64022999278;Peeters;Anna;29/02/1964;A1",
                    "60022999192;Maes;Bert;29/02/1960;A2",
                    StringComparison.Ordinal
                )
            )
        );
        var page = await portal.PageAsync(preview);
        // Without the staff list the reference would be nobody's.
        Assert.DoesNotContain("list.referenceUnknown", page.Words, StringComparison.Ordinal);
        Assert.Single(await HeldAsync(portal, FactTables.Worker));
        await PagesTests.SubmitAsync(portal, preview, "Confirm");
        await portal.PageAsync(Paths.ImportDone(preview.Split('/')[^1]));
        Assert.Single(await HeldAsync(portal, FactTables.Training));
    }

    private static Task StaffAsync(Database database) =>
        new ImportFile(database).Do(
            new(new MemoryStream(Encoding.UTF8.GetBytes(Staff)), "staff.csv", new(), false),
            Synthetic.Tester,
            null,
            TestContext.Current.CancellationToken
        );

    private static async Task<List<T>> HeldAsync<T>(ServedPortal portal, BulkTable<T> table)
        where T : FactVersion
    {
        await using var connection = await portal.Database.Connect(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<T>($"select {table.ColumnList} from {table.Name} where superseded is null")).AsList();
    }

    private static async Task BringAsync(ServedPortal portal, string name, string content)
    {
        var preview = await PagesTests.UploadAsync(portal, name, content);
        await portal.PageAsync(await PagesTests.SubmitAsync(portal, preview, "Confirm"));
    }

    private static async Task SendAsync(HtmlForm form)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await form.PressAsync()).Status);
    }
}
