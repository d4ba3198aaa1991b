using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>Tells what imports did: to people as lines, to programs as JSON.</summary>
internal sealed class ImportAnswer(InvocationConfiguration streams, Language language, bool asJson)
{
    private const int RowsShown = 50;
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly List<object> told = [];

    public Language Language => language;

    /// <summary>A line that keeps moving, where a person watches.</summary>
    public IProgress<ImportProgress>? Progress() =>
        asJson || Console.IsErrorRedirected ? null : new ProgressLine(streams.Error, language);

    public void Refuse(string path, Anomaly why)
    {
        if (asJson)
        {
            told.Add(new { file = Path.GetFileName(path), refused = Remark(why) });
        }
        streams.Error.WriteLine($"{TextCleaning.Clean(path)}: {Failure.Sentence(why, language)}");
    }

    /// <summary>Something about the command as a whole, for the person at the terminal.</summary>
    public void Say(string code, params (string, string)[] values) => streams.Error.WriteLine(Text(code, values));

    public void Tell(ImportReport report)
    {
        if (asJson)
        {
            told.Add(Json(report));
            return;
        }
        var output = streams.Output;
        if (report.Earlier is { } earlier)
        {
            output.WriteLine(
                Text("import.same", ("file", report.FileName), ("import", $"{earlier.ImportId}"), ("on", Day(earlier.At)))
            );
            return;
        }
        output.WriteLine(Text(report.IsRehearsal ? "import.wouldDo" : "import.did", Counts(report)));
        foreach (var remark in report.FileRemarks)
        {
            output.WriteLine($"  {ImportTexts.Of(remark, language)}");
        }
        var remarked = report.Rows.Where(row => !row.Remarks.IsEmpty).OrderBy(row => row.Outcome != RowOutcome.Error).ToList();
        foreach (var row in remarked.Take(RowsShown))
        {
            foreach (var remark in row.Remarks)
            {
                output.WriteLine($"  {Severity(remark)} {ImportTexts.Place(remark.At, language)} [{remark.Code}]");
                output.WriteLine($"    {ImportTexts.Of(remark, language)}");
            }
        }
        if (remarked.Count > RowsShown)
        {
            output.WriteLine($"  {Text("import.more", ("count", Number(report.Codes.Values.Sum())))}");
            foreach (var (code, count) in report.Codes)
            {
                output.WriteLine($"    {code}: {Number(count)}");
            }
        }
        if (ListQuestions.Of(report).Count > 0)
        {
            output.WriteLine(Text("import.sayHow"));
        }
        if (report.ImportId is { } id && report.CountOf(RowOutcome.New) + report.CountOf(RowOutcome.Changed) > 0)
        {
            output.WriteLine(Text("import.undoBy", ("import", $"{id}")));
        }
    }

    /// <summary>How a list is understood: its columns with some of their values, and what is to be said about it.</summary>
    public void Tell(string fileName, Inspection seen)
    {
        if (asJson)
        {
            streams.Output.WriteLine(JsonSerializer.Serialize(JsonDocument.Parse(SuggestMapping.Of(seen).ToJson()), Written));
            return;
        }
        var output = streams.Output;
        output.WriteLine(
            Text(
                "import.inspected",
                ("file", fileName),
                ("list", ColumnText.Of(seen.List)),
                ("row", seen.HasNoNames ? "–" : Number(seen.HeaderRow)),
                ("mapping", seen.Mapping?.Name ?? "–")
            )
        );
        foreach (var column in seen.Columns)
        {
            var meaning = column.Guess is { } guess ? ColumnText.Of(guess) : "–";
            output.WriteLine($"  {column.Name} = {meaning}    ({string.Join(" | ", column.Samples)})");
        }
        foreach (var missing in seen.Missing)
        {
            output.WriteLine($"  {ImportTexts.Of(new($"column.missing.{missing}", Law.Severity.Error, ""), language)}");
        }
        output.WriteLine($"  {Text($"import.order.{seen.Order}", ("sample", seen.OrderSample ?? ""))}");
        if (seen.Unit is { } unit)
        {
            output.WriteLine($"  {Text("import.unit", ("unit", ColumnText.Of(unit)))}");
        }
        foreach (var word in seen.UnknownWords)
        {
            output.WriteLine(
                $"  {Text("import.word", ("word", word.Word), ("column", ColumnText.Of(word.Column)), ("allowed", Vocabulary.Shipped.Allowed(word.Set, language)))}"
            );
        }
        foreach (var title in seen.TitlesWithoutLength)
        {
            output.WriteLine($"  {Text("import.noLength", ("title", title))}");
        }
    }

    public void End()
    {
        if (asJson && told.Count > 0)
        {
            streams.Output.WriteLine(JsonSerializer.Serialize(told, Written));
        }
    }

    private object Json(ImportReport report) =>
        new
        {
            file = report.FileName,
            kind = ColumnText.Of(report.Kind),
            sha256 = report.FileHash,
            dryRun = report.IsRehearsal,
            import = report.ImportId,
            sameAs = report.Earlier?.ImportId,
            rows = report.RowCount,
            counts = Enum.GetValues<RowOutcome>().ToDictionary(ColumnText.Of, report.CountOf, StringComparer.Ordinal),
            codes = report.Codes,
            remarks = report.FileRemarks.Select(Remark),
            listed = report.Rows.Select(row => new
            {
                row = row.Number,
                outcome = ColumnText.Of(row.Outcome),
                remarks = row.Remarks.Select(Remark),
            }),
        };

    private object Remark(Anomaly remark) =>
        new
        {
            code = remark.Code,
            severity = ColumnText.Of(remark.Severity),
            at = remark.At,
            text = ImportTexts.Of(remark, language),
        };

    private static (string, string)[] Counts(ImportReport report) =>
        [
            ("file", report.FileName),
            ("rows", Number(report.RowCount)),
            ("new", Number(report.CountOf(RowOutcome.New))),
            ("changed", Number(report.CountOf(RowOutcome.Changed))),
            ("unchanged", Number(report.CountOf(RowOutcome.Unchanged))),
            ("leftOut", Number(report.CountOf(RowOutcome.LeftOut))),
            ("duplicate", Number(report.CountOf(RowOutcome.Duplicate))),
            ("wrong", Number(report.CountOf(RowOutcome.Error))),
        ];

    private string Severity(Anomaly remark) => Text($"import.{ColumnText.Of(remark.Severity)}");

    private string Day(DateTimeOffset at) => Formats.Date(Records.Journal.Knowledge.DayOf(at), language);

    private string Text(string code, params ReadOnlySpan<(string, string)> values) =>
        CommandTexts.Catalogue.Text(code, language, values);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class ProgressLine(TextWriter output, Language language) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            var percent = value.BytesInAll == 0 ? 100 : 100 * value.BytesRead / value.BytesInAll;
            output.Write(
                "\r"
                    + CommandTexts.Catalogue.Text(
                        "import.progress",
                        language,
                        ("percent", Number(percent)),
                        ("rows", Number(value.Rows))
                    )
            );
            if (value.BytesRead >= value.BytesInAll)
            {
                output.WriteLine();
            }
        }
    }
}
