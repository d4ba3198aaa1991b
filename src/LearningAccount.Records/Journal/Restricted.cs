using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>
/// The workers of an employer whose data are kept and not used (GDPR, article 18). What is said of them is refused, whatever the
/// door; what they ask for themselves is not, nor what declarations to social security tell, on which the rights of all others rest
/// (article 18 (2)). Documents are refused where they are issued: evidence for an inspector or a judge is not.
/// </summary>
public sealed class Restricted
{
    public const string Code = "workerRestricted";

    // Of these, somebody may write of such a worker: the restriction itself, what the worker asks for, and what came in.
    private static readonly FrozenSet<string> Free = FrozenSet.Create(
        StringComparer.Ordinal,
        "restriction",
        "privacy_request",
        "correction_request",
        "access_grant",
        "import_row",
        "issued_document",
        // What became of a document that was issued before: that the worker opened it, that it came back.
        "document_step"
    );
    private static readonly FrozenSet<string> Declared = FrozenSet.Create(StringComparer.Ordinal, "dmfa", "dimona");
    private readonly FrozenSet<Guid> workers;

    private Restricted(FrozenSet<Guid> workers) => this.workers = workers;

    internal static Restricted Nobody { get; } = new([]);

    public bool IsAny => workers.Count > 0;

    public bool Has(Guid worker) => workers.Contains(worker);

    /// <summary>As it is now; of a worker all who are the same person.</summary>
    public static async Task<Restricted> Of(DbConnection connection, Guid employerId, CancellationToken cancel)
    {
        var restricted = await Workers(
            "select worker_id from restriction where employer_id = @employerId and superseded is null",
            "[]"
        );
        if (restricted.Count == 0)
        {
            return Nobody;
        }
        // Hardly ever anybody, and asked in every change: a planner that joins all at once may begin with every worker there is.
        var found = await Workers(
            $"""
            select distinct same.worker_id
            from {Database.Keyed(connection, Tables.Worker, "worker_id")}
            join worker as same on same.employer_id = t.employer_id and same.person_id = t.person_id
            """,
            ReadVersions.List(restricted.Select(ColumnText.Of))
        );
        return new(found.ToFrozenSet());

        async Task<List<Guid>> Workers(string question, string keys) =>
            (await connection.QueryAsync<Guid>(new(question, new { employerId, keys }, cancellationToken: cancel))).AsList();
    }

    /// <exception cref="RefusedException"><c>workerRestricted</c>.</exception>
    internal void Check(BulkTable table, IEnumerable<FactVersion> versions)
    {
        if (IsAny && Holds(table))
        {
            Check(table, versions.Where(version => !Declared.Contains(version.Origin)).Select(table.WorkerOf).OfType<Guid>());
        }
    }

    /// <exception cref="RefusedException"><c>workerRestricted</c>.</exception>
    internal void Check(BulkTable table, IEnumerable<Guid> touched)
    {
        if (IsAny && Holds(table) && touched.Any(Has))
        {
            throw new RefusedException(Code, "worker");
        }
    }

    /// <summary>The same, of workers whose data something is made of.</summary>
    /// <exception cref="RefusedException"><c>workerRestricted</c>.</exception>
    public void Check(IEnumerable<Guid> used)
    {
        if (IsAny && used.Any(Has))
        {
            throw new RefusedException(Code, "worker");
        }
    }

    private static bool Holds(BulkTable table) => table.HasWorker && !Free.Contains(table.Name);
}
