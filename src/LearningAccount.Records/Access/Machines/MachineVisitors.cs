using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>A machine that may sign in, and what a token of it is worth.</summary>
/// <param name="Series">Tokens of another series open nothing.</param>
public sealed record KnownMachine(Visitor Visitor, FrozenSet<string> Scopes, long Series);

/// <summary>
/// Who the machines are that ask. Asked of each call: what is known stays known until somebody writes, and the grants of a bureau's
/// program, of which there may be thousands, until somebody gives or ends access.
/// </summary>
public sealed class MachineVisitors(Database database)
{
    private const int Most = 1_000;
    private readonly KnownUntilWritten<(Guid Machine, string Token), KnownMachine> known = new(database);
    private readonly ConcurrentDictionary<Guid, Kept> kept = new();

    /// <summary>Null: there is none such, it was stopped, or the token was revoked.</summary>
    public ValueTask<KnownMachine?> Find(Guid machineId, string tokenId, CancellationToken cancel) =>
        known.Get((machineId, tokenId), asked => Read(asked.Machine, asked.Token, cancel));

    private async Task<KnownMachine?> Read(Guid machineId, string tokenId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        MachineVersion? machine;
        long stamp;
        await using (
            var answers = await connection.QueryMultipleAsync(
                new(
                    $"""
                    select stamp from access_stamp;
                    select {Tables.Machine.ColumnList} from machine
                    where employer_id = @Instance and machine_id = @machineId and superseded is null;
                    select count(*) from revoked_token where token_id = @tokenId
                    """,
                    new
                    {
                        JournalLine.Instance,
                        machineId,
                        tokenId,
                    },
                    cancellationToken: cancel
                )
            )
        )
        {
            stamp = await answers.ReadSingleAsync<long>();
            machine = await answers.ReadSingleOrDefaultAsync<MachineVersion>();
            var revoked = await answers.ReadSingleAsync<long>();
            if (machine is not { IsOpen: true } || revoked > 0)
            {
                return null;
            }
        }
        // The stamp was read before the grants: they are as it says, or newer.
        if (kept.TryGetValue(machineId, out var before) && before.Stamp == stamp && before.Version == machine)
        {
            return before.Machine;
        }
        var read = await With(connection, machine, cancel);
        if (kept.Count >= Most)
        {
            kept.Clear();
        }
        kept[machineId] = new(stamp, machine, read);
        return read;
    }

    private static async Task<KnownMachine> With(DbConnection connection, MachineVersion machine, CancellationToken cancel)
    {
        var scopes = ApiScopes.Read(machine.Scopes).ToFrozenSet(StringComparer.Ordinal);
        var visitor = new Visitor
        {
            UserId = machine.MachineId,
            Name = machine.Name,
            Email = machine.Contact,
            Door = Door.Api,
            Organisation = machine.OrganisationNumber,
            MayAddEmployers = machine.MayAddEmployers,
            IsProvider = scopes.Any(ApiScopes.IsOfProviders),
            Grants = await ReadAccess.GrantsOf(connection, machine.MachineId, cancel),
        };
        return new(visitor, scopes, machine.Series);
    }

    private sealed record Kept(long Stamp, MachineVersion Version, KnownMachine Machine);
}
