using System.Net;
using System.Text;

namespace LearningAccount.Tests.Portal.Trainings;

/// <summary>The files of a training and templates: kept, given out, and removed after a question.</summary>
public sealed class TrainingFilesTests
{
    [Fact]
    public async Task A_certificate_is_kept_and_given_out_as_a_file()
    {
        var world = TrainingPagesTests.Staff(1);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await TrainingPagesTests.Register(portal, world, "Claes Dirk 0");
        var training = (await TrainingPagesTests.Held(portal, world))[0];
        var path = $"/employers/{world.EmployerId}/trainings/{training.OccasionId}/files";
        var form = await HtmlForm.OpenAsync(portal, path, "of");
        form["of"] = training.TrainingId.ToString("D");
        var refused = await form.PressAsync(file: ("diploma.pdf", Encoding.UTF8.GetBytes("<html>")));
        Assert.Contains("Only PDF, PNG and JPEG are kept", refused.Words, StringComparison.Ordinal);
        await form.PressAsync(file: ("diploma.pdf", "%PDF-1.7 seven"u8.ToArray()));
        var page = await portal.PageAsync(path);
        var link = page.All("a").Single(one => one.Attribute("download") is not null);
        using var answer = await portal.GetAsync((string)link.Attribute("href")!);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var asked = page.All("a")
            .Select(one => (string)one.Attribute("href")!)
            .Single(href => href.Contains("?remove=", StringComparison.Ordinal));
        var remove = await HtmlForm.OpenAsync(portal, asked, "attachment");
        await remove.PressAsync(to: path + "?handler=Remove");
        using var gone = await portal.GetAsync((string)link.Attribute("href")!);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_template_fills_the_form_in()
    {
        var world = TrainingPagesTests.Staff(1);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await TrainingPagesTests.Register(portal, world, "Claes Dirk 0");
        var path = $"/employers/{world.EmployerId}/trainings/templates";
        var form = await HtmlForm.OpenAsync(portal, path, "training");
        await form.With("name", "Yearly first aid").PressAsync();
        var page = await portal.PageAsync(path);
        var use = page.All("a").Single(link => ((string)link.Attribute("href")!).Contains("template=", StringComparison.Ordinal));
        var filled = await HtmlForm.OpenAsync(portal, (string)use.Attribute("href")!, "title");
        Assert.Equal(("First aid", "8", ""), (filled["title"], filled["length"], filled["start"]));
        var asked = page.All("a")
            .Select(one => (string)one.Attribute("href")!)
            .Single(href => href.Contains("?remove=", StringComparison.Ordinal));
        var remove = await HtmlForm.OpenAsync(portal, asked, "template");
        await remove.PressAsync(to: path + "?handler=Remove");
        Assert.Contains("No templates yet", (await portal.PageAsync(path)).Words, StringComparison.Ordinal);
    }
}
