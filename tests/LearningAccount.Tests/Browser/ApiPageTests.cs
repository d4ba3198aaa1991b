using LearningAccount.App.Api.Contract;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>The page of the contract on which requests can be tried, in a real browser under its own strict policy.</summary>
[Collection(typeof(InTheBrowser))]
public sealed class ApiPageTests(Chromium chromium)
{
    [Fact]
    public async Task It_shows_every_resource_and_tries_a_request_with_a_token_that_is_pasted()
    {
        var world = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");
        await using var api = await ApiWorld.OfAsync(world);
        var page = await chromium.OpenAsync(api.Portal.Address, new() { Locale = "en-GB" });
        var wrong = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                wrong.Add(message.Text);
            }
        };
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(api.Portal.Address.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
            {
                elsewhere.Add(request.Url);
            }
        };
        await page.GotoAsync($"{ApiContract.Root}/doc");
        var tags = page.Locator(".opblock-tag");
        await tags.First.WaitForAsync();
        Assert.Equal(
            ApiContract.Shipped.Operations.Select(one => one.Tag).Distinct(StringComparer.Ordinal).Count(),
            await tags.CountAsync()
        );
        Assert.False(await page.Locator("#environment").IsVisibleAsync());
        await page.FillAsync("#token", await api.TokenOf(api.Machine));
        await page.ClickAsync("[data-tag='Events'] button");
        await page.Locator("#operations-Events-listEvents button").First.ClickAsync();
        await page.Locator("#operations-Events-listEvents .try-out__btn").ClickAsync();
        await page.Locator("#operations-Events-listEvents .execute").ClickAsync();
        await page.Locator("#operations-Events-listEvents .live-responses-table .response-col_status").First.WaitForAsync();
        var answer = await page.Locator("#operations-Events-listEvents .live-responses-table").InnerTextAsync();
        Assert.Contains("be.learningaccount.v1.employers.notify.registered", answer, StringComparison.Ordinal);
        Assert.Empty(wrong);
        Assert.Empty(elsewhere);
    }
}
