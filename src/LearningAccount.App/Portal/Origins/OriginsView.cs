using System.Data.Common;
using LearningAccount.App.Imports.Origins;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.Origins;

/// <summary>The rows of files that something comes from, each with its line where it was read.</summary>
/// <param name="More">Rows that are not among them, since there are too many.</param>
public sealed record OriginsView(
    Guid Employer,
    IReadOnlyList<ImportedRow> Rows,
    IReadOnlyDictionary<ImportedRow, OriginalLine> Lines,
    int More
)
{
    public const int Most = 50;

    // Of all files together, so that a page does not wait: a workbook of so much is some tenth of a second. A longer one is read when
    // somebody asks for its row.
    private const long MostBytes = 256 << 10;

    public static readonly OriginsView None = new(Guid.Empty, [], new Dictionary<ImportedRow, OriginalLine>(), 0);

    /// <param name="isAlone">The page is about nothing else: its file is read, however long.</param>
    public static async Task<OriginsView> Of(
        DbConnection connection,
        Guid employer,
        IReadOnlyList<ImportedRow> rows,
        bool isAlone,
        CancellationToken stop
    )
    {
        var shown = rows.Take(Most).ToList();
        var left = MostBytes;
        var read = new List<ImportedRow>();
        foreach (var ofFile in shown.GroupBy(row => row.ImportId))
        {
            var bytes = ofFile.First().FileBytes;
            if (isAlone || bytes <= left)
            {
                left -= bytes;
                read.AddRange(ofFile);
            }
        }
        var lines = await OriginalLine.Read(connection, read, stop);
        return new(employer, shown, lines, rows.Count - shown.Count) { Read = [.. read], IsAlone = isAlone };
    }

    /// <summary>Those whose file was looked into.</summary>
    public HashSet<ImportedRow> Read { get; private init; } = [];

    public bool IsAlone { get; private init; }
}
