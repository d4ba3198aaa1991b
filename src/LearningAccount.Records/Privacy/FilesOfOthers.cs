using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>A file that tells of several employers is kept once, for each of them by its own term.</summary>
internal static class FilesOfOthers
{
    /// <summary>Which of these files, by their hashes, another employer still keeps.</summary>
    public static async Task<IEnumerable<string>> WithinTerm(
        DbConnection connection,
        Guid employerId,
        IEnumerable<string> hashes,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var others = await connection.QueryAsync<(Guid Employer, string Hash, DateTimeOffset At)>(
            new(
                $"""
                select i.employer_id, i.file_hash, max(j.recorded_at) as at
                from import as i join journal as j on j.employer_id = i.employer_id and j.seq = i.recorded
                where i.employer_id <> @employerId and i.file_hash in ({Database.ManyKeys(connection)})
                group by i.employer_id, i.file_hash
                """,
                new { employerId, keys = ReadVersions.List(hashes) },
                cancellationToken: cancel
            )
        );
        var within = new List<string>();
        foreach (var other in others.GroupBy(one => one.Employer))
        {
            var ended = (await RetentionRules.Of(connection, other.Key, cancel)).EndedBy(RetentionKind.Files, today);
            within.AddRange(other.Where(one => Knowledge.DayOf(one.At) > ended).Select(one => one.Hash));
        }
        return within;
    }
}
