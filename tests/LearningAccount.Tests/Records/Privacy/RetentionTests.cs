using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Privacy;

/// <summary>What keeps data longer, what keeps them from being used, and what erases them by itself.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Restricted_data_and_open_requests_are_held_back(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await made.Write(
            "restrictWorker",
            change =>
            {
                change.Insert(
                    Tables.Restriction,
                    new RestrictionVersion
                    {
                        EmployerId = made.Employer,
                        Origin = "manual",
                        WorkerId = made.Gone,
                        Ground = RestrictionGround.Claims,
                        Reason = "A claim is pending",
                    }
                );
                return Task.CompletedTask;
            }
        );
        var plan = (await made.Erase.Plan(made.Employer, null, LeftWorld.Today, Cancel))!;
        Assert.Equal((made.Gone, HeldBack.Restricted), (plan.Held.Single().WorkerId, plan.Held.Single().Held));
        Assert.Empty(plan.Persons);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            made.Write(
                "registerTraining",
                change =>
                {
                    change.Insert(Tables.Training, Synthetic.Training(made.Employer, made.Gone, "More"));
                    return Task.CompletedTask;
                }
            )
        );
        Assert.Equal("workerRestricted", refused.Anomaly.Code);
        await made.Write(
            "registerTraining",
            change =>
            {
                change.Insert(Tables.Training, Synthetic.Training(made.Employer, made.Claes, "More"));
                return Task.CompletedTask;
            }
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_longer_term_keeps_and_one_beyond_the_limits_is_refused(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        Task Say(RetentionKind kind, int months) =>
            Change.Make(
                made.Database,
                Synthetic.Tester,
                change => RetentionRules.Say(change, made.Employer, kind, months, Cancel),
                Cancel
            );
        await Say(RetentionKind.Account, 120);
        await Say(RetentionKind.Files, 120);
        await Say(RetentionKind.Looks, 60);
        var plan = (await made.Erase.Plan(made.Employer, null, LeftWorld.Today, Cancel))!;
        Assert.Empty(plan.Persons);
        await using (var connection = await made.Database.Connect(Cancel))
        {
            var rules = await RetentionRules.Of(connection, made.Employer, Cancel);
            Assert.Equal("retention.long", rules.WarningOf(RetentionKind.Account));
            Assert.Null(RetentionRules.Default.WarningOf(RetentionKind.Account));
        }
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Say(RetentionKind.Account, 6));
        Assert.Equal("retentionMonths", refused.Anomaly.Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nothing_is_erased_by_itself_unless_the_employer_said_so(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        Assert.Equal(0, await new EraseByItself(made.Database, made.Snapshots).Do(Cancel));
        await ByItselfAsync(made, made.Employer);
        var itself = new EraseByItself(made.Database, made.Snapshots);
        Assert.Equal(1, await itself.Do(Cancel));
        Assert.Equal(0, await itself.Do(Cancel));
        Assert.Equal(0, await new EraseByItself(made.Database, made.Snapshots).Do(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_file_of_several_employers_is_kept_until_the_term_of_each_is_over(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await ListOfBothAsync(made);
        await SayAsync(made.Other.EmployerId, 12);
        Assert.Empty(await FilesAsync());
        await SayAsync(made.Employer, 3);
        // With the terms of both over: three months here, a year there.
        made.Test.Clock.Set("2027-02-15T09:00:00Z");
        Assert.Equal(["both.csv"], await FilesAsync());

        async Task<IEnumerable<string>> FilesAsync()
        {
            var today = Knowledge.DayOf(made.Test.Clock.GetUtcNow());
            var plan = (await made.Erase.Plan(made.Other.EmployerId, null, today, Cancel))!;
            return plan.Files.Select(file => file.Name);
        }

        Task SayAsync(Guid employer, int months) =>
            Change.Make(
                made.Database,
                Synthetic.Tester,
                change => RetentionRules.Say(change, employer, RetentionKind.Files, months, Cancel),
                Cancel
            );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_employer_of_whom_nothing_can_be_erased_keeps_no_other_from_it(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await ListOfBothAsync(made);
        await ByItselfAsync(made, made.Employer);
        await ByItselfAsync(made, made.Other.EmployerId);
        await made.Test.Tamper("update training set title = 'Nothing' where title = 'First aid'");
        made.Test.Clock.Set("2032-01-15T09:00:00Z");
        var itself = new EraseByItself(made.Database, made.Snapshots);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => itself.Do(Cancel));
        Assert.Equal("erasure.journal", refused.Anomaly.Code);
        await using var connection = await made.Database.Connect(Cancel);
        Assert.Single(await CarryOutErasure.Reports(connection, made.Other.EmployerId, Cancel));
        // Somebody has to look first; it is not tried over and over.
        Assert.Equal(0, await itself.Do(Cancel));
    }

    private static Task ListOfBothAsync(LeftWorld made) =>
        new ImportFile(made.Database).Do(
            new(
                new MemoryStream(
                    Encoding.UTF8.GetBytes(
                        "Ondernemingsnummer;INSZ;Naam;Opleiding;Datum;Uren\n"
                            + $"{made.World.Number};{made.World.NumberOf(0)};Peeters;Lassen;6/5/2025;8\n"
                            + $"{made.Other.Number};{made.Other.NumberOf(0)};Wouters;Lassen;6/5/2025;8\n"
                    )
                ),
                "both.csv",
                new(),
                false
            ),
            Synthetic.Tester,
            null,
            Cancel
        );

    private static Task ByItselfAsync(LeftWorld made, Guid employer) =>
        Change.Make(
            made.Database,
            Synthetic.Tester,
            async change =>
                await SayPrivacyContact.Do(
                    change,
                    (await SayPrivacyContact.Of(change.Connection, employer, Cancel)) with
                    {
                        ErasesByItself = true,
                    },
                    Cancel
                ),
            Cancel
        );

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_erased_cannot_be_taken_back(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var report = (await made.EraseAsync())!;
        var line = (await made.SnapshotAsync()).Seq;
        Assert.Equal("retention", report.Cause);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Change.Make(made.Database, Synthetic.Tester, change => UndoChange.Do(change, made.Employer, line, Cancel), Cancel)
        );
        Assert.Equal("undo.erased", refused.Anomaly.Code);
    }
}
