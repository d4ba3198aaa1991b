using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>The duties of all employers somebody reads, each with the workers that person sees alone.</summary>
public sealed class SeenDuties(Database database, ReadSnapshots snapshots, StandingDuties standing)
{
    /// <summary>Employers somebody sees part of are computed for that person alone; more than so many are left out.</summary>
    public const int MostInPart = 20;

    /// <param name="only">The one employer asked for; null: all.</param>
    /// <param name="most">How many employers are computed anew while somebody waits.</param>
    public async Task<SeenEmployers> Of(Visitor visitor, Guid? only, int most, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        var today = Knowledge.DayOf(now);
        // Who looks with a reason each time has no calendar beside it.
        var read = AccessRules
            .Employers(visitor, Right.ReadEmployer, now)
            .Where(employer => only is null || employer == only)
            .Where(employer => (visitor with { Reasons = Visitor.Nobody.Reasons }).May(Right.ReadEmployer, employer, now))
            .ToHashSet();
        var inPart = read.Where(employer => AccessRules.Scopes(visitor, employer, now) is not null).ToList();
        var whole = read.Except(inPart).ToHashSet();
        var left = await standing.Refresh(whole, most, cancel);
        var found = new List<(Guid Employer, Duty Duty)>(await standing.Of(whole, today, cancel));
        foreach (var employer in inPart.Take(MostInPart))
        {
            found.AddRange(await InPart(visitor, employer, now, cancel));
        }
        return new(
            read,
            [
                .. found
                    .OrderBy(one => one.Duty.State is DutyState.Late ? 0 : 1)
                    .ThenBy(one => one.Duty.On)
                    .ThenBy(one => one.Duty.Kind)
                    .ThenBy(one => one.Employer),
            ],
            left.Count + Math.Max(0, inPart.Count - MostInPart)
        );
    }

    private async Task<IEnumerable<(Guid, Duty)>> InPart(
        Visitor visitor,
        Guid employer,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (await snapshots.Of(employer, null, cancel) is not { } all)
        {
            return [];
        }
        var scopes = AccessRules.Scopes(visitor, employer, now);
        await using var connection = await database.Connect(cancel);
        var restricted = await Restricted.Of(connection, employer, cancel);
        var snapshot = all.With(worker => AccessRules.Covers(scopes, worker.Identity) && !restricted.Has(worker.WorkerId));
        var today = Knowledge.DayOf(now);
        var law = snapshot.LawUnder(await ReadLawBook.From(connection, cancel));
        var facts = await DutyFacts.Of(connection, snapshot, cancel);
        return facts.On(snapshot, law, WorkerOutlook.Of(snapshot, law, today), today).Select(duty => (employer, duty));
    }
}

/// <summary>What somebody sees of the calendars of many employers.</summary>
/// <param name="Read">The employers.</param>
/// <param name="Duties">What is late first, then by day.</param>
/// <param name="NotYet">Employers that were not gone through yet.</param>
public sealed record SeenEmployers(IReadOnlySet<Guid> Read, IReadOnlyList<(Guid Employer, Duty Duty)> Duties, int NotYet);
