using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// Withdraws what somebody said by hand: it holds no longer, and what declarations, lists and the law's defaults say holds
/// again. What came from a file is taken back with its import, never here.
/// </summary>
public static class WithdrawFacts
{
    /// <param name="known">Versions that hold now, the ones meant among them.</param>
    /// <param name="isMeant">The one fact to withdraw.</param>
    /// <exception cref="RefusedException"><c>fact.unknown</c>: there is none; <c>fact.notByHand</c>: it came from a file.</exception>
    public static async Task Do<T>(
        Change change,
        BulkTable<T> table,
        IEnumerable<T> known,
        Func<T, bool> isMeant,
        CancellationToken cancel
    )
        where T : FactVersion
    {
        var meant = known.Where(isMeant).ToList();
        if (meant.Count == 0)
        {
            throw new RefusedException("fact.unknown", table.Name);
        }
        if (meant.Exists(fact => !fact.IsByHand))
        {
            throw new RefusedException("fact.notByHand", table.Name);
        }
        await change.Supersede(table, meant, cancel);
    }
}
