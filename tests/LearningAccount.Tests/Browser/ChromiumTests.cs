namespace LearningAccount.Tests.Browser;

[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class ChromiumTests(Chromium chromium)
{
    [Fact]
    public async Task A_page_with_a_fault_is_found_out()
    {
        var page = await chromium.OpenAsync(new Uri("http://localhost"));
        await page.SetContentAsync("<html><body><img src='x.png'></body></html>");
        await Assert.ThrowsAnyAsync<Exception>(() => Chromium.AxeFindsNothingAsync(page));
        await page.Context.DisposeAsync();
    }
}
