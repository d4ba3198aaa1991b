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
        columns.With("column-2", "FullName").With("column-3", "Title");
        var answer = await columns.PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        columns = answer.Form!("list").With("column-1", "BirthDate").With("column-4", "TrainingStart").With("column-5", "Hours");
        Assert.Equal("Title", columns["column-3"]);
        // Some dates begin with the day, some with the month: somebody has to say.
        columns = (await columns.With("name", "Kurse").PressAsync()).Form!("list");
        Assert.Equal("Kurse", columns["name"]);
        await SendAsync(columns.With("order", "month"));
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
    public async Task What_the_columns_chosen_bring_up_is_asked_before_the_rows_are_read()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        var preview = await PagesTests.UploadAsync(
            portal,
            "kurse.csv",
            "Wer;Was;Wann;Wie lange;Sparte\n64022999278;Kran;12/25/2024;240;Extern\n64022999278;Lassen;11/26/2024;120;Extern\n"
        );
        var columns = await HtmlForm.OpenAsync(portal, Paths.ImportColumns(preview.Split('/')[^1], 0), "list");
        columns.With("column-1", "Title").With("column-2", "TrainingStart");
        var answer = await columns.With("column-3", "Duration").With("column-4", "TrainingKind").PressAsync();

        // What was said stays, and what the list shows is chosen already.
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var links = answer.Page!.All("a").Select(link => link.Attribute("href")!.Value);
        Assert.Equal(
            ["#Order", "#Unit", "#Words"],
            links.Where(link => link.StartsWith('#') && char.IsUpper(link[1])).Order(StringComparer.Ordinal)
        );
        var form = answer.Form!("list");
        Assert.Equal(("TrainingKind", "month", "Minutes"), (form["column-4"], form["order"], form["unit"]));
        await SendAsync(form.With("word-0", "formal"));

        await PagesTests.SubmitAsync(portal, preview, "Confirm");
        await portal.PageAsync(Paths.ImportDone(preview.Split('/')[^1]));
        var trainings = (await HeldAsync(portal, FactTables.Training)).OrderBy(training => training.StartOn).ToList();
        Assert.Equal([new DateOnly(2024, 11, 26), new(2024, 12, 25)], trainings.Select(training => training.StartOn));
        Assert.Equal([Fraction.Of(2), Fraction.Of(4)], trainings.Select(training => training.Hours!.Value));
    }

    [Fact]
    public async Task A_preview_with_rows_that_cannot_be_understood_leads_to_what_is_to_be_said()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        var preview = await PagesTests.UploadAsync(
            portal,
            "lijst.csv",
            "INSZ;Opleiding;Datum;Duur;Soort\n64022999278;Kran;12/25/2024;4;Extern\n"
        );
        var links = (await portal.PageAsync(preview)).All("a").Select(link => link.Attribute("href")?.Value).ToList();
        var columns = Paths.ImportColumns(preview.Split('/')[^1], 0);
        Assert.Contains($"{columns}#Order", links);
        Assert.Contains($"{columns}#Words", links);
        Assert.Contains($"{columns}#Unit", links);

        var form = await HtmlForm.OpenAsync(portal, columns, "list");
        Assert.Equal(("month", "Hours"), (form["order"], form["unit"]));
        await SendAsync(form.With("word-0", "formal"));
        Assert.DoesNotContain(
            (await portal.PageAsync(preview)).All("a"),
            link => link.Attribute("href")?.Value == $"{columns}#Order"
        );
    }

    [Fact]
    public async Task A_list_taken_for_one_kind_is_read_as_the_other_once_somebody_says_so()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        var preview = await PagesTests.UploadAsync(
            portal,
            "leute.csv",
            "Wer;Wie heisst er;Seit\n60022999192;Maes, Bert;2021-09-01\n"
        );
        var form = await HtmlForm.OpenAsync(portal, Paths.ImportColumns(preview.Split('/')[^1], 0), "list");
        Assert.Equal("TrainingList", form["list"]);
        var answer = await form.With("list", "StaffList").PressAsync();
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        await SendAsync(answer.Form!("list").With("column-1", "FullName").With("column-2", "Start"));
        await PagesTests.SubmitAsync(portal, preview, "Confirm");
        await portal.PageAsync(Paths.ImportDone(preview.Split('/')[^1]));
        Assert.Contains(
            await HeldAsync(portal, Tables.WorkerIdentity),
            worker => worker is { FamilyName: "Maes", GivenNames: "Bert" }
        );
    }

    [Fact]
    public async Task A_list_without_names_of_columns_is_read_by_their_place()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        const string list = "64022999278;Kran;25/12/2024;4\n6402299927;Lassen;26/11/2024;8\n";
        var preview = await PagesTests.UploadAsync(portal, "rijen.csv", list);
        var token = preview.Split('/')[^1];
        var form = await HtmlForm.OpenAsync(portal, Paths.ImportColumns(token, 0), "list");
        Assert.Equal(("none", ""), (form["names"], form["column-0"]));
        form.With("column-0", "Ssin").With("column-1", "Title").With("column-2", "TrainingStart").With("column-3", "Hours");
        await SendAsync(form.With("name", "Rijen"));
        var row = await HtmlForm.OpenAsync(portal, Paths.ImportRow(token, 0, 2), "cell-0");
        await SendAsync(row.With("cell-0", "64022999278"));
        await PagesTests.SubmitAsync(portal, preview, "Confirm");
        await portal.PageAsync(Paths.ImportDone(token));
        Assert.Equal(2, (await HeldAsync(portal, FactTables.Training)).Count);
        var kept = Assert.Single(await HeldAsync(portal, Tables.ListMapping));
        Assert.DoesNotContain("64022999278", kept.Content, StringComparison.Ordinal);

        // The next one of the same shape is never taken for it, but the answer is filled in.
        var next = await PagesTests.UploadAsync(portal, "rijen2.csv", "64022999278;Kran 2;24/12/2025;4\n");
        var filled = await HtmlForm.OpenAsync(portal, Paths.ImportColumns(next.Split('/')[^1], 0), "list");
        Assert.Equal(("none", "Title", "Rijen"), (filled["names"], filled["column-1"], filled["name"]));
    }

    [Fact]
    public async Task A_name_in_one_cell_is_split_as_somebody_says_it_is_written()
    {
        await using var portal = await ServedPortal.StartAsync(StaffAsync);
        var preview = await PagesTests.UploadAsync(
            portal,
            "personeel.csv",
            "INSZ;Volledige naam;Datum in dienst\n60022999192;Noé Mésangeot;1/9/2021\n64022999278;Anna Maria van den Berg;1/3/2020\n"
        );
        var columns = Paths.ImportColumns(preview.Split('/')[^1], 0);
        var links = (await portal.PageAsync(preview)).All("a").Select(link => link.Attribute("href")?.Value);
        Assert.Contains($"{columns}#Names", links);
        var form = await HtmlForm.OpenAsync(portal, columns, "list");
        // "van den" in the middle tells it.
        Assert.Equal("given", form["nameOrder"]);
        await SendAsync(form);
        await PagesTests.SubmitAsync(portal, preview, "Confirm");
        await portal.PageAsync(Paths.ImportDone(preview.Split('/')[^1]));
        var workers = await HeldAsync(portal, Tables.WorkerIdentity);
        Assert.Contains(workers, worker => worker is { FamilyName: "Mésangeot", GivenNames: "Noé" });
        Assert.Contains(workers, worker => worker is { FamilyName: "van den Berg", GivenNames: "Anna Maria" });
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
