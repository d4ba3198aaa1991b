using System.Text;
using System.Text.Encodings.Web;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>Two years or groups side by side differ in pattern as well as in colour.</summary>
public enum ChartKind
{
    Now,
    Before,
}

/// <summary>What a picture shows, as numbers: stands behind every chart.</summary>
public sealed record ChartTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A line over a year.</summary>
/// <param name="Points">Both from 0 to 1: the part of the year, and of the height.</param>
public sealed record ChartLine(string Name, ChartKind Kind, IReadOnlyList<(Fraction X, Fraction Y)> Points);

/// <summary>A row of bars: what it is of, its figure in words, and each bar from 0 to 1 of the width.</summary>
public sealed record ChartBars(string Label, string Figure, IReadOnlyList<(ChartKind Kind, Fraction Part)> Bars);

/// <summary>
/// What charts share: a title and a description for who cannot see it, a legend, and the numbers behind it. Drawn on the server;
/// places are attributes in percent, so that text keeps its size on every screen and no style stands in the page.
/// </summary>
public abstract class Chart(Words words) : TagHelper
{
    /// <summary>Names the chart on its page.</summary>
    public required string Id { get; set; }
    public required string Title { get; set; }

    /// <summary>What it shows, in a sentence or two: read out in its place.</summary>
    public required string Description { get; set; }
    public required ChartTable Table { get; set; }

    /// <summary>What the patterns mean, in the order they are drawn.</summary>
    public IReadOnlyList<(ChartKind Kind, string Name)> Legend { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "chart");
        var html = new StringBuilder();
        html.Append(Words.Invariant, $"<figcaption>{Text(Title)}</figcaption>");
        html.Append(
            Words.Invariant,
            $"""<svg role="img" aria-labelledby="{Id}-title {Id}-text" width="100%" height="{Height}"><title id="{Id}-title">{Text(Title)}</title><desc id="{Id}-text">{Text(Description)}</desc>"""
        );
        Draw(html);
        html.Append("</svg>");
        AppendLegend(html);
        AppendTable(html);
        output.Content.SetHtmlContent(html.ToString());
    }

    protected abstract int Height { get; }

    protected abstract void Draw(StringBuilder svg);

    protected static string Text(string text) => HtmlEncoder.Default.Encode(text);

    protected static string Percent(Fraction part) => (part * 100).ToFixedText(2) + "%";

    protected static string Name(ChartKind kind) => kind is ChartKind.Now ? "now" : "before";

    /// <summary>How the legend shows a kind, 24 wide and 12 high.</summary>
    protected abstract string Sample(ChartKind kind);

    private void AppendLegend(StringBuilder html)
    {
        if (Legend.Count == 0)
        {
            return;
        }
        html.Append("<ul class=\"legend\">");
        foreach (var (kind, name) in Legend)
        {
            html.Append(Words.Invariant, $"""<li><svg class="sample" aria-hidden="true">{Sample(kind)}</svg>{Text(name)}</li>""");
        }
        html.Append("</ul>");
    }

    private void AppendTable(StringBuilder html)
    {
        html.Append(Words.Invariant, $"<details class=\"numbers\"><summary>{Text(words["chart.numbers"])}</summary>");
        html.Append(
            Words.Invariant,
            $"""<div class="table-frame" tabindex="0" role="region" aria-label="{Text(Title)}"><table><caption class="hidden">{Text(Title)}</caption><thead><tr>"""
        );
        for (var i = 0; i < Table.Heads.Count; i++)
        {
            html.Append(Words.Invariant, $"<th scope=\"col\"{(i > 0 ? " class=\"number\"" : "")}>{Text(Table.Heads[i])}</th>");
        }
        html.Append("</tr></thead><tbody>");
        foreach (var row in Table.Rows)
        {
            html.Append(Words.Invariant, $"<tr><th scope=\"row\">{Text(row[0])}</th>");
            foreach (var cell in row.Skip(1))
            {
                html.Append(Words.Invariant, $"<td class=\"number\">{Text(cell)}</td>");
            }
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div></details>");
    }
}

