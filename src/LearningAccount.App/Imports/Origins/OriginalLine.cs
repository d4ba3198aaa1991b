using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using LearningAccount.App.Imports.Dimona;
using LearningAccount.App.Imports.Dmfa;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Imports.Origins;

/// <summary>
/// A row as it stood in its file, but for national numbers, of which the day of birth alone is shown, and for what a declaration
/// says of pay.
/// </summary>
/// <param name="Fields">Of a list: each column by its name, and what the cell says.</param>
/// <param name="Xml">Of a declaration or message: the person or the form, indented.</param>
public sealed partial record OriginalLine(ImmutableArray<(string Name, string Text)> Fields, string? Xml)
{
    /// <summary>
    /// Reads rows out of the files that were kept, each file once. Rows that are not this employer's, and those of a file that was
    /// not kept, are left out.
    /// </summary>
    public static async Task<IReadOnlyDictionary<ImportedRow, OriginalLine>> Read(
        DbConnection connection,
        IEnumerable<ImportedRow> rows,
        CancellationToken cancel
    )
    {
        var read = new Dictionary<ImportedRow, OriginalLine>();
        foreach (var ofFile in rows.Where(row => row.IsOfThisEmployer).GroupBy(row => row.ImportId))
        {
            await using var file = await OriginalFiles.Copy(connection, ofFile.First().FileHash, cancel);
            if (file is null)
            {
                continue;
            }
            var byNumber = ofFile.ToLookup(row => (int)row.RowNumber);
            foreach (var (number, line) in Guarded(file, ofFile.First(), [.. byNumber.Select(same => same.Key).Order()], cancel))
            {
                foreach (var row in byNumber[number])
                {
                    read.TryAdd(row, line);
                }
            }
        }
        return read;
    }

    // It was read when it came in; where a later program refuses it, its lines are not shown.
    private static List<(int Number, OriginalLine Line)> Guarded(
        Stream file,
        ImportedRow of,
        IReadOnlyList<int> numbers,
        CancellationToken cancel
    )
    {
        try
        {
            return
            [
                .. of.Kind switch
                {
                    "dmfa" => numbers.Zip(DmfaOriginals.Of(file, numbers).Select(OfXml)),
                    "dimona" => numbers.Zip(DimonaOriginals.Of(file, XmlRoot.Of(file) ?? "", numbers).Select(OfXml)),
                    _ => OfList(file, of, numbers.ToHashSet(), cancel),
                },
            ];
        }
        catch (Exception refused) when (refused is FileRefusedException or XmlException)
        {
            return [];
        }
    }

    // What nobody needs to know for training days. The names are those of the NSSO's schema of declarations.
    private static readonly string[] OfPay =
    [
        "Amount",
        "Remun",
        "Salary",
        "Contribution",
        "Deduction",
        "Indemnity",
        "Bonus",
        "CalculationBasis",
    ];

    // Numbers stand in elements of their own: the person's, and that of who is replaced or applied.
    private static OriginalLine OfXml(string xml)
    {
        var form = XElement.Parse(xml);
        form.Descendants().Where(one => OfPay.Any(one.Name.LocalName.Contains)).Remove();
        foreach (var number in form.Descendants().Where(one => one.Name.LocalName.EndsWith("INSS", StringComparison.Ordinal)))
        {
            number.Value =
                number.Name.LocalName is "INSS" && Ssin.TryParse(number.Value, out var ssin, out _)
                    ? PersonDirectory.Masked(ssin)
                    : "…";
        }
        return new([], form.ToString());
    }

    private static IEnumerable<(int Number, OriginalLine Line)> OfList(
        Stream file,
        ImportedRow of,
        HashSet<int> numbers,
        CancellationToken cancel
    )
    {
        var names = Names(of.OriginalsHead);
        var today = Knowledge.DayOf(of.At);
        // The sheet and the separator are those under which the columns have the names they had then.
        using var table = TableFile.Open(
            file,
            texts => texts.Count(text => text.Length > 0 && names.Contains(text, StringComparer.Ordinal))
        );
        foreach (var row in table.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            if (numbers.Remove(row.Number))
            {
                var fields = Enumerable.Range(0, Math.Max(names.Length, row.Cells.Count));
                yield return (
                    row.Number,
                    new([.. fields.Select(i => (i < names.Length ? names[i] : "", Shown(row[i], today)))], null)
                );
            }
            if (numbers.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The names of the columns, from the line of them that is kept with an import.</summary>
    private static ImmutableArray<string> Names(string? head)
    {
        if (string.IsNullOrWhiteSpace(head))
        {
            return [];
        }
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(head));
        using var table = CsvTable.Open(file, texts => texts.Count);
        return [.. table.Rows().Take(1).SelectMany(row => row.Cells).Select(cell => cell.Text)];
    }

    // Spreadsheets drop the zeros in front of numbers. An enterprise number may look like what is left of another.
    private static string Shown(Cell cell, DateOnly today) =>
        NumberReading.Ssin(cell, today, out var number) is null && NumberReading.Enterprise(cell, out _) is not null
            ? PersonDirectory.Masked(number)
            : Masked(cell.Text);

    private static string Masked(string text) =>
        Elevens()
            .Replace(
                text,
                match =>
                    Ssin.TryParse(match.ValueSpan, out var number, out var why) ? PersonDirectory.Masked(number)
                    // One with a slip in it is nearly somebody's.
                    : why is NumberFault.Check ? "…"
                    : match.Value
            );

    [GeneratedRegex(
        @"(?<![0-9])[0-9]{2}[ ./-]?[0-9]{2}[ ./-]?[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{2}(?![0-9])",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Elevens();
}
