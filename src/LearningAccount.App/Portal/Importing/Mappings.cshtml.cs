using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Importing;

/// <summary>How lists of other programs are understood: what people kept, and what comes with the program.</summary>
[Needs(Right.Import)]
public sealed class MappingsModel(Database database, Frame frame, Words words, Visitor visitor, TimeProvider clock)
    : MappingPage(database, frame, words, visitor, clock)
{
    public Task OnGetAsync(CancellationToken stop) => ReadAsync(stop);
}
