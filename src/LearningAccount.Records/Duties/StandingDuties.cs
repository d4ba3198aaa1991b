using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>
/// The duties of employers as they stood when they were last computed, for who looks at many at once. It is a copy made anew
/// whenever a line is written in a journal it rests on, and each day; the calendar of one employer is always computed.
/// </summary>
public sealed class StandingDuties(Database database, ReadSnapshots snapshots)
{
    /// <summary>So many employers are computed while somebody waits; the others are by the work that goes on by itself.</summary>
    public const int MostWhileWaiting = 20;

    private static readonly JsonSerializerOptions Plain = new();

    /// <summary>Computes those that are out of date; answers with those that are still.</summary>
    /// <param name="employers">Null: every one.</param>
    /// <param name="most">How many are computed at the most.</param>
    public async Task<IReadOnlySet<Guid>> Refresh(IReadOnlySet<Guid>? employers, int most, CancellationToken cancel)
    {
        var stale = await Stale(employers, cancel);
        foreach (var employer in stale.Take(most))
        {
            await Compute(employer, cancel);
        }
        return stale.Skip(most).ToHashSet();
    }

    /// <summary>The duties of these employers, as last computed, the soonest first.</summary>
    /// <param name="today">Decides how each stands.</param>
    public async Task<IReadOnlyList<(Guid Employer, Duty Duty)>> Of(
        IReadOnlySet<Guid> employers,
        DateOnly today,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var rows = await connection.QueryAsync<Row>(
            new(
                $"""
                select employer_id, on_day, kind, subject, workers, stated, is_done from duty_standing
                where employer_id in ({Database.ManyKeys(connection)}) order by on_day, kind, subject, employer_id
                """,
                new { keys = ReadVersions.List(employers.Select(ColumnText.Of)) },
                cancellationToken: cancel
            )
        );
        return [.. rows.Select(row => (row.EmployerId, row.Duty(today)))];
    }

    private async Task Compute(Guid employer, CancellationToken cancel)
    {
        if (await snapshots.Of(employer, null, cancel) is not { } snapshot)
        {
            return;
        }
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        long common;
        ImmutableArray<Duty> duties;
        await using (var connection = await database.Connect(cancel))
        {
            (_, common) = await Knowledge.Latest(connection, employer, cancel);
            var law = snapshot.LawUnder(await ReadLawBook.From(connection, cancel));
            var facts = await DutyFacts.Of(connection, snapshot, cancel);
            duties = facts.On(snapshot, law, WorkerOutlook.Of(snapshot, law, today), today);
        }
        await using var writing = await database.BeginWriting(cancel);
        // Taken first, so that of several programs one writes at a time, and none an older state over a newer.
        var taken = await writing.Connection.ExecuteAsync(
            new(
                """
                insert into duty_progress (employer_id, seq, common, done_on) values (@employer, @Seq, @common, @today)
                on conflict (employer_id) do update
                set seq = excluded.seq, common = excluded.common, done_on = excluded.done_on
                where duty_progress.seq <= excluded.seq
                """,
                new
                {
                    employer,
                    snapshot.Seq,
                    common,
                    today,
                },
                cancellationToken: cancel
            )
        );
        if (taken == 0)
        {
            return;
        }
        await writing.Connection.ExecuteAsync(
            new("delete from duty_standing where employer_id = @employer", new { employer }, cancellationToken: cancel)
        );
        await writing.Connection.ExecuteAsync(
            new(
                """
                insert into duty_standing (employer_id, place, on_day, kind, subject, workers, stated, is_done)
                values (@employer, @place, @On, @kind, @Subject, @Count, @stated, @isDone)
                """,
                duties.Select(
                    (duty, place) =>
                        new
                        {
                            employer,
                            place = (long)place,
                            duty.On,
                            kind = ColumnText.Of(duty.Kind),
                            duty.Subject,
                            Count = (long)duty.Count,
                            stated = JsonSerializer.Serialize(
                                duty.Values.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
                                Plain
                            ),
                            isDone = duty.State is DutyState.Done ? 1L : 0L,
                        }
                ),
                cancellationToken: cancel
            )
        );
        await writing.Commit(cancel);
    }

    private async Task<IReadOnlyList<Guid>> Stale(IReadOnlySet<Guid>? employers, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var all = await connection.QueryAsync<Progress>(
            new(
                $"""
                select c.employer_id, p.seq, p.common, p.done_on,
                  (select max(j.seq) from journal as j where j.employer_id = c.employer_id) as last_seq,
                  (select max(j.seq) from journal as j where j.employer_id = @Instance) as last_common
                from journal_chain as c left join duty_progress as p on p.employer_id = c.employer_id
                where c.employer_id <> @Instance
                {(employers is null ? "" : $" and c.employer_id in ({Database.ManyKeys(connection)})")}
                """,
                new
                {
                    JournalLine.Instance,
                    keys = ReadVersions.List((employers ?? Enumerable.Empty<Guid>()).Select(ColumnText.Of)),
                },
                cancellationToken: cancel
            )
        );
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        return
        [
            .. all.Where(one => one.LastSeq is not null)
                .Where(one => one.Seq != one.LastSeq || one.Common != (one.LastCommon ?? 0) || one.DoneOn != today)
                .Select(one => one.EmployerId),
        ];
    }

    private sealed record Progress
    {
        public required Guid EmployerId { get; init; }
        public required long? Seq { get; init; }
        public required long? Common { get; init; }
        public required DateOnly? DoneOn { get; init; }
        public required long? LastSeq { get; init; }
        public required long? LastCommon { get; init; }
    }

    private sealed record Row
    {
        public required Guid EmployerId { get; init; }
        public required DateOnly OnDay { get; init; }
        public required DutyKind Kind { get; init; }
        public required string Subject { get; init; }
        public required long Workers { get; init; }
        public required string Stated { get; init; }
        public required long IsDone { get; init; }

        public Duty Duty(DateOnly today) =>
            new()
            {
                Kind = Kind,
                Subject = Subject,
                On = OnDay,
                State = DutyTerms.StateOf(Kind, OnDay, today, IsDone == 1),
                Count = (int)Workers,
                Values =
                [
                    .. JsonSerializer.Deserialize<Dictionary<string, string>>(Stated, Plain)!.Select(one => (one.Key, one.Value)),
                ],
            };
    }
}
