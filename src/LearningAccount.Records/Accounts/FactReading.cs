using System.Data.Common;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>Reads facts of one employer as its journal stands at a line.</summary>
internal sealed class FactReading(DbConnection connection, Guid employerId, long seq, CancellationToken cancel)
{
    public DbConnection Connection => connection;
    public Guid EmployerId => employerId;
    public long Seq => seq;
    public CancellationToken Cancel => cancel;

    public Task<List<T>> All<T>(BulkTable<T> table)
        where T : FactVersion => ReadVersions.At(connection, table, employerId, seq, cancel);

    /// <summary>Those of some workers; of all where none are named.</summary>
    public Task<List<T>> Of<T>(BulkTable<T> table, IReadOnlyCollection<Guid>? workers)
        where T : FactVersion =>
        workers is null ? All(table) : ReadVersions.At(connection, table, employerId, workers, seq, cancel);
}
