using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;

namespace LearningAccount.App.Portal.Documents;

/// <summary>Documents in a table.</summary>
/// <param name="Worker">Whose each is; null: the table is about one worker.</param>
/// <param name="Href">The page of one.</param>
public sealed record DocumentRows(
    Guid Employer,
    IReadOnlyList<DocumentOnItsWay> Documents,
    Func<Guid, WorkerSnapshot?>? Worker,
    Func<Guid, Guid, string> Href
);
