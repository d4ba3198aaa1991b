using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>The files brought in so far.</summary>
[Needs(Right.Import)]
public sealed class IndexModel(Database database, Spool spool, Frame frame, Words words, Visitor visitor, TimeProvider clock)
    : PageModel
{
    /// <summary>Uploads that were looked at and wait to be brought in.</summary>
    public IReadOnlyList<(SpooledFiles Files, DateTimeOffset At)> Open { get; private set; } = [];
    public ListRequest List { get; private set; } = null!;
    public IReadOnlyList<ImportLine> Past { get; private set; } = [];
    public IEnumerable<ImportLine> Shown => List.PageOf(Past);

    public static FileKind KindOf(ImportLine past) =>
        Enum.TryParse<FileKind>(past.Kind, ignoreCase: true, out var kind) ? kind : FileKind.TrainingList;

    public static DateOnly DayOf(ImportLine past) => BelgianDay.OfId(past.ImportId);

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = ListRequest.Of(Request, null);
        Open = spool.Of(visitor.UserId);
        Past = await new ListImports(database).Do(AccessRules.Employers(visitor, Right.Import, clock.GetUtcNow()), stop);
        frame.Title = words["import.history"];
        frame.Section = Section.Imports;
    }
}
