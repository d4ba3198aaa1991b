using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>Pictures of the pages a journey passes, for people to look at: kept where LEARNING_ACCOUNT_PICTURES names a folder.</summary>
internal static class Pictures
{
    private static int taken;

    public static async Task KeepAsync(IPage page, string journey)
    {
        if (Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_PICTURES") is not { Length: > 0 } folder)
        {
            return;
        }
        var name = $"{journey}-{Interlocked.Increment(ref taken):000}-{page.ViewportSize!.Width}.png";
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
    }
}
