using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>Pictures of the pages a test passes, for people to look at: kept where LEARNING_ACCOUNT_PICTURES names a folder.</summary>
internal static class Pictures
{
    private static int taken;

    /// <param name="what">A journey, or the pattern of a page; becomes part of the name of the file.</param>
    public static async Task KeepAsync(IPage page, string what)
    {
        if (Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_PICTURES") is not { Length: > 0 } folder)
        {
            return;
        }
        var name = string.Concat(what.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        var width = await page.EvaluateAsync<int>("document.documentElement.clientWidth");
        await page.ScreenshotAsync(
            new() { Path = Path.Combine(folder, $"{Interlocked.Increment(ref taken):000}-{name}-{width}.png"), FullPage = true }
        );
    }
}
