using System.Data.Common;
using Dapper;

namespace LearningAccount.App.Archive;

/// <summary>The seal of an archive that was made: when, by whom, and the hash of its list of hashes.</summary>
public sealed record Seal
{
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required string Hash { get; init; }
    public required long Files { get; init; }

    /// <summary>Those of an employer, the newest first.</summary>
    public static async Task<IReadOnlyList<Seal>> All(DbConnection connection, Guid employerId, CancellationToken cancel) =>
        (
            await connection.QueryAsync<Seal>(
                new(
                    """
                    select j.recorded_at as at, j.actor as "by", a.seal as hash, a.files
                    from sealed_archive as a
                    join journal as j on j.employer_id = a.employer_id and j.seq = a.recorded
                    where a.employer_id = @employerId and a.superseded is null
                    order by a.recorded desc
                    """,
                    new { employerId },
                    cancellationToken: cancel
                )
            )
        ).AsList();
}
