using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>
/// A reader who has a keyboard alone. At each stop of the Tab key: the focus is seen, lies in the window, goes on in the order of
/// the page and is held by nothing.
/// </summary>
internal sealed class Keyboard(IPage page)
{
    // More stops than any page here has on the way to what one looks for.
    private const int MostStops = 400;
    private const string There = "there";

    private const string Stop = """
        ([target, isGroup]) => {
          const at = document.activeElement, last = window.lastStop;
          window.lastStop = at;
          const isThere = at === target || (isGroup && at.type === 'radio' && at.name === target.name && at.form === target.form);
          if (at === document.body) return '';
          const style = getComputedStyle(at), box = at.getBoundingClientRect();
          const tell = fault => `${at.tagName} ${at.id} "${(at.innerText || at.name || '').slice(0, 40)}" ${fault}`;
          if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return tell('shows no focus');
          if (box.width === 0 || box.bottom <= 0 || box.top >= innerHeight) return tell('has the focus outside the window');
          if (last && last !== document.body && last.isConnected) {
            // A date has a stop for each of its parts.
            if (last === at && at.type !== 'date') return tell('holds the focus');
            const isBefore = at.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING;
            if (isBefore && !at.matches('.skip')) return tell('comes after what stands below it');
          }
          return isThere ? 'there' : '';
        }
        """;

    /// <summary>Tab by Tab to what is looked for.</summary>
    public Task ToAsync(ILocator target) => ToAsync(target, isGroup: false);

    /// <summary>To a link or button, and Enter.</summary>
    public async Task PressAsync(ILocator target)
    {
        await ToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>To a field, in the place of what stands there.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await ToAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A day, part by part as Chromium asks for it.</summary>
    public async Task TypeDayAsync(ILocator field, DateOnly day)
    {
        await ToAsync(field);
        await page.Keyboard.TypeAsync($"{day:MMddyyyy}");
        await Assertions.Expect(field).ToHaveValueAsync($"{day:yyyy-MM-dd}");
    }

    /// <summary>One answer among several: to the group by Tab, within it by the arrows.</summary>
    public async Task ChooseAsync(ILocator radio)
    {
        await ToAsync(radio, isGroup: true);
        for (var i = 0; i < MostStops; i++)
        {
            if (await radio.EvaluateAsync<bool>("radio => radio === document.activeElement"))
            {
                await page.Keyboard.PressAsync("Space");
                await Assertions.Expect(radio).ToBeCheckedAsync();
                return;
            }
            await page.Keyboard.PressAsync("ArrowDown");
        }
        Assert.Fail($"No arrow leads to {radio}.");
    }

    /// <summary>The first stop of a page leads past what all pages have in common.</summary>
    public async Task SkipToTheMainPartAsync()
    {
        await ToAsync(page.Locator("a.skip"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(
            await page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null"),
            $"{page.Url}: past the main part"
        );
        await page.EvaluateAsync("window.lastStop = null");
    }

    /// <summary>A form was refused: from what is wrong one goes on to the field, without a way through the page.</summary>
    public async Task GoesOnFromWhatIsWrongAsync(ILocator field)
    {
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.True(
            await page.EvaluateAsync<bool>("document.activeElement.matches('[role=alert] a')"),
            "The first stop is no error."
        );
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.EvaluateAsync("window.lastStop = null");
    }

    private async Task ToAsync(ILocator target, bool isGroup)
    {
        var element = await target.ElementHandleAsync();
        if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
        {
            return;
        }
        for (var i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var said = await page.EvaluateAsync<string>(Stop, new object[] { element, isGroup });
            if (said is There)
            {
                return;
            }
            Assert.True(said.Length == 0, $"{page.Url}: {said}");
        }
        Assert.Fail($"{page.Url}: no Tab leads to {target}.");
    }
}
