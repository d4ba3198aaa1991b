using System.Net;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>How a worker comes to ask for a correction, and how the employer comes to see that somebody did.</summary>
public sealed class WaysToCorrectionsTests
{
    [Fact]
    public async Task A_request_stands_first_among_the_decisions_of_the_employer_s_home_until_it_is_decided()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var home = $"/employers/{made.Employer}";
        Assert.DoesNotContain(
            "waits for your answer",
            OwnPagesTests.Said(await made.Portal.PageAsync(home)),
            StringComparison.Ordinal
        );
        var request = await OwnPagesTests.AskAsync(made);
        var decision = (await made.Portal.PageAsync(home)).WithClass("decisions").Single().Elements("li").First();
        Assert.Contains("1 worker waits for your answer", HtmlPage.TextOf(decision), StringComparison.Ordinal);
        Assert.Equal($"{home}/corrections/{request}", decision.Descendants("a").Single().Attribute("href")!.Value);
        // Not for whoever does not decide.
        var reader = await made.Portal.As(TestVisitor.Named().At(made.Employer, Role.EmployerUser));
        Assert.DoesNotContain(
            "waits for your answer",
            OwnPagesTests.Said(await made.Portal.PageAsync(home, visitor: reader)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task From_the_reason_of_a_figure_a_correction_of_it_is_asked()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var account = await made.PageAsync("");
        var link = account
            .All("a")
            .Select(a => (string)a.Attribute("href")!)
            .First(href => href.Contains("figure=credit.2026", StringComparison.Ordinal));
        var form = await made.Portal.PageAsync(link, visitor: made.Worker);
        Assert.Equal(HttpStatusCode.OK, form.Status);
        Assert.Equal("It is about: Credit 2026.", HtmlPage.TextOf(form.All("textarea").Single()));
        // What an address names that is no figure is not written into the form.
        var odd = await made.PageAsync("/corrections/new?subject=figure&figure=%3Cb%3E.2026");
        Assert.Equal("", HtmlPage.TextOf(odd.All("textarea").Single()));
        // The employer sees the same figures without the way to ask.
        var theirs = await made.Portal.PageAsync($"/employers/{made.Employer}/workers/{made.World.WorkerIds[0]}");
        Assert.DoesNotContain(theirs.All("a"), a => ((string)a.Attribute("href")!).Contains("figure=", StringComparison.Ordinal));
    }
}
