using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Finds the workers that rows of a list are about: by national number, or in the other ways of <see cref="FindPeople"/>.</summary>
internal sealed class ListWorkers<T>(
    string origin,
    Func<T, Ssin?> numberOf,
    Func<T, SaidIdentity> identityOf,
    FileAnswers answers
)
    where T : class
{
    private readonly FindPeople people = new(answers);

    public async Task Find(Guid employerId, IReadOnlyList<ListRow<T>> rows, ImportWriting writing, CancellationToken cancel)
    {
        await FindByNumber(employerId, [.. rows.Where(row => numberOf(row.Line) is not null)], writing, cancel);
        await people.Do(employerId, [.. rows.Where(row => numberOf(row.Line) is null)], identityOf, writing, cancel);
    }

    public static string Reference(ListRow<T> row, ImportWriting writing) =>
        string.Create(CultureInfo.InvariantCulture, $"{writing.FileName}:{row.Row.Number}");

    /// <summary>A number with right check digits is a person, also where the employer tells of no contract yet.</summary>
    private async Task FindByNumber(
        Guid employerId,
        IReadOnlyList<ListRow<T>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var numbers = rows.Select(row => numberOf(row.Line)!.Value).Distinct().ToList();
        var workers = await RegisterWorkers.Do(writing.Change, employerId, numbers, origin, writing.FileName, cancel);
        var identities = new Dictionary<Guid, WorkerIdentityVersion>();
        foreach (var row in rows)
        {
            var worker = workers[numberOf(row.Line)!.Value];
            row.WorkerId = worker.WorkerId;
            if (worker.IsNew && !identities.ContainsKey(worker.WorkerId))
            {
                identities.Add(
                    worker.WorkerId,
                    StaffWriting.IdentityOf(identityOf(row.Line), employerId, worker.WorkerId, origin, Reference(row, writing))
                );
            }
        }
        await SayIdentities.Do(writing.Change, employerId, [.. identities.Values], cancel);
    }
}
