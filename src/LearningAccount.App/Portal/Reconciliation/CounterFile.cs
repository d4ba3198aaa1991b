using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Reconciliation;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Portal.Reconciliation;

/// <summary>The lines of a reconciliation as a file: those of the list it is asked from, of all its pages.</summary>
internal static class CounterFile
{
    public static void MapReconciliation(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/employers/{employer:guid}/reconciliation.{format:oneOf(csv|xlsx)}",
                async Task<IResult> (
                    HttpContext context,
                    Guid employer,
                    string format,
                    EmployerReading reading,
                    ReadReconciliation reconciliation,
                    Words words,
                    CancellationToken stop
                ) =>
                {
                    if (await reading.FindAsync(employer, stop) is not { } found)
                    {
                        return Results.NotFound();
                    }
                    var made = await reconciliation.Of(found.Snapshot, found.Law, stop);
                    var list = CounterList.Of(context.Request, found.Dates, made);
                    var name = $"{words["reconcile.fileName"]}-{PageDates.Text(found.Dates.Known)}.{format}";
                    using var file = new MemoryStream();
                    using (var table = TableWriters.Of(format, file, words["reconcile.title"], words.Language))
                    {
                        if (list.Request.Filter is CounterList.LeftOut)
                        {
                            CounterTable.WriteRows(table, list.Rows, words);
                        }
                        else
                        {
                            CounterTable.Write(table, list.Found, words);
                        }
                    }
                    return Results.File(file.ToArray(), TableWriters.ContentType(format), name);
                }
            )
            .Needs(Right.ReadEmployer);
}
