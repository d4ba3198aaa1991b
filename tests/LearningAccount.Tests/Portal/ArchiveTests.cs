using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>What a sealed archive holds, and that common tools can check it.</summary>
public sealed class ArchiveTests
{
    private const string Staff =
        "Ondernemingsnummer;INSZ;Naam;Voornaam;Personeelsnummer;Datum in dienst;Arbeidsregime;PC\n"
        + "0999990222;64022999278;Peeters;Anna;A1;1/3/2020;1;200\n";
    private const string Trainings =
        "INSZ;Opleiding;Datum;Uren\n64022999278;Kran <script>;1/2/2024;4\n64022999278;=cmd|' /C calc'!A0;31/2/2024;4\n";

    // A file of a payroll office that tells of two employers.
    private const string OfTwo =
        "Ondernemingsnummer;INSZ;Opleiding;Datum;Uren\n0999990222;64022999278;Lassen;1/3/2024;4\n"
        + "0999991707;60022999192;Geheim;1/3/2024;4\n";

    [Fact]
    public async Task An_archive_holds_the_files_as_they_came_and_every_hash_of_it_is_right()
    {
        await using var portal = await ServedPortal.StartAsync(BringAsync);
        var employer = await EmployerAsync(portal);
        using var zip = await ArchiveAsync(portal, employer);
        Assert.Equal(Staff, Text(zip, "originals/001-staff.csv"));
        Assert.Equal(Trainings, Text(zip, "originals/002-train-nl.csv"));
        var sums = Text(zip, "SHA256SUMS");
        foreach (var line in sums.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var part = zip.GetEntry(line[66..])!.Open();
            Assert.Equal(
                line[..64],
                Convert.ToHexStringLower(await SHA256.HashDataAsync(part, TestContext.Current.CancellationToken))
            );
        }
        Assert.Equal(zip.Entries.Count - 1, sums.Count(sign => sign is '\n'));
        // The seal stands on the page and in the journal.
        var seal = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sums)));
        Assert.Contains(seal, (await portal.PageAsync(Paths.Archive(employer))).Words, StringComparison.Ordinal);
        Assert.Contains("Archive sealed", (await portal.PageAsync(Paths.History(employer))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_row_stands_there_with_its_line_and_what_became_of_it_and_no_formula_runs()
    {
        await using var portal = await ServedPortal.StartAsync(BringAsync);
        using var zip = await ArchiveAsync(portal, await EmployerAsync(portal));
        var rows = Text(zip, "rows/002-train-nl.csv.csv").Split("\r\n");
        Assert.Contains("64022999278;Kran <script>;1/2/2024;4", rows[1], StringComparison.Ordinal);
        Assert.Contains("cell.dateNotInCalendar", rows[2], StringComparison.Ordinal);
        var index = Text(zip, "index.html");
        Assert.DoesNotContain("<script", index, StringComparison.Ordinal);
        Assert.Contains("originals/001-staff.csv", index, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tells_of_other_employers_is_not_given_away()
    {
        await using var portal = await ServedPortal.StartAsync(BringAsync);
        using var zip = await ArchiveAsync(portal, await EmployerAsync(portal));
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.StartsWith("originals/003", StringComparison.Ordinal));
        var rows = Text(zip, "rows/003-two.csv.csv");
        Assert.Contains("Lassen", rows, StringComparison.Ordinal);
        Assert.All(zip.Entries, entry => Assert.DoesNotContain("Geheim", Text(zip, entry.FullName), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_who_brings_files_in_makes_archives()
    {
        await using var portal = await ServedPortal.StartAsync(BringAsync);
        var employer = await EmployerAsync(portal);
        var reader = await portal.As(TestVisitor.Named("Bram").At(employer, Role.EmployerUser, Right.RegisterTrainings));
        using var answer = await portal.GetAsync(Paths.Archive(employer), visitor: reader);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task BringAsync(Database database)
    {
        foreach (var (name, text) in new[] { ("staff.csv", Staff), ("../train?nl.csv", Trainings), ("two.csv", OfTwo) })
        {
            await new ImportFile(database).Do(
                new(new MemoryStream(Encoding.UTF8.GetBytes(text)), name, new(), false),
                Synthetic.Tester,
                null,
                TestContext.Current.CancellationToken
            );
        }
    }

    private static async Task<Guid> EmployerAsync(ServedPortal portal)
    {
        await using var connection = await portal.Database.Connect(TestContext.Current.CancellationToken);
        return (
            await LearningAccount.Records.Registry.FindEmployer.ByText(
                connection,
                "0999990222",
                TestContext.Current.CancellationToken
            )
        )!.EmployerId;
    }

    private static async Task<ZipArchive> ArchiveAsync(ServedPortal portal, Guid employer)
    {
        var form = await HtmlForm.OpenAsync(portal, Paths.Archive(employer), "form");
        return new(new MemoryStream(await form.DownloadAsync()), ZipArchiveMode.Read);
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
