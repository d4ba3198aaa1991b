using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>
/// Takes the steps that the silence of employers leads to: after a set time its administrators are told, after as long again the
/// worker what more can be done. Taking them again does nothing.
/// </summary>
public sealed class EscalateSilence(Database database)
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    /// <returns>How many steps were taken.</returns>
    public async Task<int> Do(TimeSpan patience, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        IEnumerable<Guid> employers;
        await using (var connection = await database.Connect(cancel))
        {
            employers = await connection.QueryAsync<Guid>(
                new(
                    """
                    select distinct employer_id from correction_request
                    where superseded is null and waits_since is not null and waits_since <= @before and step <> 'unanswered'
                    """,
                    new { before = now - patience },
                    cancellationToken: cancel
                )
            );
        }
        var taken = 0;
        foreach (var employer in employers)
        {
            taken += await Change.Make(
                database,
                new Author("Learning Account", Door.Job),
                change => Escalate(change, employer, now, patience, cancel),
                cancel
            );
        }
        return taken;
    }

    private static async Task<int> Escalate(
        Change change,
        Guid employer,
        DateTimeOffset now,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        await change.Touch(employer, "escalateCorrection", cancel);
        var taken = 0;
        foreach (var request in await ReadCorrections.All(change.Connection, employer, cancel))
        {
            if (CorrectionRules.DueOf(request, now, patience) is { } step)
            {
                var after = CorrectionRules.After(request, step, CorrectionSide.Program, null, now);
                await change.Replace(Tables.CorrectionRequest, request, after, cancel);
                taken++;
            }
        }
        return taken;
    }
}
