using System.Net;
using System.Text;
using System.Xml.Linq;

namespace LearningAccount.Tests.Portal;

/// <summary>
/// A page as a tree. The reading is strict where a browser is lenient: an element that is not closed, or closed in the wrong
/// place, fails the test that reads it.
/// </summary>
internal sealed class HtmlPage
{
    private static readonly string[] Void = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];
    public required XElement Root { get; init; }
    public required HttpStatusCode Status { get; init; }

    public string Language => (string)Root.Attribute("lang")!;
    public string Title => TextOf(Root.Element("head")!.Elements("title").Single());
    public XElement Main => All("main").Single();

    /// <summary>The words of the main part, blanks taken together.</summary>
    public string Words => TextOf(Main);

    public static async Task<HtmlPage> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new() { Root = new Reading(html).Tree(), Status = answer.StatusCode };
    }

    public IEnumerable<XElement> All(string element) => Root.DescendantsAndSelf(element);

    public IEnumerable<XElement> WithClass(string name) =>
        Root.Descendants()
            .Where(element => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name, StringComparer.Ordinal));

    public IEnumerable<string> Texts(string element) => All(element).Select(TextOf);

    /// <summary>The cells of a table by row, its head first.</summary>
    public static string[][] Table(XElement table) =>
        [.. table.Descendants("tr").Select(row => row.Elements().Select(TextOf).ToArray())];

    /// <summary>Text as it is read: what is inside elements without a blank between them is not parted.</summary>
    public static string TextOf(XElement element)
    {
        var text = new StringBuilder();
        foreach (var part in element.DescendantNodes().OfType<XText>())
        {
            text.Append(part.Value);
        }
        return string.Join(' ', text.ToString().Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class Reading(string html)
    {
        private int at;

        public XElement Tree()
        {
            Assert.StartsWith("<!doctype html>", html, StringComparison.OrdinalIgnoreCase);
            at = "<!doctype html>".Length;
            var open = new Stack<XElement>();
            XElement? root = null;
            while (at < html.Length)
            {
                if (html[at] != '<')
                {
                    Text(open);
                    continue;
                }
                var end = TagEnd();
                var tag = html[at..end];
                at = end;
                if (tag.StartsWith("</", StringComparison.Ordinal))
                {
                    Assert.Equal($"</{open.Pop().Name}>", tag);
                    continue;
                }
                var element = Element(tag.Trim('<', '>').TrimEnd('/'));
                (open.TryPeek(out var parent) ? parent : null)?.Add(element);
                root ??= element;
                if (
                    !Void.Contains(element.Name.LocalName, StringComparer.Ordinal)
                    && !tag.EndsWith("/>", StringComparison.Ordinal)
                )
                {
                    open.Push(element);
                }
            }
            Assert.True(open.Count == 0, $"Not closed: {string.Join(", ", open.Select(element => element.Name))}");
            return root!;
        }

        private void Text(Stack<XElement> open)
        {
            var next = html.IndexOf('<', at);
            var end = next < 0 ? html.Length : next;
            if (open.TryPeek(out var parent))
            {
                parent.Add(new XText(WebUtility.HtmlDecode(html[at..end])));
            }
            at = end;
        }

        // A tag ends at the first > outside the quotes of its attributes.
        private int TagEnd()
        {
            var quoted = false;
            for (var i = at; i < html.Length; i++)
            {
                quoted ^= html[i] == '"';
                if (html[i] == '>' && !quoted)
                {
                    return i + 1;
                }
            }
            throw new InvalidDataException("A tag is not closed.");
        }

        private static XElement Element(string tag)
        {
            var name = new string([.. tag.TakeWhile(letter => !char.IsWhiteSpace(letter))]);
            var element = new XElement(name);
            var rest = tag[name.Length..];
            while (rest.TrimStart() is { Length: > 0 } attributes)
            {
                var length = attributes.IndexOfAny(['=', ' ', '\n', '\r']);
                if (length < 0 || attributes[length] != '=')
                {
                    var bare = length < 0 ? attributes : attributes[..length];
                    element.SetAttributeValue(bare, "");
                    rest = attributes[bare.Length..];
                    continue;
                }
                Assert.Equal('"', attributes[length + 1]);
                var close = attributes.IndexOf('"', length + 2);
                element.SetAttributeValue(attributes[..length], WebUtility.HtmlDecode(attributes[(length + 2)..close]));
                rest = attributes[(close + 1)..];
            }
            return element;
        }
    }
}
