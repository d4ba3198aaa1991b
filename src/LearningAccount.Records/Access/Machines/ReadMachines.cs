using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>A machine and what an employer lets it do.</summary>
public sealed record MachineWithAccess(MachineVersion Machine, Grant Grant);

/// <summary>Reads what is known of machines, as it is now.</summary>
public static class ReadMachines
{
    public static async Task<IReadOnlyList<MachineVersion>> All(DbConnection connection, CancellationToken cancel) =>
        await ReadVersions.Now(connection, Tables.Machine, JournalLine.Instance, cancel);

    public static Task<MachineVersion?> Find(DbConnection connection, Guid machineId, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<MachineVersion>(
            new(
                $"select {Tables.Machine.ColumnList} from machine where employer_id = @Instance and machine_id = @machineId and superseded is null",
                new { JournalLine.Instance, machineId },
                cancellationToken: cancel
            )
        );

    /// <summary>All its keys, also those that were ended, the oldest first.</summary>
    public static async Task<IReadOnlyList<MachineKeyVersion>> Keys(
        DbConnection connection,
        Guid machineId,
        CancellationToken cancel
    ) =>
        [
            .. (
                await connection.QueryAsync<MachineKeyVersion>(
                    new(
                        $"select {Tables.MachineKey.ColumnList} from machine_key where employer_id = @Instance and machine_id = @machineId and superseded is null",
                        new { JournalLine.Instance, machineId },
                        cancellationToken: cancel
                    )
                )
            ).OrderBy(key => key.FromAt),
        ];

    /// <summary>The machines with access to an employer, each with one grant.</summary>
    public static async Task<IReadOnlyList<MachineWithAccess>> At(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    )
    {
        var grants = await ReadVersions.Now(connection, Tables.AccessGrant, employerId, cancel);
        var machines = (await All(connection, cancel)).ToDictionary(machine => machine.MachineId);
        return
        [
            .. grants
                .Where(grant => machines.ContainsKey(grant.UserId))
                .Select(grant => new MachineWithAccess(machines[grant.UserId], Grant.Of(grant))),
        ];
    }

    /// <summary>When each key of a machine last led it in; one that never did is not among them.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> Uses(
        DbConnection connection,
        Guid machineId,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<KeyUse>(
                new(
                    "select key_id, used_at from machine_use where machine_id = @machineId",
                    new { machineId },
                    cancellationToken: cancel
                )
            )
        ).ToDictionary(use => use.KeyId, use => use.UsedAt, StringComparer.Ordinal);

    private sealed record KeyUse
    {
        public required string KeyId { get; init; }
        public required DateTimeOffset UsedAt { get; init; }
    }
}
