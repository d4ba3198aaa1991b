using System.Net;
using LearningAccount.App.Portal.Privacy;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>What is pressed in the pages of data protection: the button that erases, and the answers to what persons ask.</summary>
public sealed class PrivacyAnswersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_button_erases_what_was_shown_and_nothing_that_was_not()
    {
        var world = World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .AndWorker("Zwartehand", "Zoë")
            .Employed("2012-01-01", "2019-06-30", reason: EndReason.Resignation);
        await using var portal = await ServedPortal.StartAsync(world.RecordedIn);
        var page = PrivacyPaths.Retention(world.EmployerId);
        var button = await HtmlForm.OpenAsync(portal, page, "seen");
        Assert.Contains("Zwartehand", (await portal.PageAsync(page)).Words, StringComparison.Ordinal);

        var other = await HtmlForm.OpenAsync(portal, page, "seen");
        var stale = await other.With("seen", "0").PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.Status);
        Assert.Contains("Zwartehand", stale.Words, StringComparison.Ordinal);

        var erased = await button.PressAsync();
        Assert.Equal((HttpStatusCode.Redirect, $"{page}?done=erased"), (erased.Status, erased.Location));
        var after = await portal.PageAsync(erased.Location!);
        Assert.DoesNotContain("Zwartehand", after.Words, StringComparison.Ordinal);
        Assert.Contains("Nothing is due", after.Words, StringComparison.Ordinal);
        using var gone = await portal.GetAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[1]}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var stays = await portal.GetAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}");
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        Assert.Empty(await new VerifyJournal(portal.Database).Do(Cancel).ToListAsync(Cancel));
        // Pressed once more, there is nothing left to do.
        var again = await button.PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
    }

    [Fact]
    public async Task A_request_is_extended_and_then_refused_with_why_which_its_worker_reads()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var page = await AskedAsync(made, "Erasure");
        var silent = await (await AnswerAsync(made, page)).With("step", "Refused").With("words", "").PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        var extended = await (await AnswerAsync(made, page))
            .With("step", "Extended")
            .With("words", "Two registers to compare")
            .PressAsync();
        Assert.Equal(HttpStatusCode.Redirect, extended.Status);
        // A month, and two more: once.
        var asked = Assert.Single(await RequestsAsync(made));
        Assert.Equal((PrivacyRequestStep.Extended, asked.AskedOn.AddMonths(3)), (asked.Step, asked.DueOn));
        Assert.DoesNotContain(
            (await made.Portal.PageAsync(page)).All("input"),
            input => input.Attribute("value")?.Value is "Extended"
        );
        const string Why = "A legal duty, art. 17 (3) (b). You may complain to the Data Protection Authority.";
        await (await AnswerAsync(made, page)).With("step", "Refused").With("words", Why).PressAsync();
        Assert.Equal(PrivacyRequestStep.Refused, Assert.Single(await RequestsAsync(made)).Step);
        Assert.Contains(Why, (await made.PageAsync("/data")).Words, StringComparison.Ordinal);
        // It is answered: nobody answers it again.
        Assert.DoesNotContain(
            (await made.Portal.PageAsync(page)).All("input"),
            input => input.Attribute("name")?.Value is "step"
        );
    }

    [Fact]
    public async Task A_restriction_that_is_granted_holds_at_once()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var page = await AskedAsync(made, "Restriction");
        var answered = await (await AnswerAsync(made, page)).With("step", "Granted").PressAsync();
        Assert.Equal(HttpStatusCode.Redirect, answered.Status);
        await using var connection = await made.Portal.Database.Connect(Cancel);
        Assert.Single(await ReadVersions.Now(connection, Tables.Restriction, made.Employer, [made.World.WorkerIds[0]], Cancel));
    }

    [Fact]
    public async Task An_erasure_that_is_granted_is_answered_with_what_is_erased()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var page = await AskedAsync(made, "Erasure");
        var answered = await (await AnswerAsync(made, page))
            .With("step", "GrantedInPart")
            .With("words", "What may go")
            .PressAsync();
        Assert.Equal(HttpStatusCode.Redirect, answered.Status);
        Assert.Equal(PrivacyRequestStep.GrantedInPart, Assert.Single(await RequestsAsync(made)).Step);
        Assert.Empty(await new VerifyJournal(made.Portal.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_was_typed_into_an_answer_that_is_refused_stands_there_still()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var page = await AskedAsync(made, "Access");
        var typed = new string('x', 2_100);
        var refused = await (await AnswerAsync(made, page)).With("step", "Refused").With("words", typed).PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal((typed, "Refused"), (refused.Form!("words")["words"], refused.Form!("words")["step"]));
    }

    [Theory]
    [InlineData("kind", "Everything")]
    [InlineData("kind", "77")]
    [InlineData("kind", "")]
    public async Task A_kind_of_request_that_there_is_not_becomes_no_other(string field, string value)
    {
        await using var made = await OwnPagesTests.MadeAsync();
        using var forged = await made.PostAsync("/data", new(StringComparer.Ordinal) { [field] = value, ["words"] = "Please" });
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        var worker = PrivacyPaths.Worker(made.Employer, made.World.WorkerIds[0]);
        var written = await (await HtmlForm.OpenAsync(made.Portal, worker, "kind")).With(field, value).PressAsync();
        Assert.Equal(HttpStatusCode.NotFound, written.Status);
        var restricted = await (await HtmlForm.OpenAsync(made.Portal, worker, "ground"))
            .With("ground", value)
            .With("reason", "A claim")
            .PressAsync();
        Assert.Equal(HttpStatusCode.NotFound, restricted.Status);
        Assert.Empty(await RequestsAsync(made));
    }

    // The page of what the worker asks.
    private static async Task<string> AskedAsync(OwnPagesTests.Made made, string kind)
    {
        using var asked = await made.PostAsync("/data", new(StringComparer.Ordinal) { ["kind"] = kind, ["words"] = "Please" });
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        return PrivacyPaths.Request(made.Employer, (await RequestsAsync(made))[^1].RequestId);
    }

    private static Task<HtmlForm> AnswerAsync(OwnPagesTests.Made made, string page) =>
        HtmlForm.OpenAsync(made.Portal, page, "step");

    private static async Task<IReadOnlyList<PrivacyRequestVersion>> RequestsAsync(OwnPagesTests.Made made)
    {
        await using var connection = await made.Portal.Database.Connect(Cancel);
        return await PrivacyRequests.All(connection, made.Employer, Cancel);
    }
}
