using System.IO.Compression;
using System.Net;
using LearningAccount.App.Portal.Documents;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Papers;

namespace LearningAccount.Tests.Portal;

/// <summary>Documents asked for, looked at, issued, sent, and read by their workers.</summary>
public sealed class DocumentPagesTests
{
    private static readonly string[] AllLanguages = ["nl", "fr", "de", "en"];
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_yearly_notice_is_looked_at_issued_to_all_and_read_by_who_has_access()
    {
        await using var made = await MadeAsync();
        var asked = await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Issue(made.Employer), "whom");
        var looked = await asked
            .With("kind", "YearlyNotice")
            .With("whom", "missing")
            .With("language", "en")
            .PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.OK, looked.Status);
        Assert.Contains("2 documents ready", looked.Words, StringComparison.Ordinal);
        Assert.Contains("Yearly balance of your training account", looked.Words, StringComparison.Ordinal);
        // The contract of the third ended.
        Assert.Contains("Dubois", looked.Words, StringComparison.Ordinal);
        var issued = await looked.Form!("seen").PressAsync("do", "issue");
        Assert.StartsWith($"/employers/{made.Employer}/documents/runs/", issued.Location, StringComparison.Ordinal);
        var run = await made.Portal.PageAsync(issued.Location!);
        Assert.Contains("2 of 2", run.Words, StringComparison.Ordinal);
        // One reads in the portal, the other gets a letter.
        Assert.Contains("1 document still to send", run.Words, StringComparison.Ordinal);

        var mine = await made.Portal.PageAsync(DocumentPaths.Own(made.Employer), visitor: made.Worker);
        var link = mine.All("a").Single(a => HtmlPage.TextOf(a).StartsWith("Yearly balance", StringComparison.Ordinal));
        var page = await made.Portal.PageAsync((string)link.Attribute("href")!, visitor: made.Worker);
        Assert.Contains("Your rights", page.Words, StringComparison.Ordinal);
        var way = (await IssuedAsync(made)).Single(one => one.Document.WorkerId == made.World.WorkerIds[0]);
        Assert.Equal(
            [(SendingChannel.Portal, SendingStep.Sent), (SendingChannel.Portal, SendingStep.Opened)],
            way.Steps.Select(step => (step.Channel, step.Step))
        );
        // Opened again, nothing more is kept of it.
        await made.Portal.PageAsync((string)link.Attribute("href")!, visitor: made.Worker);
        Assert.Equal(2, (await IssuedAsync(made)).Single(one => one.Document.DocumentId == way.Document.DocumentId).Steps.Count);

        var told = await (await HtmlForm.OpenAsync(made.Portal, issued.Location!, "reference")).PressAsync();
        Assert.Equal(HttpStatusCode.Redirect, told.Status);
        Assert.All(await IssuedAsync(made), one => Assert.True(one.IsTold));
        // Nobody misses one now.
        var again = await (await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Issue(made.Employer), "whom"))
            .With("kind", "YearlyNotice")
            .With("whom", "missing")
            .PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("The contract had ended", again.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_is_told_with_its_cause_and_issued_anew()
    {
        await using var made = await MadeAsync();
        var first = await IssueAsync(made, "AccountForm", 0);
        var form = await HtmlForm.OpenAsync(
            made.Portal,
            $"/employers/{made.Employer}/rights/adjustment?worker={made.World.WorkerIds[0]}",
            "days"
        );
        var looked = await form.With("days", "1").With("on", "2026-11-01").With("why", "forgotten").PressAsync("do", "check");
        await looked.Form!("seen").PressAsync("do", "save");

        var changed = await made.Portal.PageAsync(DocumentPaths.Changed(made.Employer));
        Assert.Contains("Account form", changed.Words, StringComparison.Ordinal);
        Assert.Contains("forgotten", changed.Words, StringComparison.Ordinal);
        Assert.Contains("Still to use", changed.Words, StringComparison.Ordinal);
        var anew = await HtmlForm.OpenAsync(made.Portal, DocumentPaths.IssueAnew(made.Employer, first.Document), "on");
        Assert.Equal("AccountForm", anew["kind"]);
        var ready = await anew.PressAsync("do", "look");
        await ready.Form!("seen").PressAsync("do", "issue");
        Assert.Contains(await IssuedAsync(made), one => one.Document.ReplacesId == first.Document.DocumentId);
        Assert.Contains(
            "still hold",
            (await made.Portal.PageAsync(DocumentPaths.Changed(made.Employer))).Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Documents_of_a_run_are_had_as_one_pdf_as_single_ones_and_for_the_e_box()
    {
        await using var made = await MadeAsync();
        var asked = await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Issue(made.Employer), "whom");
        var looked = await asked.With("kind", "AccountForm").With("whom", "all").PressAsync("do", "look");
        var run = Guid.Parse((await looked.Form!("seen").PressAsync("do", "issue")).Location!.Split('/')[^1]);
        var merged = await FileAsync(made, DocumentPaths.RunFile(made.Employer, run, "pdf"));
        Assert.True(merged.AsSpan().StartsWith("%PDF-1.7"u8));
        using var singles = new ZipArchive(
            new MemoryStream(await FileAsync(made, DocumentPaths.RunFile(made.Employer, run, "zip")))
        );
        Assert.Equal(3, singles.Entries.Count);
        using (var whose = new StreamReader(singles.GetEntry("list.csv")!.Open()))
        {
            var rows = (await whose.ReadToEndAsync(Cancel)).TrimEnd().Split("\r\n");
            Assert.Equal(3, rows.Length);
            Assert.Single(rows, row => row.Contains("Peeters", StringComparison.Ordinal));
            Assert.All(rows.Skip(1), row => Assert.NotNull(singles.GetEntry(row.Split(';')[0])));
            Assert.DoesNotContain(rows, row => row.Contains(made.World.NumberOf(0), StringComparison.Ordinal));
        }
        Assert.All(singles.Entries, entry => Assert.DoesNotContain("Peeters", entry.FullName, StringComparison.Ordinal));
        using var box = new ZipArchive(
            new MemoryStream(await FileAsync(made, DocumentPaths.RunFile(made.Employer, run, "ebox")))
        );
        using var list = new StreamReader(box.GetEntry("messages.jsonl")!.Open());
        var messages = await list.ReadToEndAsync(Cancel);
        Assert.Contains(made.World.NumberOf(0), messages, StringComparison.Ordinal);
        Assert.All(box.Entries, entry => Assert.DoesNotContain(made.World.NumberOf(0), entry.FullName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_reads_or_issues_what_is_not_his()
    {
        await using var made = await MadeAsync();
        var document = await IssueAsync(made, "AccountForm", 1);
        var own = DocumentPaths.Own(made.Employer, document.Document.DocumentId);
        foreach (var path in (string[])[own, DocumentPaths.OwnFile(made.Employer, document.Document.DocumentId)])
        {
            using var other = await made.Portal.GetAsync(path, visitor: made.Worker);
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }
        var reader = await made.Portal.As(
            TestVisitor.Named("Rita").At(made.Employer, Role.EmployerUser, Right.RegisterTrainings)
        );
        using var issue = await made.Portal.GetAsync(DocumentPaths.Issue(made.Employer), visitor: reader);
        Assert.Equal(HttpStatusCode.Forbidden, issue.StatusCode);
        using var step = await made.Portal.SendFormAsync(
            DocumentPaths.One(made.Employer, document.Document.DocumentId),
            new()
            {
                ["channel"] = "Paper",
                ["step"] = "Sent",
                ["day"] = "2026-11-20",
            },
            reader
        );
        Assert.Equal(HttpStatusCode.Forbidden, step.StatusCode);
        // Another department is not there.
        var narrow = await made.Portal.As(
            TestVisitor.Named("Dirk").Within(made.Employer, ScopeKind.Department, "Paint", Right.IssueDocuments)
        );
        using var hidden = await made.Portal.GetAsync(
            DocumentPaths.One(made.Employer, document.Document.DocumentId),
            visitor: narrow
        );
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        var list = await made.Portal.PageAsync(DocumentPaths.List(made.Employer), visitor: narrow);
        Assert.Contains("No documents issued yet", list.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letterhead_stands_on_documents_and_a_wrong_logo_is_refused_with_what_to_do()
    {
        await using var made = await MadeAsync();
        var form = await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Letterhead(made.Employer), "signatory");
        var wrong = await form.With("signatory", "Els Janssens").PressAsync(file: ("logo.png", "not a picture"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("neither a PNG nor a JPEG", wrong.Words, StringComparison.Ordinal);
        // Too large: said beside the field, with what was typed.
        var large = await form.With("signatory", "Els Janssens")
            .PressAsync(file: ("logo.png", new byte[SayLetterhead.MostLogoBytes + 200_000]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, large.Status);
        Assert.Contains("256 kB at the most", large.Words, StringComparison.Ordinal);
        Assert.Equal("Els Janssens", large.Form!("signatory")["signatory"]);
        var saved = await (await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Letterhead(made.Employer), "signatory"))
            .With("signatory", "Els Janssens")
            .With("capacity", "HR manager")
            .With("lines", "Kaai 1\n9000 Gent")
            .With("town", "Gent")
            .PressAsync(file: ("logo.png", Pictures.Png(2, 8)));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var document = await IssueAsync(made, "OpeningNotice", 1);
        var page = await made.Portal.PageAsync(DocumentPaths.One(made.Employer, document.Document.DocumentId));
        Assert.Contains("9000 Gent", page.Words, StringComparison.Ordinal);
        Assert.Contains("HR manager", page.Words, StringComparison.Ordinal);
        Assert.Contains("Gent, 20", page.Words, StringComparison.Ordinal);
        var logo = (string)
            page.All("img")
                .Single(img => ((string)img.Attribute("src")!).EndsWith(".logo", StringComparison.Ordinal))
                .Attribute("src")!;
        Assert.Equal<byte>(Pictures.Png(2, 8), await FileAsync(made, logo));
        Assert.Equal<byte>(Pictures.Png(2, 8), await FileAsync(made, DocumentPaths.Logo(made.Employer)));
    }

    [Fact]
    public async Task Where_a_place_of_work_lies_is_said_beside_the_letterhead_and_gives_the_language()
    {
        await using var made = await MadeAsync();
        var page = await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Letterhead(made.Employer), "signatory");
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await page.With(LetterheadModel.FieldOf(0), nameof(LanguageRegion.German)).PressAsync()).Status
        );
        var again = await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Letterhead(made.Employer), "signatory");
        Assert.Equal(nameof(LanguageRegion.German), again[LetterheadModel.FieldOf(0)]);
        var document = await IssueAsync(made, "OpeningNotice", 1);
        Assert.Equal("de", document.Document.Language);
    }

    [Fact]
    public async Task Of_restricted_data_nothing_but_evidence_is_made_and_who_sees_some_workers_does_not_see_them()
    {
        await using var made = await MadeAsync();
        var before = await IssueAsync(made, "AccountForm", 0);
        await Change.Make(
            made.Portal.Database,
            new Author("test", Door.Portal),
            change =>
                RestrictWorker.Do(change, made.Employer, made.World.WorkerIds[0], RestrictionGround.Accuracy, "disputed", Cancel),
            Cancel
        );
        var all = await (await HtmlForm.OpenAsync(made.Portal, DocumentPaths.Issue(made.Employer), "whom"))
            .With("kind", "YearlyNotice")
            .With("whom", "all")
            .PressAsync("do", "look");
        Assert.Contains("1 document ready", all.Words, StringComparison.Ordinal);
        Assert.Contains("are restricted", all.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await all.Form!("seen").PressAsync("do", "issue")).Status);
        Assert.Equal(made.World.WorkerIds[1], (await IssuedAsync(made))[^1].Document.WorkerId);
        Assert.Equal(DocumentKind.EvidenceFile, (await IssueAsync(made, "EvidenceFile", 0)).Document.Kind);
        // What the worker has it goes on reading.
        var own = await made.Portal.PageAsync(DocumentPaths.Own(made.Employer, before.Document.DocumentId), visitor: made.Worker);
        Assert.Equal(HttpStatusCode.OK, own.Status);

        var workers = $"/employers/{made.Employer}/workers";
        Assert.Contains("data restricted", (await made.Portal.PageAsync(workers)).Words, StringComparison.Ordinal);
        var sales = await made.Portal.As(TestVisitor.Named().Within(made.Employer, ScopeKind.Department, "Sales"));
        var seen = await made.Portal.PageAsync(workers, visitor: sales);
        Assert.Contains("Janssens", seen.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Peeters", seen.Words, StringComparison.Ordinal);
        var one = await made.Portal.PageAsync($"{workers}/{made.World.WorkerIds[0]}", visitor: sales);
        Assert.Equal(HttpStatusCode.NotFound, one.Status);
    }

    [Fact]
    public async Task Every_page_of_documents_stands_in_each_language()
    {
        await using var made = await MadeAsync();
        var document = await IssueAsync(made, "YearlyNotice", 0);
        foreach (var language in AllLanguages)
        {
            foreach (
                var path in (string[])
                    [
                        DocumentPaths.List(made.Employer),
                        DocumentPaths.Changed(made.Employer),
                        DocumentPaths.Letterhead(made.Employer),
                        DocumentPaths.Issue(made.Employer),
                        DocumentPaths.One(made.Employer, document.Document.DocumentId),
                        DocumentPaths.Run(made.Employer, document.Document.RunId!.Value),
                        DocumentPaths.Of(made.Employer, made.World.WorkerIds[0]),
                    ]
            )
            {
                var page = await made.Portal.PageAsync(path, language);
                Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
                Assert.Single(page.All("h1"));
            }
        }
    }

    private static async Task<DocumentOnItsWay> IssueAsync(Made made, string kind, int worker)
    {
        var path = $"/employers/{made.Employer}/documents/new?kind={kind}&worker={made.World.WorkerIds[worker]}";
        var looked = await (await HtmlForm.OpenAsync(made.Portal, path, "on")).PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.OK, looked.Status);
        var issued = await looked.Form!("seen").PressAsync("do", "issue");
        Assert.Equal(HttpStatusCode.Redirect, issued.Status);
        return (await IssuedAsync(made))[^1];
    }

    [Fact]
    public async Task A_document_takes_the_place_of_none_of_another_worker()
    {
        await using var made = await MadeAsync();
        var others = await IssueAsync(made, "AccountForm", 1);
        var path = DocumentPaths.Issue(made.Employer, DocumentKind.AccountForm, made.World.WorkerIds[0]);
        var form = await HtmlForm.OpenAsync(made.Portal, $"{path}&replaces={others.Document.DocumentId}", "on");
        var looked = await form.With("replaces", $"{others.Document.DocumentId}").PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.Redirect, (await looked.Form!("seen").PressAsync("do", "issue")).Status);
        Assert.Null((await IssuedAsync(made))[^1].Document.ReplacesId);
    }

    private static async Task<IReadOnlyList<DocumentOnItsWay>> IssuedAsync(Made made)
    {
        await using var connection = await made.Portal.Database.Connect(Cancel);
        return await ReadIssued.All(connection, made.Employer, Cancel);
    }

    private static async Task<byte[]> FileAsync(Made made, string path)
    {
        using var answer = await made.Portal.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    private static async Task<Made> MadeAsync()
    {
        var world = World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Being(InSales)
            .Employed("2024-01-01")
            .Trained("2026-03-02", "1")
            .AndWorker("Janssens", "Bram")
            .Being(InSales)
            .Employed("2024-01-01", regime: "19/38")
            .AndWorker("Dubois", "Chloé")
            .Employed("2024-01-01", "2025-12-31", reason: EndReason.Resignation);
        var portal = await ServedPortal.StartAsync(world.RecordedIn);
        var worker = await portal.As(TestVisitor.Named("Anna").AsWorker(world.EmployerId, world.WorkerIds[0]));
        return new(portal, world, worker);
    }

    private static WorkerIdentityVersion InSales(WorkerIdentityVersion identity) => identity with { Department = "Sales" };

    private sealed record Made(ServedPortal Portal, World World, string Worker) : IAsyncDisposable
    {
        public Guid Employer => World.EmployerId;

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
