using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Browser;

[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class ChromiumTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_page_opens_in_a_real_browser()
    {
        using var folder = new TemporaryFolder();
        await using var program = await ServedProgram.StartAsync(folder.Path);
        var page = await chromium.OpenAsync(program.Address);
        var answer = await page.GotoAsync("/");
        Assert.Equal(200, answer!.Status);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_page_with_a_fault_is_found_out()
    {
        using var folder = new TemporaryFolder();
        await using var program = await ServedProgram.StartAsync(folder.Path);
        var page = await chromium.OpenAsync(program.Address);
        await page.SetContentAsync("<html><body><img src='x.png'></body></html>");
        await Assert.ThrowsAnyAsync<Exception>(() => Chromium.AxeFindsNothingAsync(page));
        await page.Context.DisposeAsync();
    }
}
