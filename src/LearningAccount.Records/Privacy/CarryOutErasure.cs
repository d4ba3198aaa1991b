using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>
/// Erases what is due, in one change: the facts, what hangs on them, and the words of the journal that name who goes. What is left
/// can be verified as before; the sums of past years and the accounts of all others stay what they were, or nothing happens.
/// </summary>
public sealed class CarryOutErasure(Database database, ReadSnapshots snapshots)
{
    public const string Action = "eraseData";

    /// <summary>What the program does elsewhere because of it.</summary>
    private static readonly Author Program = new("Learning Account", Door.Job);

    /// <summary>Runs at the end of the change, before it is made to last: for tests that break it off.</summary>
    internal Func<Task>? BeforeCommit { get; init; }

    /// <summary>Runs once the change lasts, before its remains go: for tests in which that fails.</summary>
    internal Func<Task>? BeforeScrub { get; init; }

    /// <summary>What would be erased now.</summary>
    /// <param name="worker">Null: all whose term is over; else what this worker may ask to have erased.</param>
    /// <returns>Null: there is no such employer.</returns>
    public async Task<ErasurePlan?> Plan(Guid employerId, Guid? worker, DateOnly today, CancellationToken cancel)
    {
        if (await snapshots.Of(employerId, null, cancel) is not { } snapshot)
        {
            return null;
        }
        await using var reading = await database.BeginReading(cancel);
        return await Plan(reading.Connection, snapshot, worker, today, cancel);
    }

    /// <summary>Erases it.</summary>
    /// <param name="seen">The line the plan was shown at; null: as things stand.</param>
    /// <param name="also">What belongs to the same change, such as the answer to who asked for it; done even where nothing is due.</param>
    /// <returns>Null: nothing is due.</returns>
    /// <exception cref="RefusedException">
    /// <c>sandboxErasure</c>; <c>changedMeanwhile</c>; <c>erasure.journal</c>: a line does not say what it should; <c>erasure.figures</c>: a figure that stays
    /// would change.
    /// </exception>
    public async Task<ErasureReportVersion?> Do(
        Guid employerId,
        Guid? worker,
        Author author,
        DateOnly today,
        long? seen,
        CancellationToken cancel,
        Func<Change, Task>? also = null
    )
    {
        if (database.IsSandbox)
        {
            // What was there at first has to stay, to be put back; and it is about nobody.
            throw new RefusedException("sandboxErasure", "employer");
        }
        if (await snapshots.Of(employerId, null, cancel) is not { } snapshot)
        {
            return null;
        }
        var report = await Change.Make(
            database,
            author,
            async change =>
            {
                await change.Touch(employerId, Action, cancel, seen ?? snapshot.Seq);
                var plan = await Plan(change.Connection, snapshot, worker, today, cancel);
                var erased = plan.IsEmpty ? null : await Erase(change, snapshot, plan, cancel);
                if (also is not null)
                {
                    await also(change);
                }
                if (erased is not null && BeforeCommit is { } last)
                {
                    await last();
                }
                return erased;
            },
            cancel
        );
        if (report is not null)
        {
            await Scrub(cancel);
        }
        return report;
    }

    // What is erased is erased: where its remains cannot go now, that stays due, and is done by itself.
    private async Task Scrub(CancellationToken cancel)
    {
        try
        {
            if (BeforeScrub is { } first)
            {
                await first();
            }
            await new ScrubErased(database).Do(cancel);
        }
        catch (Exception failed) when (failed is DbException or IOException) { }
    }

    private static Task<ErasurePlan> Plan(
        DbConnection connection,
        EmployerSnapshot snapshot,
        Guid? worker,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var planning = new PlanErasure(connection, snapshot, today, cancel);
        return worker is { } asks ? planning.OfRequest(asks) : planning.OfRetention();
    }

