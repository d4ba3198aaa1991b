using System.Collections.Immutable;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Imports.Rescue;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports;

/// <summary>A company that kept its trainings in ten places: all of it ends up in one account a worker, once.</summary>
public sealed class RescueTests
{
    private static readonly int[] Years = [2023, 2024, 2025];

    // What is said of imports themselves grows with each of them.
    private static readonly string[] OfImports = ["import", "import_row", "imported_counter"];

    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task Ten_files_of_one_company_make_one_account_a_worker(Engine engine)
    {
        var expected = await ExpectedFigures();
        var files = RescueFiles.All(RescueFiles.Rights([.. Shown(expected)]));
        await using var world = await TestDatabase.OpenAsync(engine);

        // Looked at together first: each as if those before it had come in, and nothing stays.
        var empty = await world.CountAll();
        foreach (var (file, report) in files.Zip(await Rehearsed(world, files)))
        {
            Assert.True(file.Wrong == report.CountOf(RowOutcome.Error), Told(file, report));
            AssertAllTold(report);
        }
        Assert.Equal(empty, await world.CountAll());

        Assert.Equal("table.notText", await Refusal(world, RescueFiles.WithZeros()));
        var reports = new List<ImportReport>();
        foreach (var file in files)
        {
            if (file.Name is "send.json")
            {
                Assert.Equal("table.notJson", await Refusal(world, RescueFiles.CutOff()));
            }
            reports.Add(await Bring(world, file, file.Bytes));
        }
        AssertOutcomes(reports);
        Assert.Equal(ExpectedTrainings(), await Trainings(world));
        AssertFigures(expected, await Figures(world));
        AssertByHand(await Figures(world));
        await AssertReconciled(world, expected);

        // Once more, and once more in other bytes: all of it is known.
        var (facts, counts) = (await Facts(world), await Counts(world));
        foreach (var isOther in (bool[])[false, true])
        {
            foreach (var file in files)
            {
                var report = await Bring(world, file, isOther ? file.Again : file.Bytes);
                Assert.True(report.CountOf(RowOutcome.New) == 0 || report.Kind is FileKind.RightList, Told(file, report));
                Assert.True(report.CountOf(RowOutcome.Changed) == 0, Told(file, report));
            }
            Assert.Equal(facts, await Facts(world));
            Assert.Equal(counts, await Counts(world));
        }
        AssertFigures(expected, await Figures(world));
        await AssertReconciled(world, expected);
        await world.AssertJournalHolds();
    }

    /// <summary>Of the same facts told without files.</summary>
    private static async Task<Dictionary<(string Name, int Year), CounterFigures>> ExpectedFigures()
    {
        await using var direct = await TestDatabase.OpenAsync(Engine.Sqlite);
        await RescuedCompany.Directly().RecordedIn(direct.Database);
        return await Figures(direct);
    }

    private static async Task<List<ImportReport>> Rehearsed(TestDatabase world, IReadOnlyList<RescueFile> files)
    {
        var reports = new List<ImportReport>();
        var each = files.Select(file => new RehearsedFile(
            () => new(new MemoryStream(file.Bytes), file.Name, Options(file, FileAnswers.None), true),
            reports.Add,
            why => Assert.Fail($"{file.Name}: {why.Code} {why.At}"),
            null
        ));
        await new ImportFile(world.Database).Rehearse([.. each], Synthetic.Tester, Cancel);
        return reports;
    }

    /// <summary>Looks at the file, answers what is asked, and brings it in.</summary>
    private static async Task<ImportReport> Bring(TestDatabase world, RescueFile file, byte[] bytes)
    {
        var answers = file.Answers;
        // Only when it is known who is meant, is it asked whether the training is one that is known.
        for (var look = 0; look < 2; look++)
        {
            var asked = (await world.Import(bytes, file.Name, rehearse: true, Options(file, answers))).Questions;
            answers = answers with
            {
                Persons = asked.Persons.ToImmutableSortedDictionary(person => person.Key, Who),
                Similar = asked.Similar.ToImmutableSortedDictionary(one => one.Row, Choice),
            };
        }
        var report = await world.Import(bytes, file.Name, options: Options(file, answers));
        Assert.Equal(0, report.Questions.Waiting);
        AssertAllTold(report);
        return report;
    }

    private static Guid? Who(AskedPerson person) =>
        person.Candidates is [{ SameName: true, SameBirthDate: true } only] ? only.Worker.WorkerId : null;

