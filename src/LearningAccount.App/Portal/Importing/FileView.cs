using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.Importing;

/// <summary>The rows of one file as a page lists them.</summary>
public sealed record FileView(
    FileWork File,
    ListRequest List,
    IReadOnlyList<ReportRow> Found,
    IReadOnlyList<(string Filter, long Count)> Filters
)
{
    public const string Remarks = "remarks";
    private const string Everything = "all";
    private static readonly string[] All = [Remarks, "new", "changed", "unchanged", "duplicate", "leftOut", "error", Everything];

    public IEnumerable<ReportRow> Shown => List.PageOf(Found);

    /// <summary>That of the address, or else the first in which something should be looked at.</summary>
    public static FileView? Of(ImportWork work, HttpRequest request)
    {
        var file =
            int.TryParse(request.Query["file"], Words.Plain, null, out var place) && place < work.Each.Count
                ? work.Each[place]
                : work.Each.FirstOrDefault(each => each.Report is { HasErrors: true })
                    ?? work.Each.FirstOrDefault(each => each.Report is not null)
                    ?? work.Each[0];
        if (file.Report is not { } report)
        {
            return new(file, ListRequest.Of(request, null), [], []);
        }
        var list = ListRequest.Of(request, null, All);
        var filter =
            list.Filter.Length > 0 ? list.Filter
            : report.Rows.Any(row => !row.Remarks.IsEmpty) ? Remarks
            : Everything;
        list = list with { Filter = filter, Also = work.Each.Count > 1 ? [("file", file.Place.ToString(Words.Invariant))] : [] };
        var filters = All.Select(code => (code, CountOf(report, code)))
            .Where(each => each.Item2 > 0 || each.code is Everything)
            .ToList();
        return new(
            file,
            list,
            [
                .. report
                    .Rows.Where(row => row.Number > 0 || !row.Remarks.IsEmpty)
                    .Where(row => Shows(row, filter))
                    .OrderBy(row => row.Number),
            ],
            filters
        );
    }

    private static bool Shows(ReportRow row, string filter) =>
        filter switch
        {
            Remarks => !row.Remarks.IsEmpty,
            Everything => true,
            _ => string.Equals(row.Outcome.ToString(), filter, StringComparison.OrdinalIgnoreCase),
        };

    private static long CountOf(ImportReport report, string filter) =>
        filter switch
        {
            Remarks => report.Rows.Count(row => !row.Remarks.IsEmpty),
            Everything => report.RowCount,
            _ => report.CountOf(Enum.Parse<RowOutcome>(filter, ignoreCase: true)),
        };
}
