using System.Data.Common;
using Dapper;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Events;

/// <summary>Some events in their order.</summary>
/// <param name="Next">Where to go on, also where there is nothing more for now.</param>
/// <param name="HasMore">False: everything that is known was told.</param>
public sealed record EventPage(IReadOnlyList<FactEvent> Events, EventCursor Next, bool HasMore);

/// <summary>
/// What changed at the employers somebody may read, out of their journals, in the order in which it became known. What was told is
/// told again to whoever asks with the same cursor; what a transaction still under way will write comes after every cursor given
/// before it ended.
/// </summary>
public sealed class ReadEvents(Database database, ReadSeen seen)
{
    private const int LinesAtOnce = 200;

    // What one request may go through, where little of it is for who asks.
    private const int MostLines = 2_000;
    private const long Window = 100_000;
    private const int MostWindows = 10;

    /// <summary>Of all employers the visitor may read.</summary>
    /// <param name="after">Of this feed.</param>
    /// <param name="kinds">Only these; empty: all.</param>
    public async Task<EventPage> OfAll(
        Visitor visitor,
        EventCursor after,
        IReadOnlyCollection<EventKind> kinds,
        int most,
        CancellationToken cancel
    )
    {
        var reading = new Reading(visitor, kinds, most, database.Clock.GetUtcNow());
        var employers = AccessRules
            .Employers(visitor, Right.ReadEmployer, reading.Now)
            .Where(employer => visitor.May(Right.ReadEmployer, employer, reading.Now))
            .ToList();
        await using var connection = await database.Connect(cancel);
        var settled = await database.SettledPosition(connection, cancel);
        var keys = ReadVersions.List(employers.Select(ColumnText.Of));
        var next = after;
        for (var windows = 0; employers.Count > 0 && next.From <= settled && windows < MostWindows; )
        {
            var until = Math.Min(settled, next.From + Window);
            var lines = await connection.QueryAsync<FeedLine>(
                new(
                    $"""
                    select employer_id, seq, position, recorded_at, action from journal
                    where position >= @From and position <= @until and employer_id in ({Database.ManyKeys(connection)})
                    order by position limit @count
                    """,
                    new
                    {
                        keys,
                        next.From,
                        until,
                        count = LinesAtOnce,
                    },
                    cancellationToken: cancel
                )
            );
            var page = lines.AsList();
            next = await Take(connection, reading, next, page, line => line.Position, cancel);
            if (reading.IsFull)
            {
                return new(reading.Events, next, HasMore: true);
            }
            if (page.Count < LinesAtOnce)
            {
                // Nothing more in this stretch; all of it is passed.
                next = new(false, until, null);
                windows++;
            }
        }
        // Who reads nothing yet stands at the end, and misses nothing that is given to it later.
        next = employers.Count > 0 || next.Line >= settled ? next : new(false, settled, null);
        return new(reading.Events, next, HasMore: next.From <= settled);
    }

    /// <summary>Of one employer, which the visitor may read.</summary>
    public async Task<EventPage> Of(
        Visitor visitor,
        Guid employerId,
        EventCursor after,
        IReadOnlyCollection<EventKind> kinds,
        int most,
        CancellationToken cancel
    )
    {
        var reading = new Reading(visitor, kinds, most, database.Clock.GetUtcNow());
        await using var connection = await database.Connect(cancel);
        for (var next = after; ; )
        {
            // Lines of one journal are written one after the other: the next one is never there before this one.
            var page = (
                await connection.QueryAsync<FeedLine>(
                    new(
                        """
                        select employer_id, seq, position, recorded_at, action from journal
                        where employer_id = @employerId and seq >= @From order by seq limit @count
                        """,
                        new
                        {
                            employerId,
                            next.From,
                            count = LinesAtOnce,
                        },
                        cancellationToken: cancel
                    )
                )
            ).AsList();
            next = await Take(connection, reading, next, page, line => line.Seq, cancel);
            if (reading.IsFull || page.Count < LinesAtOnce)
            {
                return new(reading.Events, next, HasMore: reading.IsFull);
            }
        }
    }

