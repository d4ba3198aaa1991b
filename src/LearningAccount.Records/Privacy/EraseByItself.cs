using Dapper;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>
/// Erases what is due of the employers that said so, once a day. Done again it does nothing; broken off, it goes on where it was, for
/// each employer is a change of its own; two programs at once erase once.
/// </summary>
public sealed class EraseByItself(Database database, ReadSnapshots snapshots)
{
    private DateOnly? doneOn;

    /// <returns>How many employers something was erased of.</returns>
    public async Task<int> Do(CancellationToken cancel)
    {
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        if (doneOn == today)
        {
            return 0;
        }
        IEnumerable<Guid> employers;
        await using (var connection = await database.Connect(cancel))
        {
            employers = await connection.QueryAsync<Guid>(
                new(
                    "select employer_id from privacy_contact where superseded is null and erases_by_itself = 1 order by employer_id",
                    cancellationToken: cancel
                )
            );
        }
        var erased = 0;
        var erase = new CarryOutErasure(database, snapshots);
        foreach (var employer in employers)
        {
            try
            {
                var report = await erase.Do(employer, null, new Author("Learning Account", Door.Job), today, null, cancel);
                erased += report is null ? 0 : 1;
            }
            catch (RefusedException refused) when (refused.Anomaly.Code is "changedMeanwhile")
            {
                // Somebody wrote meanwhile: the next round sees to it.
                return erased;
            }
        }
        doneOn = today;
        return erased;
    }
}
