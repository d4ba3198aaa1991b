using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using LearningAccount.App.Reconciliation;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Archive;

/// <summary>The index of an archive: a page that any browser opens from the disk, without script and without the program.</summary>
internal static class ArchiveIndex
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2530;background:#fff}"
        + "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #c8cfd6;vertical-align:top}"
        + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.85em;overflow-wrap:anywhere}.wide{overflow-x:auto}"
        + "pre{background:#f1f3f5;padding:.8rem;overflow-x:auto}@media print{body{margin:0;max-width:none}}";

    public static string Of(
        EmployerSnapshot employer,
        IReadOnlyList<ArchivedPart> parts,
        Reconciled made,
        LawBook law,
        Author author,
        DateTimeOffset at,
        Words t
    )
    {
        var page = new StringBuilder(32_000);
        var name = employer.Profile?.Name ?? "";
        page.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"{t.Language.ToString().ToLowerInvariant()}\"><head><meta charset=\"utf-8\">"
        );
        page.Append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(Safe(t["archive.title"]))
            .Append("</title><style>")
            .Append(Style)
            .Append("</style></head><body><main>");
        page.Append("<h1>").Append(Safe(t["archive.title"])).Append("</h1><p>");
        page.Append(
            Safe(
                t.Of(
                    "archive.madeFor",
                    ("name", name),
                    ("number", employer.Employer.EnterpriseNumber?.ToString() ?? ""),
                    ("at", t.Moment(at)),
                    ("by", author.Actor)
                )
            )
        );
        page.Append("</p><h2>")
            .Append(Safe(t["archive.check"]))
            .Append("</h2><p>")
            .Append(Safe(t["archive.checkText"]))
            .Append("</p><pre>sha256sum -c SHA256SUMS\nsha256sum SHA256SUMS</pre>");
        Files(page, parts, t);
        Comparison(page, employer, made, law, t);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Files(StringBuilder page, IReadOnlyList<ArchivedPart> parts, Words t)
    {
        page.Append("<h2>").Append(Safe(t["archive.files"])).Append("</h2><div class=\"wide\"><table><thead><tr>");
        foreach (var head in new[] { "import.file", "import.kind", "import.when", "archive.by", "archive.rows" })
        {
            page.Append("<th scope=\"col\">").Append(Safe(t[head])).Append("</th>");
        }
        page.Append("</tr></thead><tbody>");
        foreach (var part in parts)
        {
            var file = part.File;
            page.Append("<tr><td>");
            Link(page, part.Original, file.FileName);
            page.Append("<br><code>").Append(file.FileHash).Append("</code>");
            if (part.Original is null)
            {
                page.Append("<br>").Append(Safe(t[file.IsOfThisEmployerAlone ? "archive.notKept" : "archive.ofOthers"]));
            }
            var kind = Enum.TryParse<Imports.FileKind>(file.Kind, ignoreCase: true, out var known)
                ? t[$"import.kind.{known}"]
                : file.Kind;
            page.Append("</td><td>").Append(Safe(kind)).Append(file.State is "undone" ? $"<br>{Safe(t["import.undone"])}" : "");
            page.Append("</td><td>")
                .Append(Safe(t.Moment(file.At)))
                .Append("</td><td>")
                .Append(Safe(file.By))
                .Append("</td><td>");
            Link(
                page,
                part.Rows,
                t.Of(
                    "archive.rowCounts",
                    ("rows", t.Number(file.Rows)),
                    ("new", t.Number(file.NewRows)),
                    ("changed", t.Number(file.RowsChanged)),
                    ("wrong", t.Number(file.RowsWrong))
                )
            );
            page.Append("</td></tr>");
        }
        page.Append("</tbody></table></div>");
    }

    private static void Comparison(StringBuilder page, EmployerSnapshot employer, Reconciled made, LawBook law, Words t)
    {
        page.Append("<h2>").Append(Safe(t["reconcile.title"])).Append("</h2>");
        if (made.Rows.IsEmpty)
        {
            page.Append("<p>").Append(Safe(t["archive.nothingToCompare"])).Append("</p>");
            return;
        }
        page.Append("<p>");
        Link(page, "reconciliation.csv", "reconciliation.csv");
        page.Append("</p><div class=\"wide\"><table><thead><tr><th scope=\"col\">")
            .Append(Safe(t["reconcile.yearAndRight"]))
            .Append("</th><th></th>");
        foreach (var head in new[] { "rows", "credit", "used", "left", "carriedOver" })
        {
            page.Append("<th scope=\"col\" class=\"n\">").Append(Safe(t[$"reconcile.{head}"])).Append("</th>");
        }
        page.Append("</tr></thead><tbody>");
        var totals = CounterTotal.Of(made, employer.LawUnder(law).HoursPerDay);
        foreach (var total in totals.Append(CounterTotal.Together(totals)))
        {
            var year = total.Year?.ToString(CultureInfo.InvariantCulture) ?? t["reconcile.together"];
            var right = total.Right is { } type ? t[$"reconcile.right.{type}"] : "";
            foreach (
                var (code, sum) in new[]
                {
                    ("in", total.In),
                    ("equal", total.Equal),
                    ("differs", total.Different),
                    ("leftOut", total.LeftOut),
                }
            )
            {
                page.Append("<tr><td>")
                    .Append(Safe($"{year} {right}".Trim()))
                    .Append("</td><td>")
                    .Append(Safe(t[$"reconcile.sum.{code}"]))
                    .Append("</td><td class=\"n\">")
                    .Append(t.Number(sum.Rows))
                    .Append("</td>");
                foreach (var figure in new[] { sum.Credit, sum.Used, sum.Left, sum.CarriedOver })
                {
                    page.Append("<td class=\"n\">").Append(Safe(t.Number(figure))).Append("</td>");
                }
                page.Append("</tr>");
            }
        }
        page.Append("</tbody></table></div><div class=\"wide\"><table><tbody>");
        foreach (var line in made.Lines.Where(line => !line.IsEqual))
        {
            page.Append("<tr><td>")
                .Append(Safe(WorkerNames.Listed(line.Worker)))
                .Append("</td><td>")
                .Append(line.Year.ToString(CultureInfo.InvariantCulture))
                .Append("</td><td>");
            page.Append(Safe(string.Join(" ", line.Causes.Select(cause => cause.Text(t.Language)))))
                .Append("</td><td>")
                .Append(Safe(CounterTable.Decision(line, t)))
                .Append("</td></tr>");
        }
        page.Append("</tbody></table></div>");
    }

    private static void Link(StringBuilder page, string? to, string text)
    {
        if (to is null)
        {
            page.Append(Safe(text));
            return;
        }
        page.Append("<a href=\"").Append(Safe(to)).Append("\">").Append(Safe(text)).Append("</a>");
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
