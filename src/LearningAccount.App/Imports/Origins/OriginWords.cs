using LearningAccount.App.Wording;

namespace LearningAccount.App.Imports.Origins;

/// <summary>Where something comes from, in words.</summary>
public static class OriginWords
{
    /// <summary>The file and the row, person or message in it.</summary>
    public static string Place(ImportedRow row, Words words) =>
        words.Of(
            row.Kind switch
            {
                "dmfa" => "origin.person",
                "dimona" => "origin.message",
                _ => "origin.row",
            },
            ("file", row.FileName),
            ("row", words.Number(row.RowNumber))
        );
}
