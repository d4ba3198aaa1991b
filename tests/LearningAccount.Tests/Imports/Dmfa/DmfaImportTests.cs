using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Imports.Dmfa;

public sealed class DmfaImportTests
{
    private const string Broken = "78083299164";
    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string One(string quarter, string occupations, string ssin = Worker, string hour = "09:15:30.125") =>
        File(Form(quarter, Person(Record(occupations), ssin), hour: hour));

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_synthetic_declaration_makes_eleven_workers(Engine engine)
    {
        Assert.SkipWhen(Project.Shared is null, "The published files do not stand beside the project.");
        await using var world = await TestDatabase.OpenAsync(engine);
        var file = System.IO.File.ReadAllBytes(Path.Combine(Project.Shared, "data/nsso/dmfa-a.xml"));
        var report = await world.Import(file, "dmfa-a.xml");
        Assert.Equal((12, 11, 1), (report.RowCount, report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.LeftOut)));
        Assert.Equal(1, Assert.Single(await new ListImports(world.Database).Do(null, Stop)).RowsLeftOut);
        Assert.Equal(["dmfa.student"], report.Codes.Keys);
        Assert.Equal(11, await world.Count("worker"));
        Assert.Equal(13, await world.Count("occupation"));
        Assert.Equal(12, await world.Count("declaration_person"));
        Assert.Equal(Fraction.Of(702, 95), (await world.Sizes())["2025Q3"]);
        var employer = Assert.Single(await world.Held(FactTables.Employer));
        Assert.Single(await new ListImports(world.Database).Do([Guid.CreateVersion7(), employer.EmployerId], Stop));
        Assert.Empty(await new ListImports(world.Database).Do([Guid.CreateVersion7()], Stop));
        Assert.Equal(("0999990123", "199998188"), (employer.EnterpriseNumber?.Digits, employer.NssoNumber?.Digits));
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_published_sample_is_brought_in(Engine engine)
    {
        Assert.SkipWhen(Project.Shared is null, "The published files do not stand beside the project.");
        await using var world = await TestDatabase.OpenAsync(engine);
        var file = System.IO.File.ReadAllBytes(Path.Combine(Project.Shared, "data/nsso/DmfAOriginal_20222_sample.xml"));
        var report = await world.Import(file, "sample.xml");
        Assert.False(report.HasErrors, string.Join('\n', report.Rows));
        Assert.Equal((7, 6), (report.RowCount, report.CountOf(RowOutcome.New)));
        Assert.Null(Assert.Single(await world.Held(FactTables.Employer)).EnterpriseNumber);
        Assert.Equal(5, (await world.Sizes())["2022Q2"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_same_file_twice_changes_nothing(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var first = await world.Import(One("20253", Occupation()));
        var rows = await world.CountAll();
        var second = await world.Import(One("20253", Occupation()), "renamed.xml");
        Assert.Equal(first.ImportId, second.Earlier?.ImportId);
        Assert.Equal(rows, await world.CountAll());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_same_declaration_in_another_file_is_known_again(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(
            File(Form("20253", Person(Record(Occupation())) + Person(Record("<StudentContribution/>", "841"), OtherWorker, 2)))
        );
        var facts = await world.Facts();
        var again = File(
            Form("20253", Person(Record(Occupation())) + Person(Record("<StudentContribution/>", "841"), OtherWorker, 2))
        );
        var report = await world.Import(again.Replace("><", ">\n<", StringComparison.Ordinal));
        Assert.Null(report.Earlier);
        Assert.Equal((2, 2), (report.RowCount, report.CountOf(RowOutcome.Unchanged)));
        Assert.Equal(facts, await world.Facts());
        Assert.Equal(2, await world.Count("declaration_person"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_unchanged_quarter_writes_no_occupation_and_closes_nothing(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(One("20252", Occupation()));
        var report = await world.Import(One("20253", Occupation()));
        Assert.Equal(1, report.CountOf(RowOutcome.Unchanged));
        Assert.Equal(1, await world.Count("occupation"));
        Assert.Equal(0, await world.Count("declaration_person where superseded is not null"));
        var held = OccupationsInForce.Of(await world.Held(FactTables.Occupation), await world.Held(FactTables.DeclarationPerson));
        Assert.Equal("2025Q3", Assert.Single(held).LastQuarter.ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_occupation_that_ends_is_the_same_one_with_other_words(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(One("20252", Occupation()));
        var report = await world.Import(One("20253", Occupation(end: "2025-08-31")));
        Assert.Equal(1, report.CountOf(RowOutcome.Changed));
        Assert.Equal(1, await world.Count("worker"));
        var held = OccupationsInForce.Of(await world.Held(FactTables.Occupation), await world.Held(FactTables.DeclarationPerson));
        Assert.Equal(new DateOnly(2025, 8, 31), Assert.Single(held).Occupation.EndOn);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Quarters_in_any_order_give_the_same_facts(Engine engine)
    {
        string[] files =
        [
            One("20251", Occupation()),
            File(Form("20252", Person(Record(Occupation(mean: "1900"))) + Person(Record(Occupation()), OtherWorker, 2))),
            File(
                Form("20253", Person(Record(Occupation() + Occupation("2025-07-01", mean: "950")))),
                Form("20254", Person(Record(Occupation(end: "2025-11-30"))), created: "2026-01-20")
            ),
        ];
        string? first = null;
        foreach (
            var order in (int[][])
                [
                    [0, 1, 2],
                    [0, 2, 1],
                    [1, 0, 2],
                    [1, 2, 0],
                    [2, 0, 1],
                    [2, 1, 0],
                ]
        )
        {
            await using var world = await TestDatabase.OpenAsync(engine);
            foreach (var i in order)
            {
                await world.Import(files[i]);
            }
            first ??= await world.Facts();
            Assert.Equal(first, await world.Facts());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whoever_cannot_be_known_is_set_apart_and_comes_in_when_corrected(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var bad =
            Person(Record(Occupation(mean: "1900")), Broken, 2)
            + Person(Record(Occupation(mean: null, contract: "1")), OtherWorker, 3);
        var report = await world.Import(File(Form("20253", Person(Record(Occupation())) + bad)));
        Assert.Equal((3, 1, 2), (report.RowCount, report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.Error)));
        Assert.Equal(1, await world.Count("worker"));
        var apart = (await world.Held(FactTables.DeclarationPerson)).Where(person => person.WorkerId is null).ToList();
        Assert.Equal(["quarantined", "missingHours"], apart.Select(person => person.Outcome).ToArray());
        Assert.Equal([Fraction.Of(1, 2), Fraction.Zero], apart.Select(person => person.Fte).ToArray());
        Assert.Equal("*********64", apart[0].MaskedNumber);
        Assert.Equal(1, (await world.Sizes())["2025Q3"]);

        var originals = string.Concat(report.Rows.Select(row => row.Original));
        var corrected =
            report.OriginalsHead
            + originals
                .Replace(Broken, "90013199371", StringComparison.Ordinal)
                .Replace("<RefMean", "<MeanWorkingHours>950</MeanWorkingHours><RefMean", StringComparison.Ordinal)
                .Replace(
                    "<MeanWorkingHours>950</MeanWorkingHours><RefMeanWorkingHours>3800</RefMeanWorkingHours><MeanWorkingHours>1900",
                    "<RefMeanWorkingHours>3800</RefMeanWorkingHours><MeanWorkingHours>1900",
                    StringComparison.Ordinal
                )
            + report.OriginalsTail;
        var second = await world.Import(corrected, "corrected.xml");
        Assert.Equal((2, 2), (second.RowCount, second.CountOf(RowOutcome.New)));
        Assert.DoesNotContain(await world.Held(FactTables.DeclarationPerson), person => person.WorkerId is null);
        Assert.Equal(1 + Fraction.Of(1, 2) + Fraction.Of(1, 4), (await world.Sizes())["2025Q3"]);
        Assert.Single(await world.Held(FactTables.Declaration));
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Somebody_declared_twice_is_one_worker_with_a_remark(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var between = string.Concat(
            Enumerable.Range(0, ImportFile.BatchRows).Select(i => Person(Record(Occupation()), People(i), 10 + i))
        );
        var report = await world.Import(
            File(
                Form(
                    "20253",
                    Person(Record(Occupation(mean: "3040")), sequence: 1)
                        + Person(Record(Occupation(mean: "1900")), sequence: 2)
                        + between
                        + Person(Record(Occupation(mean: "950")), sequence: 3)
                )
            )
        );
        Assert.Equal(2, report.Codes["90017-006"]);
        Assert.Equal(
            [2, ImportFile.BatchRows + 3],
            report.Rows.Where(row => !row.Remarks.IsEmpty).Select(row => row.Number).ToArray()
        );
        Assert.Equal(ImportFile.BatchRows + 1, await world.Count("worker"));
        Assert.Equal(ImportFile.BatchRows + 1, (await world.Sizes())["2025Q3"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_file_that_breaks_off_leaves_nothing_behind(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var persons = string.Concat(Enumerable.Range(0, 5000).Select(i => Person(Record(Occupation()), People(i), i + 1)));
        var whole = File(Form("20253", persons));
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(whole[..^40]));
        Assert.Equal("xml.broken", refused.Anomaly.Code);
        Assert.Equal(0, await world.CountAll());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_rehearsal_reports_what_the_import_does_and_writes_nothing(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(One("20252", Occupation()));
        var rows = await world.CountAll();
        var file = File(
            Form(
                "20253",
                Person(Record(Occupation(end: "2025-08-31")))
                    + Person(Record(Occupation()), OtherWorker, 2)
                    + Person(Record(Occupation()), Broken, 3)
            )
        );
        var rehearsed = await world.Import(file, rehearse: true);
        Assert.Equal(rows, await world.CountAll());
        var done = await world.Import(file);
        Assert.Equal(Told(done), Told(rehearsed));
        Assert.Null(rehearsed.ImportId);

        static string Told(ImportReport report) =>
            string.Join(
                '\n',
                report.Rows.Select(row => $"{row.Number} {row.Outcome} {string.Join(',', row.Remarks)} {row.Original}")
            );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Students_are_registered_when_asked(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(
            File(Form("20253", Person(Record("<StudentContribution/>", "841")))),
            options: new() { RegisterStudents = true }
        );
        Assert.Equal((1, 0), (await world.Count("worker"), await world.Count("occupation")));
        Assert.Empty(await world.Sizes());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_replaced_number_stays_one_worker(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(One("20252", Occupation()));
        var number = Assert.Single(await world.Held(FactTables.PersonNumber));
        await using (var change = await LearningAccount.Records.Journal.Change.Begin(world.Database, Synthetic.Tester, Stop))
        {
            await change.Touch(number.EmployerId, "test", Stop);
            Assert.True(Ssin.TryParseDigits(OtherWorker, out var other, out _));
            change.Insert(FactTables.PersonNumber, number with { Ssin = other });
            await change.Commit(Stop);
        }
        await world.Import(One("20253", Occupation(), OtherWorker));
        Assert.Equal(1, await world.Count("worker"));
        Assert.Equal(1, await world.Count("occupation"));
    }

    /// <summary>Many people, each with a right number.</summary>
    private static string People(int number) =>
        SyntheticNumbers.Ssin(40 + number / 2000, 1 + number / 167 % 12, 1 + number / 6 % 28, 991 + number % 6, from2000: false);
}
