using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Imports.Dmfa;

/// <summary>What the heads of declarations decide: whose they are, which quarter, and whether they came before.</summary>
public sealed class DmfaFormTests
{
    public static TheoryData<Engine> All => Engines.All;

    private static string One(string quarter, string occupations, string ssin = Worker, string hour = "09:15:30.125") =>
        File(Form(quarter, Person(Record(occupations), ssin), hour: hour));

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_second_original_of_a_quarter_is_refused_by_itself(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(One("20253", Occupation()));
        var facts = await world.Facts();
        var report = await world.Import(One("20253", Occupation(mean: "1900"), OtherWorker, hour: "10:00:00.000"));
        var row = Assert.Single(report.Rows);
        Assert.Equal((RowOutcome.Error, "90007-006"), (row.Outcome, row.Remarks[0].Code));
        Assert.True(report.HasErrors);
        Assert.Equal(facts, await world.Facts());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_trustee_declares_beside_the_employer(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var report = await world.Import(
            File(
                Form("20253", Person(Record(Occupation(end: "2025-08-15")))),
                Form("20253", Person(Record(Occupation("2025-08-16", mean: "1900"))), trusteeship: "1")
            )
        );
        Assert.False(report.HasErrors);
        Assert.Equal(Fraction.Of(1, 2), (await world.Sizes())["2025Q3"]);
        Assert.Equal(1, await world.Count("worker"));
        Assert.DoesNotContain("90017-006", report.Codes.Keys);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task People_of_several_employers_stay_apart_and_are_one_person(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(
            File(
                Form("20252", Person(Record(Occupation()))),
                Form("20253", Person(Record(Occupation(mean: "1900")), sequence: 4), company: "0999990222"),
                Form("20253", Person(Record(Occupation())))
            )
        );
        Assert.Equal((2, 2, 1), (await world.Count("employer"), await world.Count("worker"), await world.Count("person_number")));
        Assert.Equal(2, await world.Count("journal"));
        Assert.Equal(2, await world.Count("import"));
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_same_new_people_declared_by_several_employers_at_once_all_come_in(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        const int people = 300;
        string[] employers = [Company, "0999990222", "0999990321", "0999990420"];
        var persons = Enumerable
            .Range(0, people)
            .Select(i => SyntheticNumbers.Ssin(60 + i / 84, 1 + i / 7 % 12, 28, 991 + i % 7, from2000: false))
            .Select((ssin, i) => Person(Record(Occupation()), ssin, i + 1))
            .ToList();
        var files = employers.Select(
            (employer, i) => File(Form("20253", string.Concat(i % 2 == 0 ? persons : persons.AsEnumerable().Reverse()), employer))
        );
        var reports = await Task.WhenAll(
            files.Select(file => Task.Run(() => world.Import(file), TestContext.Current.CancellationToken))
        );
        Assert.All(reports, report => Assert.Equal(people, report.CountOf(RowOutcome.New)));
        Assert.Equal(people, await world.Count("person_number"));
        Assert.Equal(people * employers.Length, await world.Count("worker"));
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_declaration_of_nobody_is_kept_without_a_size(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var report = await world.Import(File(Form("20253", "<ContributionUnrelatedToNP/>")));
        Assert.Equal(["90017-134"], report.Codes.Keys);
        Assert.Equal(0, Assert.Single(await world.Held(FactTables.Declaration)).Persons);
        Assert.Empty(await world.Sizes());
        Assert.False(report.HasErrors);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_employer_is_one_by_either_number(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(File(Form("20251", Person(Record(Occupation())), company: "0", nsso: "199998188")));
        await world.Import(File(Form("20252", Person(Record(Occupation())), company: "999990123", nsso: "199998188")));
        await world.Import(File(Form("20253", Person(Record(Occupation())), company: "0999990123", nsso: "0")));
        var employer = Assert.Single(await world.Held(FactTables.Employer));
        Assert.Equal(("0999990123", "199998188"), (employer.EnterpriseNumber?.Digits, employer.NssoNumber?.Digits));
        var other = await world.Import(
            File(Form("20254", Person(Record(Occupation())), company: "0999990222", nsso: "199998188", created: "2026-01-20"))
        );
        Assert.Equal(["00011-041"], other.Codes.Keys);
        Assert.Single(await world.Held(FactTables.Employer));
    }

    [Theory]
    [InlineData("0", "0", "90007-151")]
    [InlineData("0999990124", "0", "00014-004,90007-151")]
    [InlineData("9999999999999", "199998189", "00011-004,00014-003,90007-151")]
    public async Task An_employer_without_a_right_number_cannot_be_told(string company, string nsso, string codes)
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var report = await world.Import(File(Form("20253", Person(Record(Occupation())), company: company, nsso: nsso)));
        Assert.Equal(codes, string.Join(',', report.Codes.Keys));
        Assert.Equal(RowOutcome.Error, Assert.Single(report.Rows).Outcome);
        Assert.Equal(0, await world.CountAll());
    }

    [Theory]
    [InlineData("<Quarter>20253</Quarter>", "<Quarter>20255</Quarter>", "00013-003")]
    [InlineData("<Quarter>20253</Quarter>", "", "00013-001")]
    [InlineData("<AttestationStatus>0", "<AttestationStatus>1", "00110-008")]
    [InlineData("<TypeForm>SU", "<TypeForm>FA", "00297-008")]
    [InlineData("<Identification>DMFA", "<Identification>DMFAPPL", "00296-008")]
    public async Task A_form_that_is_no_original_of_a_quarter_is_left_out_alone(string from, string to, string code)
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var bad = Form("20253", Person(Record(Occupation())), company: "0999990222").Replace(from, to, StringComparison.Ordinal);
        var report = await world.Import(File(bad, Form("20253", Person(Record(Occupation())))));
        Assert.Equal([code], report.Codes.Keys);
        Assert.Equal((1, 1), (report.CountOf(RowOutcome.Error), report.CountOf(RowOutcome.New)));
        Assert.Single(await world.Held(FactTables.Employer));
    }

    [Theory]
    [InlineData("FI.DMFA.123456.20251020.00001.T.1.1", true)]
    [InlineData("FI.DMFA.123456.20251020.00001.R.1.1", false)]
    [InlineData("dmfa.xml", false)]
    public async Task A_test_file_is_told_by_its_name(string name, bool isTest)
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var report = await world.Import(One("20253", Occupation(more: "<Fresh/>")), name);
        Assert.Equal(
            isTest ? ["dmfa.testFile", "dmfa.unknownElements"] : ["dmfa.unknownElements"],
            report.FileRemarks.Select(remark => remark.Code).ToArray()
        );
    }

    [Fact]
    public async Task The_schema_of_the_quarter_is_checked_along_when_given()
    {
        Assert.SkipWhen(Project.Shared is null, "The published files do not stand beside the project.");
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var options = new ImportOptions { SchemaPath = Path.Combine(Project.Shared, "data/nsso/DmfAOriginal_20223.xsd") };
        var sound = System.IO.File.ReadAllText(Path.Combine(Project.Shared, "data/nsso/dmfa-a.xml"));
        Assert.Empty((await world.Import(sound, options: options, rehearse: true)).FileRemarks);
        var unsound = sound.Replace("<Border>0", "<Border>7", StringComparison.Ordinal);
        var report = await world.Import(unsound, options: options);
        Assert.Equal(12, report.FileRemarks.Count(remark => remark.Code is "dmfa.schema"));
        Assert.Equal("Border", report.FileRemarks[0].Values[0].Value);
        Assert.Equal(Fraction.Of(702, 95), (await world.Sizes())["2025Q3"]);
    }
}
