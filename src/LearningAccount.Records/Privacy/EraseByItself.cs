using System.Runtime.ExceptionServices;
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
    /// <exception cref="RefusedException">Of one of them nothing could be erased; the others were gone through all the same.</exception>
    public async Task<int> Do(CancellationToken cancel)
    {
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        if (database.IsSandbox || doneOn == today)
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
        var (erased, isLeft) = (0, false);
        RefusedException? wrong = null;
        var erase = new CarryOutErasure(database, snapshots);
        foreach (var employer in employers)
        {
            try
            {
                var report = await erase.Do(employer, null, new Author("Learning Account", Door.Job), today, null, cancel);
                erased += report is null ? 0 : 1;
            }
            catch (RefusedException refused)
            {
                // Where somebody wrote meanwhile, the next round sees to it; for the rest somebody has to look first.
                var isMeanwhile = refused.Anomaly.Code is "changedMeanwhile";
                isLeft |= isMeanwhile;
                wrong ??= isMeanwhile ? null : refused;
            }
        }
        doneOn = isLeft ? null : today;
        if (wrong is not null)
        {
            ExceptionDispatchInfo.Throw(wrong);
        }
        return erased;
    }
}
