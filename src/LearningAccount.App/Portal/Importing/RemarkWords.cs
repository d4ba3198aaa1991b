using System.Text.RegularExpressions;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What pages say of files, rows and remarks.</summary>
internal static partial class RemarkWords
{
    /// <summary>The code of the name of the column that counts an outcome; the filter of its rows has the same name.</summary>
    public static string Column(RowOutcome outcome) =>
        outcome switch
        {
            RowOutcome.New => "import.filter.new",
            RowOutcome.Changed => "import.filter.changed",
            RowOutcome.Unchanged => "import.filter.unchanged",
            RowOutcome.Duplicate => "import.filter.duplicate",
            RowOutcome.LeftOut => "import.filter.leftOut",
            _ => "import.filter.error",
        };

    /// <summary>Where a remark is, and the code by which help desk and manuals know it.</summary>
    public static string Place(Anomaly remark, Words words)
    {
        var place =
            Cell().Match(remark.At) is not { Success: true } at ? remark.At
            : at.Groups["column"] is { Success: true } column
                ? words.Of("import.at.cell", ("row", at.Groups["row"].Value), ("column", column.Value))
            : words.Of("import.at.row", ("row", at.Groups["row"].Value));
        return place.Length == 0 ? remark.Code : $"{place} · {remark.Code}";
    }

    [GeneratedRegex(@"^row (?<row>\d+)(, column (?<column>.+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();
}
