using System.Text;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Privacy;

/// <summary>What is erased is gone everywhere; what stays is as it was, and can be verified.</summary>
public sealed class ErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_the_preview_tells_is_what_is_erased(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var plan = (await made.Erase.Plan(made.Employer, null, LeftWorld.Today, Cancel))!;
        Assert.Equal([made.Gone], plan.Persons.Select(person => person.WorkerId));
        Assert.Equal(new DateOnly(2020, 2, 28), plan.Persons[0].EndedOn);
        Assert.Equal([("lassen.csv", false)], plan.Files.Select(file => (file.Name, file.IsBefore)));
        Assert.Equal((2, 1, 1), (plan.Looks, plan.Mail, plan.Users));
        var before = await Counts(made);
        var report = (await made.EraseAsync())!;
        var after = await Counts(made);
        foreach (var (table, count) in plan.Counts)
        {
            Assert.Equal((table, before[table] - count), (table, after[table]));
        }
        string[] grew = ["erased_content", "erasure_report", "kept_quarter", "kept_total"];
        Assert.All(
            before.Keys.Except(plan.Counts.Keys, StringComparer.Ordinal).Except(grew, StringComparer.Ordinal),
            table => Assert.Equal((table, before[table]), (table, after[table]))
        );
        Assert.Equal((1, "retention"), (report.Workers, report.Cause));
        Assert.DoesNotContain(LeftWorld.Name, report.Content, StringComparison.Ordinal);
        Assert.Null(await made.EraseAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_finds_the_person_anywhere_in_the_database(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        string[] sought = [LeftWorld.Name, made.Number, LeftWorld.Email, $"{made.Gone:D}"];
        var before = await made.DumpAsync();
        Assert.All(sought, text => Assert.Contains(before, cell => cell.Text.Contains(text, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(before, cell => cell.Table is "import_content");
        await made.EraseAsync();
        var after = await made.DumpAsync();
        foreach (var text in sought)
        {
            Assert.Equal([], after.Where(cell => cell.Text.Contains(text, StringComparison.OrdinalIgnoreCase)));
        }
        Assert.DoesNotContain(after, cell => cell.Table is "import_content" or "session");
        Assert.Contains(
            after,
            cell => cell.Table is "provider_registration" && cell.Text.Contains(made.World.NumberOf(0), StringComparison.Ordinal)
        );
        // The list of attendance and the own certificate go; the certificate of who stays does not.
        Assert.Equal(
            "hers",
            Assert.Single(after.Where(cell => cell.Table is "attachment_content").Select(Content).OfType<string>())
        );
    }

    [Fact]
    public async Task Nothing_is_left_of_the_person_in_the_bytes_of_the_file()
    {
        await using var made = await LeftWorld.MadeAsync(Engine.Sqlite);
        Assert.True(await InFiles(made, LeftWorld.Name));
        await made.EraseAsync();
        Assert.False(await InFiles(made, LeftWorld.Name));
        Assert.False(await InFiles(made, made.Number));
        Assert.True(await InFiles(made, "Peeters"));
    }

    [Fact]
    public async Task Remains_that_could_not_go_at_once_go_later()
    {
        await using var made = await LeftWorld.MadeAsync(Engine.Sqlite);
        var full = new CarryOutErasure(made.Database, made.Snapshots) { BeforeScrub = () => throw new IOException("disk full") };
        Assert.NotNull(await full.Do(made.Employer, null, Synthetic.Tester, LeftWorld.Today, null, Cancel));
        Assert.True(await InFiles(made, LeftWorld.Name));
        await using (var again = await made.Test.OpenAgain())
        {
            await new ScrubErased(again).Do(Cancel);
        }
        Assert.False(await InFiles(made, LeftWorld.Name));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_rid_of_its_remains_is_not_due_any_more(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var full = new CarryOutErasure(made.Database, made.Snapshots) { BeforeScrub = () => throw new IOException("disk full") };
        await full.Do(made.Employer, null, Synthetic.Tester, LeftWorld.Today, null, Cancel);
        Assert.Contains(await made.DumpAsync(), cell => cell.Table is "scrub_due");
        await new ScrubErased(made.Database).Do(Cancel);
        Assert.DoesNotContain(await made.DumpAsync(), cell => cell.Table is "scrub_due");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_run_that_names_the_person_goes_on_for_the_others(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var runs = new DocumentRuns(made.Database);
        string[] named = [.. made.World.WorkerIds.Select(worker => $"{worker:D}")];
        var run = await runs.Ask(made.Employer, DocumentKind.EvidenceFile, "{}", named, new("Els Janssens", Door.Portal), Cancel);
        await made.EraseAsync();
        Assert.Equal(
            (2, true),
            ((await runs.Find(made.Employer, run, Cancel)) is { } left ? (left.Total, left.IsUnderWay) : default)
        );
        await using var connection = await made.Database.Connect(Cancel);
        Assert.Equal([named[0], named[2]], await DocumentRuns.Workers(connection, made.Employer, run, Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_journal_is_sound_after_and_says_how_much_was_erased(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await made.EraseAsync();
        var verify = new VerifyJournal(made.Database);
        Assert.Empty(await verify.Do(Cancel).ToListAsync(Cancel));
        Assert.True(verify.FactsErased > 10);
        // Again, of lines something was erased from before.
        made.Test.Clock.Set("2029-01-15T09:00:00Z");
        var report = await made.Erase.Do(made.Employer, null, Synthetic.Tester, new(2029, 1, 15), null, Cancel);
        Assert.Equal(1, report!.Workers);
        Assert.Empty(await verify.Do(Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "delete from training where title = 'Forklift'", "training")]
    [InlineData(Engine.Postgres, "delete from training where title = 'Forklift'", "training")]
    [InlineData(Engine.Sqlite, "update worker_identity set family_name = 'Claas' where family_name = 'Claes'", "worker_identity")]
    [InlineData(Engine.Sqlite, "delete from erased_content", "erased_content")]
    [InlineData(Engine.Sqlite, "update erased_content set written = written - 1 where table_name = 'training'", "erased_content")]
    [InlineData(Engine.Sqlite, "delete from erasure_report", "erasure_report")]
    [InlineData(Engine.Sqlite, "update kept_quarter set fte = '9'", "kept_quarter")]
    [InlineData(Engine.Sqlite, "update journal set why = 'x' where actor = '(erased)'", null)]
    public async Task What_nobody_reported_is_found_all_the_same(Engine engine, string statement, string? table)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await made.EraseAsync();
        await made.Test.Tamper(statement);
        var faults = await new VerifyJournal(made.Database).Do(Cancel).ToListAsync(Cancel);
        Assert.Contains(faults, fault => string.Equals(fault.Table, table, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_journal_that_was_tampered_with_is_not_made_sound_by_erasing(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await made.Test.Tamper("update training set title = 'Nothing' where title = 'Forklift'");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => made.EraseAsync());
        Assert.Equal("erasure.journal", refused.Anomaly.Code);
        Assert.Contains(await made.DumpAsync(), cell => cell.Text.Contains(LeftWorld.Name, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Accounts_of_all_others_and_the_sizes_stay_what_they_were(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var (now, then) = (await made.FiguresAsync(), await made.FiguresAsync(new(2020, 12, 31)));
        Assert.Contains("2019Q4 5/2 3", now);
        await made.EraseAsync();
        Assert.Equal(now, await made.FiguresAsync());
        Assert.Equal(then, await made.FiguresAsync(new(2020, 12, 31)));
        Assert.Null((await made.Snapshots.Of(made.Employer, new(2020, 12, 31), Cancel))!.Worker(made.Gone));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_sums_of_past_years_stay_and_tell_of_nobody(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var before = await Totals(made);
        await made.EraseAsync();
        var after = await Totals(made);
        Assert.True(before.IsSame(after));
        var year = before.Years.Single(year => year.Year == 2019);
        Assert.Equal((2, 6), (year.Workers, year.Trainings));
        await using var connection = await made.Database.Connect(Cancel);
        var kept = await ReadVersions.Now(connection, Tables.KeptTotal, made.Employer, Cancel);
        Assert.All(kept, total => Assert.Null(total.Sex));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Broken_off_at_the_end_nothing_is_erased(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var before = await made.DumpAsync();
        var broken = new CarryOutErasure(made.Database, made.Snapshots)
        {
            BeforeCommit = () => throw new IOException("no power"),
        };
        await Assert.ThrowsAsync<IOException>(() =>
            broken.Do(made.Employer, null, Synthetic.Tester, LeftWorld.Today, null, Cancel)
        );
        Assert.Equal(before.Order(), (await made.DumpAsync()).Order());
        Assert.NotNull(await made.EraseAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_belongs_to_the_erasing_is_done_in_the_same_change(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var before = await made.DumpAsync();
        Task Also(Change change) =>
            PrivacyRequests.Ask(
                change,
                made.Employer,
                made.Gone,
                PrivacyRequestKind.Erasure,
                null,
                CorrectionSide.Worker,
                LeftWorld.Today,
                Cancel
            );
        var broken = new CarryOutErasure(made.Database, made.Snapshots)
        {
            BeforeCommit = () => throw new IOException("no power"),
        };
        await Assert.ThrowsAsync<IOException>(() =>
            broken.Do(made.Employer, made.Gone, Synthetic.Tester, LeftWorld.Today, null, Cancel, Also)
        );
        Assert.Equal(before.Order(), (await made.DumpAsync()).Order());
        Assert.NotNull(await made.Erase.Do(made.Employer, made.Gone, Synthetic.Tester, LeftWorld.Today, null, Cancel, Also));
        await using var connection = await made.Database.Connect(Cancel);
        Assert.Single(await PrivacyRequests.All(connection, made.Employer, Cancel));
        Assert.Empty(await new VerifyJournal(made.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_programs_at_once_erase_once(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await using var second = await made.Test.OpenAgain();
        var other = new CarryOutErasure(second, new(second));
        async Task<ErasureReportVersion?> Try(CarryOutErasure erase)
        {
            try
            {
                return await erase.Do(made.Employer, null, Synthetic.Tester, LeftWorld.Today, null, Cancel);
            }
            catch (RefusedException refused) when (refused.Anomaly.Code is "changedMeanwhile")
            {
                return null;
            }
        }
        var reports = await Task.WhenAll(Try(made.Erase), Try(other));
        Assert.Single(reports.OfType<ErasureReportVersion>());
        Assert.Empty(await new VerifyJournal(made.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_employer_of_the_same_person_keeps_its_own(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        var person = (await made.SnapshotAsync()).Worker(made.Gone)!.PersonId;
        var elsewhere = Guid.CreateVersion7();
        await Change.Make(
            made.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(made.Other.EmployerId, "hire", Cancel);
                change.Insert(
                    Tables.Worker,
                    new WorkerVersion
                    {
                        EmployerId = made.Other.EmployerId,
                        Origin = "manual",
                        WorkerId = elsewhere,
                        PersonId = person,
                    }
                );
                change.Insert(Tables.Training, Synthetic.Training(made.Other.EmployerId, elsewhere, "Elsewhere"));
            },
            Cancel
        );
        var before = (await made.DumpAsync()).Count(cell => cell.Text.Contains($"{elsewhere:D}", StringComparison.Ordinal));
        await made.EraseAsync();
        var after = await made.DumpAsync();
        Assert.Equal(before, after.Count(cell => cell.Text.Contains($"{elsewhere:D}", StringComparison.Ordinal)));
        // The number is needed there, and nothing else.
        Assert.Equal(
            [("person_number", made.Number)],
            after.Where(cell => cell.Text.Contains(made.Number, StringComparison.Ordinal))
        );
        Assert.Empty(await new VerifyJournal(made.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_that_replaced_another_goes_with_it(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        await Change.Make(
            made.Database,
            Synthetic.Tester,
            change =>
                LearningAccount.Records.Registry.ReplaceSsin.Do(
                    change,
                    made.Employer,
                    Ssin.TryParseDigits(made.Number, out var old, out _) ? old : default,
                    Synthetic.Person(77),
                    "manual",
                    Cancel
                ),
            Cancel
        );
        await made.EraseAsync();
        var after = await made.DumpAsync();
        Assert.DoesNotContain(after, cell => cell.Text.Contains(Synthetic.Person(77).Digits, StringComparison.Ordinal));
        Assert.DoesNotContain(after, cell => cell.Text.Contains(made.Number, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_asks_within_the_term_loses_the_address_and_the_way_in_and_keeps_the_account(Engine engine)
    {
        await using var made = await LeftWorld.MadeAsync(engine);
        made.Test.Clock.Set("2021-01-15T09:00:00Z");
        var today = new DateOnly(2021, 1, 15);
        var before = await made.FiguresAsync();
        var report = await made.Erase.Do(made.Employer, made.Gone, Synthetic.Tester, today, null, Cancel);
        Assert.Equal(("request", 0L), (report!.Cause, report.Workers));
        var after = await made.DumpAsync();
        Assert.DoesNotContain(after, cell => cell.Text.Contains(LeftWorld.Email, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(after, cell => cell.Table is "portal_user" or "session" or "outbox");
        var worker = (await made.SnapshotAsync()).Worker(made.Gone)!;
        Assert.Equal((LeftWorld.Name, null), (worker.Identity!.FamilyName, worker.Identity.Email));
        Assert.Equal(3, worker.Trainings.Length);
        Assert.Equal(before, await made.FiguresAsync());
        Assert.Empty(await new VerifyJournal(made.Database).Do(Cancel).ToListAsync(Cancel));
    }

    private static async Task<YearTotals> Totals(LeftWorld made)
    {
        await using var connection = await made.Database.Connect(Cancel);
        var law = await LearningAccount.Records.Registry.ReadLawBook.From(connection, Cancel);
        return await YearTotals.Of(connection, await made.SnapshotAsync(), law, LeftWorld.Today, Cancel);
    }

    private static async Task<Dictionary<string, long>> Counts(LeftWorld made)
    {
        await using var connection = await made.Database.Connect(Cancel);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in Tables.All)
        {
            counts[table.Name] = await connection.ExecuteScalarAsync<long>($"select count(*) from {table.Name}");
        }
        return counts;
    }

    private static string? Content((string Table, string Text) cell)
    {
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(cell.Text));
            return text.StartsWith("%PDF", StringComparison.Ordinal) ? text.Split('\n')[1] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task<bool> InFiles(LeftWorld made, string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.GetFiles(made.Test.Folder, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes, Cancel);
            if (bytes.AsSpan().IndexOf(sought) >= 0)
            {
                return true;
            }
        }
        return false;
    }
}