    private static SimilarChoice Choice(SimilarTraining one) =>
        one.Said.Title.EndsWith("bis", StringComparison.Ordinal) ? SimilarChoice.Keep : SimilarChoice.Merge;

    private static ImportOptions Options(RescueFile file, FileAnswers answers) =>
        new() { Answers = answers with { Mapping = file.Answers.Mapping } };

    private static async Task<string> Refusal(TestDatabase world, byte[] bytes)
    {
        var before = await world.CountAll();
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(bytes));
        Assert.Equal(before, await world.CountAll());
        return refused.Anomaly.Code;
    }

    private static string Told(RescueFile file, ImportReport report) =>
        $"{file.Name}: "
        + string.Join(", ", Enum.GetValues<RowOutcome>().Select(outcome => $"{outcome} {report.CountOf(outcome)}"))
        + "; "
        + string.Join(", ", report.Codes.Select(code => $"{code.Key} {code.Value}"));

    /// <summary>No row of the file went nowhere.</summary>
    private static void AssertAllTold(ImportReport report) =>
        Assert.Equal(
            report.Earlier is null ? report.RowCount : 0,
            Enum.GetValues<RowOutcome>().Sum(outcome => report.CountOf(outcome))
        );

    /// <summary>Rows = new + changed + unchanged + twice + left out + wrong.</summary>
    private static void AssertOutcomes(List<ImportReport> reports) =>
        Assert.Equal(
            """
            dmfa.xml: 270 = 12+0+258+0+0+0
            dimona.xml: 2 = 2+0+0+0+0+0
            personeel.csv: 12 = 12+0+0+0+0+0
            registre.xlsx: 9 = 8+0+0+1+0+0
            send.json: 5 = 5+0+0+0+0+0
            courses.xml: 6 = 3+0+3+0+0+0
            kurse.xls: 3 = 3+0+0+0+0+0
            completions.csv: 5 = 4+0+0+0+1+0
            zonder-nummer.txt: 5 = 3+0+1+0+0+1
            all.zip › registre (copie).xlsx: came before
            all.zip › rights.csv: 26 = 24+0+0+1+0+1
            """,
            string.Join(
                '\n',
                reports.Select(report =>
                    report.Earlier is not null
                        ? $"{report.FileName}: came before"
                        : $"{report.FileName}: {report.RowCount} = {string.Join('+', Enum.GetValues<RowOutcome>().Select(report.CountOf))}"
                )
            )
        );

    private static List<string> ExpectedTrainings() =>
        [
            .. RescuedCompany
                .Trainings.Select(one =>
                    $"{RescuedCompany.Members[one.Worker].Ssin} {one.Title} {one.Day:yyyy-MM-dd} {one.Hours}h {one.Days}d"
                )
                .Order(StringComparer.Ordinal),
        ];

    private static async Task<List<string>> Trainings(TestDatabase world)
    {
        var numbers = (await world.Held(FactTables.PersonNumber)).ToDictionary(one => one.PersonId, one => one.Ssin.Digits);
        var people = (await world.Held(FactTables.Worker)).ToDictionary(one => one.WorkerId, one => numbers[one.PersonId]);
        return
        [
            .. (await world.Held(FactTables.Training))
                .Select(one => $"{people[one.WorkerId]} {one.Title} {one.EndOn:yyyy-MM-dd} {one.Hours}h {one.Days}d")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<EmployerSnapshot> Snapshot(TestDatabase world)
    {
        var employer = Assert.Single(await world.Held(FactTables.Employer)).EmployerId;
        return (await new ReadSnapshots(world.Database).Of(employer, known: null, Cancel))!;
    }

    /// <summary>At the end of each year, by family name.</summary>
    private static async Task<Dictionary<(string Name, int Year), CounterFigures>> Figures(TestDatabase world)
    {
        var snapshot = await Snapshot(world);
        var law = snapshot.LawUnder(LawBook.Shipped);
        return (
            from worker in snapshot.Workers
            from year in Years
            let account = AccountComputation.For(worker.Facts, law, new(year, 12, 31))
            from figures in account.Years.Where(one => one.Year == year)
            select ((worker.Identity!.FamilyName!, year), CounterFigures.Of(figures))
        ).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    private static void AssertFigures(
        Dictionary<(string Name, int Year), CounterFigures> expected,
        Dictionary<(string Name, int Year), CounterFigures> held
    )
    {
        Assert.Equal(12 * 3 - 1, expected.Count);
        Assert.Equal(
            expected.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"),
            held.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}")
        );
    }

    /// <summary>
    /// Worked out on paper: with ten to twenty workers the law gives one day a year, 8/10 to who works 30.4 of 38 hours, 6/12 in
    /// the year of who came in July; 7.6 hours are a day and 4 hours 10/19 of one; what is left is carried over.
    /// </summary>
    private static void AssertByHand(Dictionary<(string Name, int Year), CounterFigures> held) =>
        Assert.Equal(
            """
            Aerts 2024: 1/2;0;1/2;0
            Aerts 2025: 1;1;1/2;1/2
            Müller 2023: 1;0;1;0
            Müller 2024: 1;1;1;1
            Müller 2025: 1;1;1;1
            Peeters 2023: 1;0;1;0
            Peeters 2024: 1;1;1;1
            Peeters 2025: 1;10/19;28/19;1
            Wouters 2023: 4/5;0;4/5;0
            Wouters 2024: 4/5;0;8/5;4/5
            Wouters 2025: 4/5;1;7/5;8/5
            """,
            string.Join(
                '\n',
                held.Where(one => one.Key.Name is "Aerts" or "Müller" or "Peeters" or "Wouters")
                    .OrderBy(one => one.Key)
                    .Select(one => $"{one.Key.Name} {one.Key.Year}: {one.Value}")
            )
        );

    /// <summary>What the other register shows: the same, but for a training of the first worker it never heard of.</summary>
    private static IEnumerable<string> Shown(Dictionary<(string Name, int Year), CounterFigures> expected)
    {
        foreach (var ((name, year), figures) in expected.Where(one => one.Key.Year > 2023).OrderBy(one => one.Key))
        {
            var member = RescuedCompany.Members.Single(one => one.FamilyName == name);
            var unknown = IsUnknownThere(name, year) ? Fraction.Of(4) / RescuedCompany.HoursOfADay : Fraction.Zero;
            yield return $"{member.Ssin};{year};{figures.Credit};{figures.Used - unknown};{figures.Left + unknown};{figures.CarriedOver}";
        }
    }

    private static bool IsUnknownThere(string name, int year) => name is "Peeters" && year == 2025;

    private static async Task AssertReconciled(TestDatabase world, Dictionary<(string Name, int Year), CounterFigures> expected)
    {
        var made = await new ReadReconciliation(world.Database).Of(await Snapshot(world), LawBook.Shipped, Cancel);
        Assert.Equal(expected.Count(one => one.Key.Year > 2023), made.Lines.Length);
        var different = Assert.Single(made.Lines, line => !line.IsEqual);
        Assert.Equal(("Peeters", 2025), (different.Worker.Identity!.FamilyName, different.Year));
        Assert.Equal("trainingUnknownThere", Assert.Single(different.Causes).Code);
        foreach (var total in CounterTotal.Of(made, RescuedCompany.HoursOfADay))
        {
            Assert.Equal(total.In, total.Equal + total.Different + total.LeftOut);
        }
        Assert.All(made.Rows, place => Assert.True(place.Line is null == place.Why is not null));
    }

    /// <summary>All that holds, in words that do not depend on ids.</summary>
    private static async Task<string> Facts(TestDatabase world)
    {
        var names = (await world.Held(FactTables.WorkerIdentity)).ToDictionary(one => one.WorkerId);
        var identities = names.Values.Select(one =>
            $"{one.FamilyName} {one.GivenNames} {one.BirthDate} {one.OwnReference} {one.Email}"
        );
        var contracts = (await world.Held(FactTables.Contract)).Select(one =>
            $"{names[one.WorkerId].FamilyName} {one.StartOn} {one.EndOn} {one.Fraction} {one.JointCommittee}"
        );
        return new StringBuilder(await world.Facts())
            .AppendJoin('\n', identities.Concat(contracts).Concat(await Trainings(world)).Order(StringComparer.Ordinal))
            .ToString();
    }

    private static async Task<List<string>> Counts(TestDatabase world)
    {
        var counts = new List<string>();
        foreach (var table in FactTables.All.Where(table => !OfImports.Contains(table.Name)))
        {
            counts.Add($"{table.Name} {await world.Count(table.Name)}");
        }
        return counts;
    }
}
