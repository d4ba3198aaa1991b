using System.Data.Common;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Finds workers by the number the employer itself gives them, in its own words or in its declarations.</summary>
public static class FindWorkersByReference
{
    /// <summary>The workers of each reference: none is left out, and more than one person has it where there are several.</summary>
    public static async Task<ILookup<string, Guid>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<string> references,
        CancellationToken cancel
    )
    {
        var among = $"own_reference in ({Database.ManyKeys(connection)})";
        var found = await ReadVersions.Query<Reference>(
            connection,
            $"""
            select own_reference, worker_id from worker_identity
            where employer_id = @employerId and superseded is null and {among}
            union
            select own_reference, worker_id from declaration_person
            where employer_id = @employerId and superseded is null and worker_id is not null and {among}
            """,
            new { employerId, keys = ReadVersions.List(references) },
            cancel
        );
        var first = await WorkerAliases.Of(connection, employerId, [.. found.Select(one => one.WorkerId).Distinct()], cancel);
        return found
            .Select(one => (one.OwnReference, WorkerId: first.GetValueOrDefault(one.WorkerId, one.WorkerId)))
            .Distinct()
            .ToLookup(one => one.OwnReference, one => one.WorkerId, StringComparer.Ordinal);
    }

    private sealed record Reference
    {
        public required string OwnReference { get; init; }
        public required Guid WorkerId { get; init; }
    }
}
