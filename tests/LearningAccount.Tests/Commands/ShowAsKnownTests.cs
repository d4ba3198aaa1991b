using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Commands;

/// <summary>What <c>ila show account --known</c> told on a day, it tells of that day for ever, whatever came later and through which door.</summary>
public sealed class ShowAsKnownTests
{
    private const string A = "0999990123";
    private const string B = "0999990222";
    private const string Bis = "60422999577";
    private const string National = "60022999192";
    private const string StaffHead = "Ondernemingsnummer;INSZ;Naam;Datum in dienst;Arbeidsregime;PC\n";
    private const string TrainingHead = "Ondernemingsnummer;INSZ;Opleiding;Datum;Duur;Eenheid;Externe referentie\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_answer_of_a_day_stays_the_answer_for_that_day(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var answers = new List<(string Known, string Employer, string Ssin, string Told)>();
        async Task NextDay(string what, Func<Task> happens, params (string Employer, string Ssin)[] asked)
        {
            world.Clock.Now += TimeSpan.FromDays(1);
            await happens();
            var today = $"{Knowledge.DayOf(world.Clock.Now):yyyy-MM-dd}";
            foreach (var (employer, ssin) in asked)
            {
                var told = await Show(world, employer, ssin, today);
                var before = answers.FindLast(one => one.Employer == employer && one.Ssin == ssin).Told;
                Assert.True(before != told, $"Nothing was told otherwise: {what}.");
                answers.Add((today, employer, ssin, told));
            }
        }

        var full = $"{A};{National};Maes;1/9/2021;1;218\n{B};{Bis};Maas;1/3/2022;1/2;200\n";
        await NextDay("two employers", () => world.Import(StaffHead + full, "staff.csv"), (A, National), (B, Bis));
        await NextDay("the class of each", () => OfFullSize(world), (A, National), (B, Bis));
        await NextDay("a late training", () => world.Import(Training("1/3/2024", "1"), "t1.csv"), (A, National));
        await NextDay("the training corrected", () => world.Import(Training("1/3/2024", "2"), "t2.csv"), (A, National));
        ImportReport? wrong = null;
        await NextDay(
            "trainings by mistake",
            async () => wrong = await world.Import(Training("1/4/2024", "3", "B7"), "t3.csv"),
            (A, National)
        );
        await NextDay("and taken back", () => Undo(world, wrong!), (A, National));
        await NextDay("an agreement", () => AddLaw(world), (A, National));
        // The BIS number was the same person's: at B too the account goes on under either number.
        await NextDay(
            "one person",
            () => world.Import($"Ondernemingsnummer;INSZ;BIS-nummer;Naam\n{B};{National};{Bis};Maas\n", "bis.csv")
        );
        Assert.Equal(await Show(world, B, Bis, null), await Show(world, B, National, null));
        await NextDay(
            "a regime",
            () => world.Import(StaffHead + $"{B};{National};Maas;1/3/2022;3/4;200\n", "later.csv"),
            (B, Bis)
        );

        Assert.Equal(10, answers.Count);
        foreach (var (known, employer, ssin, told) in answers)
        {
            Assert.Equal(told, await Show(world, employer, ssin, known));
        }
        // Found under the new number, what was known under the old one.
        Assert.Equal(answers[1].Told, await Show(world, B, National, answers[1].Known));
        await world.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_who_turned_out_to_be_one_were_two_as_known_before(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + $"{A};{Bis};Maes;1/9/2021;1/2;200\n{A};{National};Maes;1/3/2024;1;200\n", "staff.csv");
        var today = $"{Knowledge.DayOf(world.Clock.Now):yyyy-MM-dd}";
        var (old, current) = (await Show(world, A, Bis, today), await Show(world, A, National, today));
        Assert.NotEqual(old, current);
        world.Clock.Now += TimeSpan.FromDays(1);
        await world.Import($"Ondernemingsnummer;INSZ;BIS-nummer;Naam\n{A};{National};{Bis};Maes\n", "bis.csv");
        Assert.Equal(await Show(world, A, Bis, null), await Show(world, A, National, null));
        Assert.Equal((old, current), (await Show(world, A, Bis, today), await Show(world, A, National, today)));
    }

    private static string Training(string on, string days, string reference = "B6") =>
        TrainingHead + $"{A};{National};Lassen;{on};{days};dagen;{reference}\n";

    private static async Task OfFullSize(TestDatabase world)
    {
        await using var change = await Change.Begin(world.Database, Synthetic.Tester, Cancel);
        foreach (var text in (string[])[A, B])
        {
            var employer = (await FindEmployer.ByText(change.Connection, text, Cancel))!.EmployerId;
            await change.Touch(employer, "say", Cancel);
            change.Insert(
                FactTables.SaidSizeClass,
                new LearningAccount.Records.Storage.SaidSizeClassVersion
                {
                    EmployerId = employer,
                    Origin = "manual",
                    FromOn = new(2022, 1, 1),
                    SizeClass = LearningAccount.Law.Facts.SizeClass.Full,
                }
            );
        }
        await change.Commit(Cancel);
    }

    private static Task Undo(TestDatabase world, ImportReport report) =>
        new UndoImport(world.Database).Do(report.ImportId!.Value, Synthetic.Tester, Cancel);

    private static async Task AddLaw(TestDatabase world)
    {
        var file = System.Text.Encoding.UTF8.GetBytes(Law.Parameters.LawFileTests.Good);
        var added = await AddLawFile.Do(world.Database, "218.json", file, Synthetic.Tester, Cancel);
        Assert.True(added.IsNew);
    }

    // Within the process: some thirty answers, each of a program started anew, would take minutes.
    private static async Task<string> Show(TestDatabase world, string employer, string ssin, string? known)
    {
        var shown = await InProcess.AskWithAsync(
            ssin + "\n",
            [
                "show",
                "account",
                employer,
                "--ssin-from-stdin",
                "--on",
                "2026-12-31",
                "--json",
                .. known is null ? (string[])[] : ["--known", known],
                "--data",
                world.Folder,
                .. world.Connection is { } connection ? (string[])["--database", connection] : [],
            ]
        );
        Assert.True(shown.ExitCode is 0, shown.ToString());
        return shown.Output;
    }
}
