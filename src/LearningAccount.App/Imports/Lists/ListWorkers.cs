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
    // Some megabytes. Whoever comes back along a file is looked up once, as long as there are not more.
    private const int MostKnown = 50_000;
    private readonly FindPeople people = new(answers);
    private readonly Dictionary<(Guid Employer, Ssin Number), Guid> found = [];

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
        if (found.Count > MostKnown)
        {
            found.Clear();
        }
        var unknown = rows.Select(row => numberOf(row.Line)!.Value)
            .Where(number => !found.ContainsKey((employerId, number)))
            .ToHashSet();
        if (unknown.Count > 0)
        {
            var identities = new Dictionary<Guid, WorkerIdentityVersion>();
            var workers = await RegisterWorkers.Do(writing.Change, employerId, unknown, origin, writing.FileName, cancel);
            foreach (var (number, worker) in workers)
            {
                found.Add((employerId, number), worker.WorkerId);
            }
            foreach (var row in rows)
            {
                if (workers.TryGetValue(numberOf(row.Line)!.Value, out var worker) && worker.IsNew)
                {
                    identities.TryAdd(
                        worker.WorkerId,
                        StaffWriting.IdentityOf(
                            identityOf(row.Line),
                            employerId,
                            worker.WorkerId,
                            origin,
                            Reference(row, writing)
                        )
                    );
                }
            }
            await SayIdentities.Do(writing.Change, employerId, [.. identities.Values], cancel);
        }
        foreach (var row in rows)
        {
            row.WorkerId = found[(employerId, numberOf(row.Line)!.Value)];
        }
    }
}