    /// <summary>The cursor before the first line recorded at an instant or later, at the employers the visitor may read.</summary>
    public async Task<EventCursor> Since(Visitor visitor, DateTimeOffset instant, CancellationToken cancel)
    {
        var employers = AccessRules.Employers(visitor, Right.ReadEmployer, database.Clock.GetUtcNow());
        await using var connection = await database.Connect(cancel);
        var settled = await database.SettledPosition(connection, cancel);
        var first = await connection.ExecuteScalarAsync<long?>(
            new(
                $"""
                select min(position) from journal
                where recorded_at >= @instant and employer_id in ({Database.ManyKeys(connection)})
                """,
                new { instant, keys = ReadVersions.List(employers.Select(ColumnText.Of)) },
                cancellationToken: cancel
            )
        );
        return new(false, Math.Min(settled, first - 1 ?? settled), null);
    }

    /// <summary>Behind everything that is known: who begins there is told what comes from now on.</summary>
    public async Task<EventCursor> End(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return new(false, await database.SettledPosition(connection, cancel), null);
    }

    /// <summary>What somebody must be allowed at the employer to be told of it.</summary>
    public static Right RightOf(EventKind kind) =>
        kind switch
        {
            EventKind.CorrectionStepTaken => Right.DecideCorrections,
            EventKind.ImportCompleted or EventKind.ImportUndone => Right.Import,
            _ => Right.ReadEmployer,
        };

    private async Task<EventCursor> Take(
        DbConnection connection,
        Reading reading,
        EventCursor from,
        IReadOnlyList<FeedLine> lines,
        Func<FeedLine, long> number,
        CancellationToken cancel
    )
    {
        var told = new Dictionary<(Guid Employer, long Seq), IReadOnlyList<(EventPlace Place, EventsOfLines.Told Event)>>();
        foreach (var ofEmployer in lines.GroupBy(line => line.EmployerId))
        {
            var events = await EventsOfLines.Of(connection, ofEmployer.Key, [.. ofEmployer.Select(line => line.Seq)], cancel);
            foreach (var (seq, ofLine) in events)
            {
                told[(ofEmployer.Key, seq)] = ofLine;
            }
        }
        var next = from;
        foreach (var line in lines)
        {
            var begun = number(line) == from.Line ? from.Last : null;
            foreach (var (place, one) in told[(line.EmployerId, line.Seq)])
            {
                if (place.CompareTo(begun ?? place) < 0 || place == begun || !await Sees(reading, line.EmployerId, one, cancel))
                {
                    continue;
                }
                if (reading.IsFull)
                {
                    return next;
                }
                next = new(from.OfEmployer, number(line), place);
                reading.Events.Add(EventOf(line, one, next));
            }
            next = new(from.OfEmployer, number(line), null);
            reading.Lines++;
        }
        return next;
    }

    private static FactEvent EventOf(FeedLine line, EventsOfLines.Told told, EventCursor cursor) =>
        new(told.Kind, told.Subject)
        {
            EmployerId = line.EmployerId,
            Seq = line.Seq,
            At = line.RecordedAt,
            Action = line.Action,
            WorkerId = told.WorkerId,
            Changed = told.Changed,
            Step = told.Step,
            Cursor = cursor,
        };

    private async Task<bool> Sees(Reading reading, Guid employerId, EventsOfLines.Told told, CancellationToken cancel)
    {
        if (!reading.Kinds.Contains(told.Kind))
        {
            return false;
        }
        if (!reading.Visitor.May(RightOf(told.Kind), employerId, reading.Now))
        {
            return false;
        }
        if (told.WorkerId is not { } worker || AccessRules.Scopes(reading.Visitor, employerId, reading.Now) is null)
        {
            return true;
        }
        if (!reading.Seen.TryGetValue(employerId, out var employer))
        {
            employer = (await seen.Of(reading.Visitor, employerId, null, reading.Now, cancel))?.Snapshot;
            reading.Seen.Add(employerId, employer);
        }
        return employer?.Worker(worker) is not null;
    }

    private sealed class Reading(Visitor visitor, IReadOnlyCollection<EventKind> kinds, int most, DateTimeOffset now)
    {
        public Visitor Visitor => visitor;
        public DateTimeOffset Now => now;
        public IReadOnlyCollection<EventKind> Kinds { get; } = kinds.Count > 0 ? kinds : Enum.GetValues<EventKind>();
        public List<FactEvent> Events { get; } = [];
        public Dictionary<Guid, EmployerSnapshot?> Seen { get; } = [];
        public int Lines { get; set; }
        public bool IsFull => Events.Count >= most || Lines >= MostLines;
    }
}
