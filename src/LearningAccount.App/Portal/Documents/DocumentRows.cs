using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Documents;

/// <summary>Documents in a table.</summary>
/// <param name="Worker">Whose each is, as known now.</param>
/// <param name="IsOfOne">The table is about one worker, who need not be named in it.</param>
public sealed record DocumentRows(
    Guid Employer,
    IReadOnlyList<DocumentOnItsWay> Documents,
    Func<Guid, WorkerSnapshot?> Worker,
    bool IsOfOne = false
)
{
    /// <summary>Of a statement of training: which.</summary>
    public string? About(IssuedDocumentVersion document) =>
        Worker(document.WorkerId) is { } worker ? DocumentFigures.TrainingOf(worker, document.About)?.Title : null;
}
