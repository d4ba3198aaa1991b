using LearningAccount.App.Imports;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What pages say of files, rows and remarks.</summary>
internal static class RemarkWords
{
    /// <summary>The code of the name of the column that counts an outcome; the filter of its rows has the same name.</summary>
    public static string Column(RowOutcome outcome) =>
        outcome switch
        {
            RowOutcome.New => "import.filter.new",
            RowOutcome.Changed => "import.filter.changed",
            RowOutcome.Unchanged => "import.filter.unchanged",
            RowOutcome.Duplicate => "import.filter.duplicate",
            _ => "import.filter.error",
        };

    /// <summary>Where a remark is, and the code by which help desk and manuals know it.</summary>
    public static string Place(Anomaly remark) => remark.At.Length == 0 ? remark.Code : $"{remark.At} · {remark.Code}";
}