/// <summary>Lines over the months of a year.</summary>
[HtmlTargetElement("line-chart", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LineChart(Words words) : Chart(words)
{
    private const int PlotHeight = 200;
    private const int Above = 24;

    public required IReadOnlyList<ChartLine> Lines { get; set; }

    /// <summary>Levels across, each with its text; 0 is the ground.</summary>
    public required IReadOnlyList<(Fraction Y, string Text)> Levels { get; set; }

    /// <summary>What stands below, evenly over the width.</summary>
    public required IReadOnlyList<string> Below { get; set; }

    protected override int Height => Above + PlotHeight + 28;

    protected override string Sample(ChartKind kind) => $"""<path class="{Name(kind)}-line" d="M0 6h24"/>""";

    protected override void Draw(StringBuilder svg)
    {
        svg.Append(Words.Invariant, $"""<svg y="{Above}" width="100%" height="{PlotHeight}" overflow="visible">""");
        foreach (var (y, text) in Levels)
        {
            var at = Percent(1 - y);
            svg.Append(
                Words.Invariant,
                $"""<line class="{(y.IsZero ? "axis" : "level")}" x1="0" x2="100%" y1="{at}" y2="{at}"/>"""
            );
            svg.Append(Words.Invariant, $"""<text class="scale" x="0" y="{at}" dy="-4">{Text(text)}</text>""");
        }
        // Stretched to the width; the strokes are not.
        svg.Append("""<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">""");
        foreach (var line in Lines.OrderBy(line => line.Kind is ChartKind.Now))
        {
            var points = line.Points.Select(point => $"{(point.X * 100).ToFixedText(2)},{((1 - point.Y) * 100).ToFixedText(2)}");
            svg.Append(Words.Invariant, $"""<polyline class="{Name(line.Kind)}-line" points="{string.Join(' ', points)}"/>""");
        }
        svg.Append("</svg>");
        foreach (
            var (x, y) in Lines.Where(line => line.Kind is ChartKind.Now && line.Points.Count > 0).Select(line => line.Points[^1])
        )
        {
            svg.Append(Words.Invariant, $"""<circle class="now-point" r="5" cx="{Percent(x)}" cy="{Percent(1 - y)}"/>""");
        }
        svg.Append("</svg>");
        for (var i = 0; i < Below.Count; i++)
        {
            var x = Percent(Fraction.Of(2 * i + 1, 2 * Below.Count));
            svg.Append(
                Words.Invariant,
                $"""<text class="scale below{(i % 3 == 0 ? "" : " minor")}" x="{x}" y="{Above + PlotHeight + 20}">{Text(Below[i])}</text>"""
            );
        }
    }
}

/// <summary>Bars from left to right, each row with its name and its figure above.</summary>
[HtmlTargetElement("bar-chart", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BarChart(Words words) : Chart(words)
{
    private const int RowHeight = 56;

    public required IReadOnlyList<ChartBars> Rows { get; set; }

    protected override int Height => Rows.Count * RowHeight;

    protected override string Sample(ChartKind kind) => Bar(kind, "100%", 0, 12);

    protected override void Draw(StringBuilder svg)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            var top = i * RowHeight;
            svg.Append(Words.Invariant, $"""<text x="0" y="{top + 16}">{Text(Rows[i].Label)}</text>""");
            svg.Append(Words.Invariant, $"""<text class="figure" x="100%" y="{top + 16}">{Text(Rows[i].Figure)}</text>""");
            foreach (var (kind, part) in Rows[i].Bars)
            {
                svg.Append(Bar(kind, Percent(part), kind is ChartKind.Now ? top + 24 : top + 38, kind is ChartKind.Now ? 12 : 8));
            }
            svg.Append(Words.Invariant, $"""<path class="axis" d="M0 {top + 22}v26"/>""");
        }
    }

    private static string Bar(ChartKind kind, string width, int y, int height) =>
        $"""<rect class="{Name(kind)}-fill" width="{width}" y="{y}" height="{height}"/>""";
}