    private async Task<ErasureReportVersion> Erase(
        Change change,
        EmployerSnapshot snapshot,
        ErasurePlan plan,
        CancellationToken cancel
    )
    {
        var connection = change.Connection;
        var law = await ReadLawBook.From(connection, cancel);
        var before = await YearTotals.Of(connection, snapshot, law, plan.Today, cancel);
        await database.WillErase(connection, cancel);
        // In one order, so that two changes that touch the same journals do not lock each other out.
        foreach (var chain in plan.Versions.Chains.Concat(plan.State.Lines.Select(line => line.Chain)).Distinct().Order())
        {
            if (chain != plan.EmployerId)
            {
                await change.Touch(chain, Action, cancel, by: Program);
            }
        }
        var erasing = new EraseVersions(change, plan, cancel);
        await erasing.KeepFigures(snapshot, law);
        var report = ReportOf(plan);
        await EraseState.Registrations(connection, plan, cancel);
        await erasing.Do(report.ReportId);
        await EraseState.Do(connection, plan, cancel);
        change.Insert(Tables.ErasureReport, report);
        await ScrubErased.IsDue(connection, report.ReportId, cancel);
        await Compare(connection, snapshot, plan, law, before, cancel);
        return report;
    }

    /// <summary>The sums of the years, the size, and the figures of everybody who stays.</summary>
    private async Task Compare(
        DbConnection connection,
        EmployerSnapshot before,
        ErasurePlan plan,
        LawBook law,
        YearTotals totals,
        CancellationToken cancel
    )
    {
        var after = await snapshots.Read(connection, plan.EmployerId, plan.Seq + 1, cancel);
        var same =
            after is not null
            && totals.IsSame(await YearTotals.Of(connection, after, law, plan.Today, cancel))
            && before
                .Quarters.Select(quarter => (quarter.Quarter, quarter.Fte, quarter.Heads))
                .SequenceEqual(after.Quarters.Select(quarter => (quarter.Quarter, quarter.Fte, quarter.Heads)));
        if (!same)
        {
            throw new RefusedException("erasure.figures", "account");
        }
        var (own, then) = (before.LawUnder(law), after!.LawUnder(law));
        foreach (var worker in before.Workers.Where(worker => plan.Persons.All(gone => gone.WorkerId != worker.WorkerId)))
        {
            if (
                after.Worker(worker.WorkerId) is not { } stays
                || !AccountComputation
                    .For(worker.Facts, own, plan.Today)
                    .Entries.Select(entry => (entry.On, entry.Kind, entry.Days))
                    .SequenceEqual(
                        AccountComputation
                            .For(stays.Facts, then, plan.Today)
                            .Entries.Select(entry => (entry.On, entry.Kind, entry.Days))
                    )
            )
            {
                throw new RefusedException("erasure.figures", "account");
            }
        }
    }

    private static ErasureReportVersion ReportOf(ErasurePlan plan)
    {
        var content = new JsonObject
        {
            ["months"] = new JsonObject([
                .. RetentionRules.Kinds.Select(kind =>
                    KeyValuePair.Create<string, JsonNode?>(ColumnText.Of(kind), plan.Rules[kind])
                ),
            ]),
            ["versions"] = new JsonObject([
                .. plan.Counts.Select(count => KeyValuePair.Create<string, JsonNode?>(count.Key, count.Value)),
            ]),
            ["files"] = plan.Files.Length,
            ["looks"] = plan.Looks,
            ["mail"] = plan.Mail,
            ["users"] = plan.Users,
            ["journalLines"] = plan.Lines,
            ["held"] = plan.Held.Length,
        }.ToJsonString(new JsonSerializerOptions());
        return new()
        {
            EmployerId = plan.EmployerId,
            Origin = FactVersion.ByHand,
            ReportId = Guid.CreateVersion7(),
            Cause = ColumnText.Of(plan.Cause),
            OnDay = plan.Today,
            Workers = plan.Persons.Length,
            Content = content,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))),
        };
    }

    /// <summary>The reports of an employer, the latest first, each with who did it and when.</summary>
    public static async Task<IReadOnlyList<(ErasureReportVersion Report, JournalLine Line)>> Reports(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    )
    {
        var reports = await ReadVersions.Now(connection, Tables.ErasureReport, employerId, cancel);
        var lines = await ReadHistory.Lines(connection, employerId, [.. reports.Select(report => report.Recorded)], cancel);
        var byNumber = lines.ToDictionary(line => line.Seq);
        return [.. reports.OrderByDescending(report => report.Recorded).Select(report => (report, byNumber[report.Recorded]))];
    }
}
