using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Employer;

/// <summary>The list of workers as a file: the rows, the order and the language of the list it is asked from, of all its pages.</summary>
internal static class WorkersFile
{
    public static void MapWorkersFile(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/employers/{employer:guid}/workers.{format:oneOf(csv|xlsx)}",
                async Task<IResult> (
                    HttpContext context,
                    Guid employer,
                    string format,
                    EmployerReading reading,
                    Words words,
                    CancellationToken stop
                ) =>
                {
                    if (await reading.FindAsync(employer, stop) is not { } found)
                    {
                        return Results.NotFound();
                    }
                    var list = ListRequest.Of(context.Request, found.Dates, WorkerFilter.All, WorkerColumn.All);
                    var rows = found.Table.Find(list);
                    var name = $"{words["workers.fileName"]}-{PageDates.Text(found.Dates.On)}.{format}";
                    using var file = new MemoryStream();
                    using (var table = TableWriters.Of(format, file, words["workers.title"], words.Language))
                    {
                        Write(table, rows, found.Dates.On.Year, words);
                    }
                    return Results.File(file.ToArray(), TableWriters.ContentType(format), name);
                }
            )
            .Needs(Right.ReadEmployer);

    private static void Write(ITableWriter table, IReadOnlyList<WorkerRow> rows, int year, Words words)
    {
        var yearText = year.ToString(Words.Invariant);
        table.Header([
            words["workers.name"],
            words["workers.reference"],
            $"{words["workers.credit"]} {yearText}",
            $"{words["workers.used"]} {yearText}",
            words["workers.leftColumn"],
            words["workers.expires"],
            words["workers.expiringDays"],
            words["workers.state"],
        ]);
        foreach (var row in rows)
        {
            table.Row([
                OutCell.Of(row.Name),
                OutCell.Of(row.OwnReference),
                OutCell.Of(row.Year?.Credit.Round(2)),
                OutCell.Of(row.Year?.Used.Round(2)),
                OutCell.Of(row.Year is null ? null : row.Left.Round(2)),
                OutCell.Of(row.Expires?.On),
                OutCell.Of(row.Expires?.Days.Round(2)),
                OutCell.Of(States(row, words)),
            ]);
        }
    }

    private static string States(WorkerRow row, Words words) => string.Join(", ", row.Tags().Select(tag => words[tag.Code]));
}
