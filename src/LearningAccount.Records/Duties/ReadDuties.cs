using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>Reads, beside a snapshot, what its calendar rests on: what workers were told and could read, what was said done, and how far its training plans are.</summary>
public sealed record DutyFacts(ToldWorkers Told, IReadOnlyList<DutyDoneVersion> Done, IReadOnlyList<Plan> Plans)
{
    /// <summary>As the employer's journal stood at the line of the snapshot.</summary>
    public static async Task<DutyFacts> Of(DbConnection connection, EmployerSnapshot snapshot, CancellationToken cancel)
    {
        var employerId = snapshot.Employer.EmployerId;
        var done = await ReadVersions.At(connection, Tables.DutyDone, employerId, snapshot.Seq, cancel);
        var plans = await ReadPlans.At(connection, employerId, snapshot.Seq, cancel);
        return new(await ReadToldWorkers.Of(connection, snapshot, cancel), done, plans);
    }

    /// <param name="until">Null: as far ahead as the calendar usually looks.</param>
    public ImmutableArray<Duty> On(
        EmployerSnapshot snapshot,
        EmployerLaw law,
        ImmutableArray<WorkerOutlook> workers,
        DateOnly on,
        DateOnly? until = null
    ) => DutyCalendar.Of(new(snapshot, law, workers, Told, Done, Plans, on, until ?? on.AddMonths(DutyTerms.MonthsAhead)));
}

/// <summary>Who was told by a notice that could be read, as an employer's journal stood at the line of a snapshot.</summary>
public static class ReadToldWorkers
{
    public static async Task<ToldWorkers> Of(DbConnection connection, EmployerSnapshot snapshot, CancellationToken cancel)
    {
        var access = await Access(connection, snapshot, cancel);
        var notices = await connection.QueryAsync<ToldNotice>(
            new(
                """
                select worker_id, told_on from notice
                where employer_id = @employerId and kind in ('accountOpened', 'yearlyBalance')
                  and recorded <= @Seq and (superseded is null or superseded > @Seq)
                """,
                new { employerId = snapshot.Employer.EmployerId, snapshot.Seq },
                cancellationToken: cancel
            )
        );
        var told =
            from notice in notices
            let worker = snapshot.Worker(notice.WorkerId)?.WorkerId
            where worker is not null
            let read = FirstRead(notice.ToldOn, access[worker.Value])
            where read is not null
            select new Told(worker.Value, read.Value);
        return new([.. told, .. await ByDocument(connection, snapshot, access, cancel)], access);
    }

    /// <summary>
    /// Who was given a document that tells it, in a way that did not come back. One that stands in the portal alone is told once
    /// somebody can enter.
    /// </summary>
    private static async Task<IEnumerable<Told>> ByDocument(
        DbConnection connection,
        EmployerSnapshot snapshot,
        ILookup<Guid, (DateOnly From, DateOnly? Until)> access,
        CancellationToken cancel
    )
    {
        var employerId = snapshot.Employer.EmployerId;
        var documents = await connection.QueryAsync<ToldDocument>(
            new(
                """
                select document_id, worker_id from issued_document
                where employer_id = @employerId and recorded <= @Seq and (superseded is null or superseded > @Seq)
                  and kind in ('accountForm', 'openingNotice', 'newcomerNotice', 'yearlyNotice')
                """,
                new { employerId, snapshot.Seq },
                cancellationToken: cancel
            )
        );
        var steps = await ReadVersions.At(connection, Tables.DocumentStep, employerId, snapshot.Seq, cancel);
        var byWay =
            from ofDocument in steps.GroupBy(step => step.DocumentId)
            from step in DocumentOnItsWay.Standing(DocumentOnItsWay.InOrder(ofDocument))
            group step by (step.DocumentId, step.Channel) into way
            select (way.Key.DocumentId, way.Key.Channel, First: Knowledge.DayOf(way.Min(step => step.HappenedAt)));
        var ways = byWay.ToLookup(way => way.DocumentId);
        return from document in documents
            let worker = snapshot.Worker(document.WorkerId)?.WorkerId
            where worker is not null
            from way in ways[document.DocumentId]
            let reached = way.Channel is SendingChannel.Portal ? FirstRead(way.First, access[worker.Value]) : way.First
            where reached is not null
            select new Told(worker.Value, reached.Value);
    }

