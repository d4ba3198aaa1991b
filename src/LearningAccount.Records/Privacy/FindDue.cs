using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Finds the workers of an employer whose last contract ended, with what holds back that they are erased.</summary>
internal sealed class FindDue(DbConnection connection, EmployerSnapshot snapshot, CancellationToken cancel)
{
    private Guid EmployerId => snapshot.Employer.EmployerId;

    /// <summary>Everybody who is not in service any more, and when that ended.</summary>
    public async Task<ImmutableArray<DuePerson>> Left()
    {
        var held = await Held();
        var recorded = await RecordedOn();
        var found = ImmutableArray.CreateBuilder<DuePerson>();
        foreach (var worker in snapshot.Workers)
        {
            if (EndOf(worker, recorded) is { } end)
            {
                ImmutableArray<Guid> all = [.. snapshot.AliasesOf(worker.WorkerId).Order()];
                HeldBack? why = all.Select(id => held.TryGetValue(id, out var reason) ? reason : (HeldBack?)null)
                    .FirstOrDefault(reason => reason is not null);
                found.Add(new(worker.WorkerId, all, worker, end, why));
            }
        }
        foreach (var (worker, on) in await Forgotten())
        {
            found.Add(new(worker, [worker], null, on));
        }
        return found.ToImmutable();
    }

    /// <summary>Null: in service, or not known to have left.</summary>
    public static DateOnly? EndOf(WorkerSnapshot worker, IReadOnlyDictionary<Guid, DateOnly> recorded)
    {
        var employments = worker.Employments.Employments;
        if (employments.Any(employment => employment.End is null))
        {
            return null;
        }
        // A training or a counter without any contract: what tells of the worker at all is the last that is known of it.
        return employments.IsEmpty
            ? worker.Trainings.Select(training => training.EndOn).Append(recorded.GetValueOrDefault(worker.WorkerId)).Max()
            : employments.Max(employment => employment.End!.Value);
    }

    /// <summary>The day the employer last wrote who a worker is.</summary>
    private async Task<Dictionary<Guid, DateOnly>> RecordedOn() =>
        (await Days("max(w.recorded)", "w.superseded is null")).ToDictionary(one => one.Worker, one => one.On);

    /// <summary>Workers of whom nothing holds, as when a file was taken back: the day that was.</summary>
    private Task<IReadOnlyList<(Guid Worker, DateOnly On)>> Forgotten() =>
        Days(
            "max(w.superseded)",
            """
            not exists (select 1 from worker as h where h.employer_id = w.employer_id and h.worker_id = w.worker_id
              and h.superseded is null)
            """
        );

    private async Task<IReadOnlyList<(Guid Worker, DateOnly On)>> Days(string line, string which)
    {
        var found = await connection.QueryAsync<(Guid Worker, DateTimeOffset At)>(
            new(
                $"""
                select l.worker_id, j.recorded_at from (
                  select w.worker_id, {line} as line from worker as w where w.employer_id = @EmployerId and {which}
                  group by w.worker_id) as l
                join journal as j on j.employer_id = @EmployerId and j.seq = l.line
                """,
                new { EmployerId },
                cancellationToken: cancel
            )
        );
        return [.. found.Select(one => (one.Worker, Knowledge.DayOf(one.At)))];
    }

    private async Task<Dictionary<Guid, HeldBack>> Held()
    {
        var held = new Dictionary<Guid, HeldBack>();
        foreach (var request in await ReadVersions.Now(connection, Tables.PrivacyRequest, EmployerId, cancel))
        {
            // Who asks to be erased is not kept for having asked.
            if (request is { IsOpen: true, Kind: not PrivacyRequestKind.Erasure })
            {
                held[request.WorkerId] = HeldBack.OpenRequest;
            }
        }
        foreach (var request in await ReadCorrections.All(connection, EmployerId, cancel))
        {
            if (
                request.Step
                is CorrectionStep.Asked
                    or CorrectionStep.AskedBack
                    or CorrectionStep.Answered
                    or CorrectionStep.Escalated
            )
            {
                held[request.WorkerId] = HeldBack.OpenCorrection;
            }
        }
        foreach (var restriction in await ReadVersions.Now(connection, Tables.Restriction, EmployerId, cancel))
        {
            held[restriction.WorkerId] = HeldBack.Restricted;
        }
        return held;
    }
}
