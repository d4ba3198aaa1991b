using LearningAccount.Tests.Harness;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>
/// Every page the program has, opened in a browser by somebody who may see it, with something to show. A new page is opened by
/// itself where a page leads to it; where none does, this fails until <see cref="WholePortal"/> names an address of it.
/// </summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class EveryPageTests(Chromium chromium)
{
    private static readonly string[] Languages = ["nl-BE", "fr-BE", "de-BE", "en-GB"];
    private static readonly int[] Widths = [1920, 1280, 768, 360, 320];

    [Fact]
    public async Task Every_page_is_sound_in_light_and_dark_and_fits_every_window()
    {
        await using var whole = await WholePortal.StartAsync();
        var pages = new Queue<(OpenPage, string)>(
            whole.Pages.Select((page, place) => (page, Languages[place % Languages.Length]))
        );
        var faults = whole.Missing.Select(pattern => $"{pattern}: no address is known that opens it").ToList();
        // Two at a time: while one is laid out, the program answers the other.
        await Task.WhenAll(WorkAsync(), WorkAsync());
        Faults.None(faults);

        async Task WorkAsync()
        {
            var pagesOf = new Dictionary<string, Looked>(StringComparer.Ordinal);
            while (Next() is var (open, language))
            {
                if (!pagesOf.TryGetValue(language, out var looked))
                {
                    pagesOf[language] = looked = await Looked.OpenAsync(chromium, whole, language, Add);
                }
                await looked.LookAsync(open);
            }
            foreach (var looked in pagesOf.Values)
            {
                await looked.Page.Context.DisposeAsync();
            }
        }

        (OpenPage, string)? Next()
        {
            lock (pages)
            {
                return pages.TryDequeue(out var next) ? next : null;
            }
        }

        void Add(string fault)
        {
            lock (faults)
            {
                faults.Add(fault);
            }
        }
    }

    /// <summary>One window in one language.</summary>
    private sealed class Looked(IPage page, ICDPSession session, WholePortal whole, string language, Action<string> add)
    {
        private OpenPage now = null!;

        public IPage Page => page;

        public static async Task<Looked> OpenAsync(Chromium chromium, WholePortal whole, string language, Action<string> add)
        {
            var page = await chromium.OpenAsync(whole.Portal.Address, new() { Locale = language });
            var session = await page.Context.NewCDPSessionAsync(page);
            var looked = new Looked(page, session, whole, language, add);
            page.Console += (_, said) => looked.Hear(said);
            page.PageError += (_, error) => looked.Check(false, $"a script fails: {error}");
            return looked;
        }

        public async Task LookAsync(OpenPage open)
        {
            now = open;
            await page.Context.ClearCookiesAsync();
            foreach (var cookie in open.Cookies.Split("; ").Select(cookie => cookie.Split('=', 2)))
            {
                await page.Context.AddCookiesAsync([
                    new()
                    {
                        Name = cookie[0],
                        Value = cookie[1],
                        Url = whole.Portal.Address.ToString(),
                    },
                ]);
            }
            await SizeAsync(1280);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            var answer = (await page.GotoAsync(open.Path))!;
            Check(answer.Status == (IsAbsent(open) ? 404 : 200), $"answers {answer.Status}");
            if (open.Act is { } act)
            {
                await page.Locator("input[name=pick]").First.CheckAsync();
                await page.Locator($"button[name=act][value={act}]").ClickAsync();
                Check(!page.Url.EndsWith(open.Path, StringComparison.Ordinal), "leads nowhere");
            }
            var head = await page.EvaluateAsync<string[]>(
                "() => [document.documentElement.lang, document.title, String(document.querySelectorAll('h1').length)]"
            );
            Check(language.StartsWith(head[0] is "" ? "?" : head[0], StringComparison.Ordinal), $"is in {head[0]}");
            Check(!head[1].StartsWith(" ·", StringComparison.Ordinal) && head[1].Length > 0, $"has the title '{head[1]}'");
            Check(head[2] is "1", $"has {head[2]} h1");
            await Pictures.KeepAsync(page, $"{language[..2]}{open.Pattern}{open.Act}");
            await page.EvaluateAsync("document.querySelectorAll('main details').forEach(details => details.open = true)");
            await AxeAsync(coloursAlone: false);
            foreach (var width in Widths)
            {
                await SizeAsync(width);
                await FitsAsync(width, $"{width} px");
            }
            await ZoomAsync();
            await FitsAsync(640, "200 %");
            await session.SendAsync("Emulation.clearDeviceMetricsOverride");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await SizeAsync(360);
            await AxeAsync(coloursAlone: true);
            await Pictures.KeepAsync(page, $"{language[..2]}{open.Pattern}{open.Act}");
        }

        // Whoever comes to the address of errors by himself is told that there is no such page.
        private static bool IsAbsent(OpenPage open) => open.Pattern is "error" or "/nowhere" or "/join/none";

        private void Hear(IConsoleMessage said)
        {
            var isOfTheAnswer = IsAbsent(now) && said.Text.Contains("404", StringComparison.Ordinal);
            Check(said.Type is not ("error" or "warning") || isOfTheAnswer, $"the browser says {said.Text}");
        }

        private Task SizeAsync(int width) => page.SetViewportSizeAsync(width, width < 600 ? 740 : 800);

        // As if the reader pressed Ctrl and + until everything was twice as large in the same window.
        private Task ZoomAsync() =>
            session.SendAsync(
                "Emulation.setDeviceMetricsOverride",
                new()
                {
                    ["width"] = 640,
                    ["height"] = 400,
                    ["deviceScaleFactor"] = 2,
                    ["mobile"] = false,
                }
            );

        private async Task FitsAsync(int width, string where)
        {
            Assert.Equal(width, await page.EvaluateAsync<int>("window.innerWidth"));
            // With the innermost of what stands out; what scrolls in a frame of its own may be among it.
            var wide = await page.EvaluateAsync<string?>(
                """
                () => {
                  const width = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth <= width) return null;
                  const isOut = one => one.getBoundingClientRect().left + Math.max(one.scrollWidth, one.offsetWidth) > width + 1;
                  const out = [...document.querySelectorAll('body *')].filter(one => isOut(one) && ![...one.children].some(isOut));
                  return `${document.documentElement.scrollWidth}: ` + out.slice(0, 5).map(one => `${one.tagName}.${one.className}#${one.id}`).join(' ');
                }
                """
            );
            Check(wide is null, $"is wider than its window at {where}, {wide}");
        }

        private async Task AxeAsync(bool coloursAlone)
        {
            try
            {
                await Chromium.AxeFindsNothingAsync(page, coloursAlone);
            }
            catch (Xunit.Sdk.XunitException found)
            {
                Check(false, $"{(coloursAlone ? "dark" : "light")}: {found.Message}");
            }
        }

        private void Check(bool isSo, string fault)
        {
            if (!isSo)
            {
                add($"{now.Pattern} ({now.Path}, {language}): {fault}");
            }
        }
    }
}