    /// <summary>The first day on which a notice stood before somebody who could enter; null: never.</summary>
    private static DateOnly? FirstRead(DateOnly toldOn, IEnumerable<(DateOnly From, DateOnly? Until)> access)
    {
        DateOnly? first = null;
        foreach (var (from, until) in access)
        {
            var on = from > toldOn ? from : toldOn;
            if (!(until <= on) && !(first <= on))
            {
                first = on;
            }
        }
        return first;
    }

    private static async Task<ILookup<Guid, (DateOnly From, DateOnly? Until)>> Access(
        DbConnection connection,
        EmployerSnapshot snapshot,
        CancellationToken cancel
    )
    {
        var employerId = snapshot.Employer.EmployerId;
        var grants = await connection.QueryAsync<OwnGrant>(
            new(
                """
                select g.worker_id, g.from_on, g.until_at, opened.recorded_at as given_at, closed.recorded_at as ended_at
                from access_grant as g
                join portal_user as u on u.user_id = g.user_id and u.superseded is null and u.is_open = 1
                join journal as opened on opened.employer_id = g.employer_id and opened.seq = g.recorded
                left join journal as closed
                  on closed.employer_id = g.employer_id and closed.seq = g.superseded and g.superseded <= @Seq
                where g.employer_id = @employerId and g.role = 'worker' and g.recorded <= @Seq
                """,
                new { employerId, snapshot.Seq },
                cancellationToken: cancel
            )
        );
        var byGrant =
            from grant in grants
            let worker = snapshot.Worker(grant.WorkerId)?.WorkerId
            where worker is not null
            let given = Knowledge.DayOf(grant.GivenAt)
            select (
                worker.Value,
                (From: given > grant.FromOn ? given : grant.FromOn, Until: Earlier(grant.UntilAt, grant.EndedAt))
            );
        var persons = snapshot.Workers.ToDictionary(worker => worker.PersonId, worker => worker.WorkerId);
        // Who has proven the number of a worker enters by it, at every employer.
        var proven = await connection.QueryAsync<ProvenUser>(
            new(
                $"""
                select u.person_id, opened.recorded_at as given_at from portal_user as u
                join journal as opened on opened.employer_id = u.employer_id and opened.seq = (
                  select min(f.recorded) from portal_user as f
                  where f.employer_id = u.employer_id and f.user_id = u.user_id and f.person_id = u.person_id)
                where u.employer_id = @Instance and u.superseded is null and u.is_open = 1
                  and u.person_id in ({Database.ManyKeys(connection)})
                """,
                new { JournalLine.Instance, keys = ReadVersions.List(persons.Keys.Select(ColumnText.Of)) },
                cancellationToken: cancel
            )
        );
        var byNumber = proven
            .Where(user => persons.ContainsKey(user.PersonId))
            .Select(user => (persons[user.PersonId], (From: Knowledge.DayOf(user.GivenAt), Until: (DateOnly?)null)));
        return byGrant.Concat(byNumber).ToLookup(one => one.Item1, one => one.Item2);
    }

    private static DateOnly? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null && other is null ? null : Knowledge.DayOf(one < other || other is null ? one!.Value : other.Value);

    private sealed record ToldNotice
    {
        public required Guid WorkerId { get; init; }
        public required DateOnly ToldOn { get; init; }
    }

    private sealed record ToldDocument
    {
        public required Guid DocumentId { get; init; }
        public required Guid WorkerId { get; init; }
    }

    private sealed record OwnGrant
    {
        public required Guid WorkerId { get; init; }
        public required DateOnly FromOn { get; init; }
        public required DateTimeOffset? UntilAt { get; init; }
        public required DateTimeOffset GivenAt { get; init; }
        public required DateTimeOffset? EndedAt { get; init; }
    }

    private sealed record ProvenUser
    {
        public required Guid PersonId { get; init; }
        public required DateTimeOffset GivenAt { get; init; }
    }
}
