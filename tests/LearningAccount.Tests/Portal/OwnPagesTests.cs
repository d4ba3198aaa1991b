using System.Net;
using System.Text.Json;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace LearningAccount.Tests.Portal;

/// <summary>What a worker reads of itself, asks for, and gets.</summary>
public sealed class OwnPagesTests
{
    private static readonly string[] AllLanguages = ["nl", "fr", "de", "en"];
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_with_one_account_is_led_to_it_and_addressed()
    {
        await using var made = await MadeAsync();
        using var led = await made.Portal.GetAsync("/me", visitor: made.Worker);
        Assert.Equal($"/me/{made.Employer}", led.Headers.Location!.ToString());
        var page = await made.PageAsync("");
        Assert.Equal("My training account", page.Texts("h1").Single());
        Assert.Contains("You have 13 days of training left.", Said(page), StringComparison.Ordinal);
        Assert.Contains("After 31 December 2028", Said(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_own_page_stands_in_each_language()
    {
        await using var made = await MadeAsync();
        var request = await AskAsync(made);
        string[] pages =
        [
            "",
            "/trainings",
            "/corrections",
            "/corrections/new",
            $"/corrections/new?subject=training",
            $"/corrections/new?subject=training&about={made.Training}",
            "/corrections/new?subject=employment",
            "/corrections/new?subject=identity",
            "/corrections/new?subject=figure",
            $"/corrections/{request}",
            "/notices",
            "/looks",
            "/data",
            "/statement",
        ];
        foreach (var language in AllLanguages)
        {
            foreach (var path in pages)
            {
                var page = await made.PageAsync(path, language);
                Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
                Assert.Single(page.All("h1"));
            }
            Assert.Equal(HttpStatusCode.OK, (await made.Portal.PageAsync("/me/mail", language, visitor: made.Worker)).Status);
        }
    }

    [Fact]
    public async Task Nobody_reads_an_account_that_is_another_s()
    {
        await using var made = await MadeAsync();
        var request = await AskAsync(made);
        var colleague = await made.Portal.As(TestVisitor.Named("Bram").AsWorker(made.Employer, made.World.WorkerIds[1]));
        var stranger = await made.Portal.As(TestVisitor.Named("Carl").AsWorker(made.Other.EmployerId, made.Other.WorkerIds[0]));
        foreach (var path in (string[])["", "/trainings", "/looks", "/notices", "/data", "/data.json", "/statement"])
        {
            using var answer = await made.Portal.GetAsync($"/me/{made.Employer}{path}", visitor: stranger);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var other = await made.Portal.GetAsync($"/me/{made.Employer}/corrections/{request}", visitor: colleague);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var about = await made.Portal.GetAsync(
            $"/me/{made.Employer}/corrections/new?subject=training&about={made.Training}",
            visitor: colleague
        );
        Assert.Equal(HttpStatusCode.NotFound, about.StatusCode);
    }

    [Fact]
    public async Task A_proven_number_opens_the_accounts_at_all_employers()
    {
        await using var made = await MadeAsync();
        await using var connection = await made.Portal.Database.Connect(Cancel);
        var workers = await ReadVersions.Now(connection, Tables.Worker, made.Employer, Cancel);
        var person = workers.Single(worker => worker.WorkerId == made.World.WorkerIds[0]).PersonId;
        var proven = await made.Portal.As(TestVisitor.Named("Anna").ProvenAs(person));
        var page = await made.Portal.PageAsync($"/me/{made.Employer}", visitor: proven);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        using var other = await made.Portal.GetAsync($"/me/{made.Other.EmployerId}", visitor: proven);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task An_ended_employment_stays_readable()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01", "2025-06-30");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var worker = await portal.As(TestVisitor.Named().AsWorker(world.EmployerId, world.WorkerIds[0]));
        var page = await portal.PageAsync($"/me/{world.EmployerId}", visitor: worker);
        Assert.Contains("Your contract ended on 30 June 2025", Said(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_asks_the_employer_agrees_and_the_account_shows_it()
    {
        await using var made = await MadeAsync();
        var form = Training("First aid", "2026-03-02", "1,5");
        var preview = await HtmlPage.ReadAsync(await made.PostAsync("/corrections/new", form));
        Assert.Contains("First aid", Said(preview), StringComparison.Ordinal);
        Assert.Contains("11.50", Said(preview), StringComparison.Ordinal);
        Assert.Empty(await made.RequestsAsync());

        form["Seen"] = "true";
        using var sent = await made.PostAsync("/corrections/new", form);
        var address = sent.Headers.Location!.ToString();
        var request = (await made.RequestsAsync()).Single();
        Assert.StartsWith($"/me/{made.Employer}/corrections/{request.RequestId}", address, StringComparison.Ordinal);

        var list = await made.Portal.PageAsync($"/employers/{made.Employer}/corrections");
        Assert.Contains("Peeters, Anna", Said(list), StringComparison.Ordinal);
        var path = $"/employers/{made.Employer}/corrections/{request.RequestId}";
        var one = await made.Portal.PageAsync(path);
        Assert.Contains("I went there on a Saturday.", Said(one), StringComparison.Ordinal);
        Assert.Contains("11.50", Said(one), StringComparison.Ordinal);

        using var agreed = await made.Portal.SendFormAsync(
            path,
            new() { ["Decision"] = "Agreed", ["Seen"] = $"{request.Recorded}" },
            made.Portal.Administrator
        );
        Assert.Equal(HttpStatusCode.Found, agreed.StatusCode);
        Assert.Contains("You have 11.5 days", Said((await made.PageAsync(""))), StringComparison.Ordinal);
        Assert.Contains("First aid", Said((await made.PageAsync("/trainings"))), StringComparison.Ordinal);
        var after = await made.PageAsync($"/corrections/{request.RequestId}");
        Assert.Contains("Your employer agrees", Said(after), StringComparison.Ordinal);
        Assert.Contains("Els Janssens", Said(after), StringComparison.Ordinal);
        Assert.DoesNotContain("@example.be", Said(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_can_be_taken_back_with_what_it_changed()
    {
        await using var made = await MadeAsync();
        var request = await AskAsync(made);
        var path = $"/employers/{made.Employer}/corrections/{request}";
        var seen = (await made.RequestsAsync()).Single().Recorded;
        using var agreed = await made.Portal.SendFormAsync(
            path,
            new() { ["Decision"] = "Agreed", ["Seen"] = $"{seen}" },
            made.Portal.Administrator
        );
        Assert.Contains("Undo", Said(await made.Portal.PageAsync($"{path}?done=1")), StringComparison.Ordinal);
        using var undone = await made.Portal.SendFormAsync($"{path}?handler=Undo", [], made.Portal.Administrator);
        Assert.Equal(HttpStatusCode.Found, undone.StatusCode);
        Assert.DoesNotContain("First aid", Said(await made.PageAsync("/trainings")), StringComparison.Ordinal);
        Assert.Equal(CorrectionStep.Asked, (await made.RequestsAsync()).Single().Step);
        Assert.Contains("Decision taken back", Said(await made.PageAsync($"/corrections/{request}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_employer_asks_back_and_refuses_with_a_reason()
    {
        await using var made = await MadeAsync();
        var request = await AskAsync(made);
        var path = $"/employers/{made.Employer}/corrections/{request}";
        var seen = (await made.RequestsAsync()).Single().Recorded;
        using var silent = await made.Portal.SendFormAsync(
            path,
            new() { ["Decision"] = "Refused", ["Seen"] = $"{seen}" },
            made.Portal.Administrator
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("few words", Said((await HtmlPage.ReadAsync(silent))), StringComparison.Ordinal);
        using var asked = await made.Portal.SendFormAsync(
            path,
            new()
            {
                ["Decision"] = "AskedBack",
                ["Said"] = "Which day was it?",
                ["Seen"] = $"{seen}",
            },
            made.Portal.Administrator
        );
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        Assert.Contains("Which day was it?", Said((await made.PageAsync($"/corrections/{request}"))), StringComparison.Ordinal);

        // Decided on what is no longer so.
        using var late = await made.Portal.SendFormAsync(
            path,
            new()
            {
                ["Decision"] = "Refused",
                ["Said"] = "No.",
                ["Seen"] = $"{seen}",
            },
            made.Portal.Administrator
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);

        seen = (await made.RequestsAsync()).Single().Recorded;
        using var answered = await made.PostAsync(
            $"/corrections/{request}?handler=Answer",
            new() { ["Said"] = "The second", ["Seen"] = $"{seen}" }
        );
        Assert.Equal(HttpStatusCode.Found, answered.StatusCode);
        Assert.Equal(CorrectionStep.Answered, (await made.RequestsAsync()).Single().Step);
    }

    [Fact]
    public async Task A_request_of_a_worker_outside_the_scope_is_not_seen()
    {
        await using var made = await MadeAsync();
        var request = await AskAsync(made);
        var scoped = await made.Portal.As(
            TestVisitor.Named().Within(made.Employer, ScopeKind.Site, "Gent", Right.DecideCorrections)
        );
        var list = await made.Portal.PageAsync($"/employers/{made.Employer}/corrections", visitor: scoped);
        Assert.DoesNotContain("Peeters", Said(list), StringComparison.Ordinal);
        using var one = await made.Portal.GetAsync($"/employers/{made.Employer}/corrections/{request}", visitor: scoped);
        Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_beside_its_field_and_nothing_typed_is_lost()
    {
        await using var made = await MadeAsync();
        var form = Training("First aid", "yesterday", "much");
        form["Form.Said"] = "";
        using var answer = await made.PostAsync("/corrections/new", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await HtmlPage.ReadAsync(answer);
        Assert.Equal(
            ["Form_Amount", "Form_Said", "Form_Start"],
            page.WithClass("error")
                .Single()
                .Descendants("a")
                .Select(a => ((string)a.Attribute("href")!)[1..])
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains(page.All("input"), input => (string?)input.Attribute("value") is "much");
        Assert.Contains(page.All("input"), input => (string?)input.Attribute("value") is "First aid");
    }

    [Fact]
    public async Task Silence_tells_the_worker_what_more_can_be_done()
    {
        await using var made = await MadeAsync();
        var request = await AskAsync(made);
        await new EscalateSilence(made.Portal.Database).Do(TimeSpan.FromDays(-1), Cancel);
        await new EscalateSilence(made.Portal.Database).Do(TimeSpan.FromDays(-1), Cancel);
        var page = await made.PageAsync($"/corrections/{request}");
        Assert.Contains("What more you can do", Said(page), StringComparison.Ordinal);
        Assert.Contains("union delegate", Said(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_are_new_once()
    {
        await using var made = await MadeAsync();
        await new TellWorkers(made.Portal.Database, new(made.Portal.Database), sendsMail: false).Do(Cancel);
        Assert.Contains("You have 1 new notice", Said((await made.PageAsync(""))), StringComparison.Ordinal);
        var page = await made.PageAsync("/notices");
        Assert.Contains("For 2026 your credit is 5 days; 13 days are left.", Said(page), StringComparison.Ordinal);
        Assert.DoesNotContain("new notice", Said((await made.PageAsync(""))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looked_is_told_and_the_worker_itself_is_not()
    {
        await using var made = await MadeAsync();
        await made.PageAsync("");
        Assert.Contains("Nobody has looked", Said((await made.PageAsync("/looks"))), StringComparison.Ordinal);
        await made.Portal.PageAsync($"/employers/{made.Employer}/workers/{made.World.WorkerIds[0]}");
        var page = await made.PageAsync("/looks");
        Assert.Contains("Els Janssens", Said(page), StringComparison.Ordinal);
        Assert.Contains("Looked at the account", Said(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_kept_can_be_taken_along()
    {
        await using var made = await MadeAsync();
        await AskAsync(made);
        using var answer = await made.Portal.GetAsync($"/me/{made.Employer}/data.json", visitor: made.Worker);
        Assert.Equal("my-data-2026-11-20.json", answer.Content.Headers.ContentDisposition!.FileName);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var all = json.RootElement;
        Assert.Equal(made.World.NumberOf(0), all.GetProperty("nationalNumbers")[0].GetString());
        Assert.Equal("Peeters", all.GetProperty("identity").GetProperty("familyName").GetString());
        Assert.Equal("2024-01-01", all.GetProperty("contracts")[0].GetProperty("startOn").GetString());
        Assert.Equal("Welding", all.GetProperty("trainings")[0].GetProperty("title").GetString());
        Assert.Equal("13", all.GetProperty("account").GetProperty("balance").GetProperty("exact").GetString());
        Assert.Equal("asked", all.GetProperty("corrections")[0].GetProperty("step").GetString());
        // Nothing of a colleague.
        Assert.DoesNotContain(made.World.NumberOf(1), all.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Janssens", all.GetProperty("trainings").GetRawText(), StringComparison.Ordinal);
        using var table = await made.Portal.GetAsync($"/me/{made.Employer}/data.csv", visitor: made.Worker);
        Assert.Contains("Welding", await table.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_a_mail_stops_that_kind_for_its_reader_alone()
    {
        await using var made = await MadeAsync();
        var links = made.Portal.Part<LearningAccount.App.Mail.StopLinks>();
        var choices = made.Portal.Part<MailChoices>();
        var user = Guid.CreateVersion7();
        var seal = links.Seal(user, MailKind.TrainingRecorded)!;
        var page = await made.Portal.PageAsync($"/mail/stop/{seal}", visitor: ServedPortal.Nobody);
        Assert.Contains("A training was added", Said(page), StringComparison.Ordinal);
        Assert.Empty(await choices.Of(user, Cancel));
        using var stopped = await made.Portal.PostAsync(
            $"/mail/stop/{seal}",
            new() { ["List-Unsubscribe"] = "One-Click" },
            ServedPortal.Nobody
        );
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Equal([MailKind.TrainingRecorded], await choices.Of(user, Cancel));
        using var forged = await made.Portal.GetAsync($"/mail/stop/{seal[..^4]}aaaa", visitor: ServedPortal.Nobody);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        Assert.Null(links.Seal(user, MailKind.YearlyBalance));
    }

    // Numbers and their units stay on one line.
    internal static string Said(HtmlPage page) => page.Words.Replace('\u00A0', ' ');

    private static Dictionary<string, string> Training(string title, string start, string amount) =>
        new()
        {
            ["Form.Subject"] = "Training",
            ["Form.Title"] = title,
            ["Form.Start"] = start,
            ["Form.Amount"] = amount,
            ["Form.Unit"] = "days",
            ["Form.Kind"] = "Formal",
            ["Form.Status"] = "Followed",
            ["Form.Said"] = "I went there on a Saturday.",
        };

    internal static async Task<Guid> AskAsync(Made made)
    {
        var form = Training("First aid", "2026-03-02", "1");
        form["Seen"] = "true";
        using var sent = await made.PostAsync("/corrections/new", form);
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        return (await made.RequestsAsync()).Single().RequestId;
    }

    internal static async Task<Made> MadeAsync()
    {
        var world = World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2025-05-02", "2")
            .AndWorker("Janssens", "Bram")
            .Employed("2024-01-01");
        var other = World.With("Other", 9_999_902).OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01");
        var portal = await ServedPortal.StartAsync(async database =>
        {
            await world.RecordedIn(database);
            await other.RecordedIn(database);
        });
        var worker = await portal.As(TestVisitor.Named("Anna Peeters").AsWorker(world.EmployerId, world.WorkerIds[0]));
        await using var connection = await portal.Database.Connect(Cancel);
        var trainings = await ReadVersions.Now(connection, Tables.Training, world.EmployerId, Cancel);
        return new(portal, world, other, worker, trainings.Single().TrainingId);
    }

    internal sealed record Made(ServedPortal Portal, World World, World Other, string Worker, Guid Training) : IAsyncDisposable
    {
        public Guid Employer => World.EmployerId;

        public Task<HtmlPage> PageAsync(string path, string language = "en") =>
            Portal.PageAsync($"/me/{Employer}{path}", language, visitor: Worker);

        public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields) =>
            Portal.SendFormAsync($"/me/{Employer}{path}", fields, Worker);

        public async Task<IReadOnlyList<CorrectionRequestVersion>> RequestsAsync()
        {
            await using var connection = await Portal.Database.Connect(Cancel);
            return await ReadCorrections.All(connection, Employer, Cancel);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
