using System.IO.Compression;
using System.Net;
using System.Text.Json;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records.Privacy;

namespace LearningAccount.Tests.Portal;

/// <summary>The pages of data protection: the register, terms and erasing, requests, and the copy for a person.</summary>
public sealed class PrivacyPagesTests
{
    private static readonly string[] AllLanguages = ["nl", "fr", "de", "en"];
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_stands_in_each_language()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var employer = made.Employer;
        var asked = await AskAsync(made, "Erasure");
        Assert.Equal(HttpStatusCode.Redirect, asked);
        var list = await made.Portal.PageAsync($"/employers/{employer}/privacy/requests", "en");
        var request = list.All("a")
            .Select(link => (string?)link.Attribute("href"))
            .First(href => href?.Contains("/privacy/requests/", StringComparison.Ordinal) == true);
        string[] pages =
        [
            $"/employers/{employer}/privacy",
            $"/employers/{employer}/privacy/retention",
            $"/employers/{employer}/privacy/requests",
            request!,
            $"/employers/{employer}/privacy/workers/{made.World.WorkerIds[0]}",
        ];
        foreach (var language in AllLanguages)
        {
            foreach (var path in pages)
            {
                var page = await made.Portal.PageAsync(path, language);
                Assert.Equal((path, HttpStatusCode.OK, language), (path, page.Status, page.Language));
                Assert.Single(page.All("h1"));
            }
        }
    }

    [Fact]
    public async Task A_worker_gets_all_of_it_in_one_file()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        using var answer = await made.Portal.GetAsync($"/me/{made.Employer}/data.zip", visitor: made.Worker);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
        using var everything = JsonDocument.Parse(await ReadAsync(zip, "everything.json"));
        var facts = everything.RootElement.GetProperty("facts");
        var tables = Tables
            .All.Where(table => table.Columns.Contains("worker_id", StringComparer.Ordinal))
            .Select(table => table.Name);
        Assert.All(tables, table => Assert.True(facts.TryGetProperty(table, out _), table));
        Assert.NotEqual(0, facts.GetProperty("training").GetArrayLength());
        Assert.NotEqual(0, everything.RootElement.GetProperty("journal").GetArrayLength());
        Assert.Contains("Peeters", await ReadAsync(zip, "report.html"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{made.World.WorkerIds[1]:D}", facts.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(made.World.NumberOf(1), facts.GetRawText(), StringComparison.Ordinal);
        using var data = JsonDocument.Parse(await ReadAsync(zip, "data.json"));
        Assert.True(data.RootElement.TryGetProperty("looks", out _));
    }

    [Fact]
    public async Task Only_who_manages_access_changes_anything_and_others_do_not_find_it()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var auditor = await made.Portal.As(TestVisitor.Named("Aya").At(made.Employer, Role.Auditor));
        var user = await made.Portal.As(TestVisitor.Named("Ugo").At(made.Employer, Role.EmployerUser));
        foreach (
            var path in (string[])
                [
                    "",
                    "/retention",
                    "/requests",
                    "/register.csv",
                    $"/workers/{made.World.WorkerIds[0]}",
                    $"/workers/{made.World.WorkerIds[0]}/data.zip",
                ]
        )
        {
            using var refused = await made.Portal.GetAsync($"/employers/{made.Employer}/privacy{path}", visitor: user);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, refused.StatusCode));
            using var own = await made.Portal.GetAsync($"/employers/{made.Employer}/privacy{path}", visitor: made.Worker);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, own.StatusCode));
        }
        using var reason = await made.Portal.GetAsync($"/employers/{made.Employer}/privacy", visitor: auditor);
        Assert.Contains("/reason", reason.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_tells_the_terms_and_the_recipients()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var page = await made.Portal.PageAsync($"/employers/{made.Employer}/privacy", "en");
        Assert.Contains("5 years after the end of the last contract", page.Words, StringComparison.Ordinal);
        using var csv = await made.Portal.GetAsync($"/employers/{made.Employer}/privacy/register.csv");
        Assert.Contains("person_number", await csv.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(OwnPagesTests.Made made, string kind)
    {
        using var answer = await made.PostAsync("/data", new(StringComparer.Ordinal) { ["kind"] = kind, ["words"] = "Please" });
        return answer.StatusCode;
    }

    private static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(Cancel);
    }
}
