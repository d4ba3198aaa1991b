using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Records;
using static LearningAccount.Tests.Imports.Dimona.DimonaText;

namespace LearningAccount.Tests.Imports.Dimona;

/// <summary>Forms of Dimona, their answers and the personnel file, brought in.</summary>
public sealed class DimonaImportTests
{
    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_form_makes_a_worker_and_a_period_that_names_its_file_and_row(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var report = await world.Import(File(In(), In("2025-10-01", OtherWorker, "2025-12-31", "EXT", "302")), "dimona.xml");
        Assert.Equal((FileKind.Dimona, 2L, 2L), (report.Kind, report.RowCount, report.CountOf(RowOutcome.New)));
        Assert.Empty(report.FileRemarks);
        Assert.Equal("199998188", Assert.Single(await world.Held(FactTables.Employer)).NssoNumber?.Digits);
        var said = (await world.Held(FactTables.DimonaPeriod)).OrderBy(one => one.StartOn).ToList();
        Assert.Equal(
            [
                "In - 2025-09-15.. OTH XXX 2025-09-12T08:30:00.000 dimona dimona.xml:1",
                "In - 2025-10-01..2025-12-31 EXT 302 2025-09-12T08:30:00.000 dimona dimona.xml:2",
            ],
            said.Select(Told)
        );
        Assert.Equal(2, await world.Count("worker"));
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Forms_and_answers_in_any_order_give_the_same_period(Engine engine)
    {
        string[] files =
        [
            File(In()),
            Answers(Answer(Impact("77", after: "2025-09-15"))),
            File(Update("0077", start: "2025-09-16")),
            File(Out("77", "2025-10-31")),
        ];
        foreach (
            var order in (int[][])
                [
                    [0, 1, 2, 3],
                    [1, 3, 0, 2],
                    [1, 2, 3, 0],
                ]
        )
        {
            await using var world = await TestDatabase.OpenAsync(engine);
            foreach (var i in order)
            {
                Assert.False((await world.Import(files[i])).HasErrors);
            }
            var period = Assert.Single(DimonaPeriods.Of(await world.Held(FactTables.DimonaPeriod)));
            Assert.Equal((new(2025, 9, 16), new(2025, 10, 31), "OTH"), (period.Start, period.End, period.WorkerType));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_was_said_before_changes_nothing_and_what_stands_twice_is_a_duplicate(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(File(In()));
        var report = await world.Import(File(In(), In(), Out("77", "2025-10-31")));
        Assert.Equal(
            [RowOutcome.Unchanged, RowOutcome.Duplicate, RowOutcome.Changed],
            report.Rows.OrderBy(row => row.Number).Select(row => row.Outcome)
        );
        Assert.Equal(2, await world.Count("dimona_period"));
        Assert.DoesNotContain(report.Rows, row => row.Remarks.Any(remark => remark.Code is "dimona.periodUnknown"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_personnel_file_gives_periods_and_the_names_that_nobody_said(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var report = await world.Import(
            PersonnelFile(
                Period(1, "2025-01-06", "2025-06-30"),
                Period(2, "2025-07-01"),
                Period(3, "2025-02-03", ssin: OtherWorker, cancelled: "1")
            )
        );
        Assert.Equal((2L, 1L), (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.LeftOut)));
        Assert.Equal(["dimona.nothingToCancel"], report.Codes.Keys);
        Assert.Equal("0999990123", Assert.Single(await world.Held(FactTables.Employer)).EnterpriseNumber?.Digits);
        var identity = Assert.Single(await world.Held(FactTables.WorkerIdentity));
        Assert.Equal(("Peeters", "An", "2001-10-31"), (identity.FamilyName, identity.GivenNames, identity.BirthDate));
        var periods = DimonaPeriods.Of(await world.Held(FactTables.DimonaPeriod));
        Assert.Equal([new(2025, 6, 30), null], periods.Select(period => period.End));
        Assert.True(periods[1].IsOpenByFile);
        // Weeks later the same: nothing new. Cancelled since: nothing is left of it.
        var again = await world.Import(
            PersonnelFile(Period(2, "2025-07-01", name: "Janssens"), Period(1, "2025-01-06", "2025-06-30"))
        );
        Assert.Equal(2, again.CountOf(RowOutcome.Unchanged));
        Assert.Equal("Peeters", Assert.Single(await world.Held(FactTables.WorkerIdentity)).FamilyName);
        await world.Import(PersonnelFile(Period(2, "2025-07-01", cancelled: "1", updated: "2025-11-02")));
        Assert.Equal(
            [false, true],
            DimonaPeriods.Of(await world.Held(FactTables.DimonaPeriod)).Select(period => period.IsCancelled)
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_answer_tells_a_period_a_change_a_cancellation_or_nothing(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Answers(Answer(Impact("7", after: "2025-09-15"))));
        await world.Import(
            Answers(Answer(Impact("7", before: "2025-09-15", after: "2025-09-16", end: "2025-12-31"), handled: "2025-09-14"))
        );
        var period = Assert.Single(DimonaPeriods.Of(await world.Held(FactTables.DimonaPeriod)));
        Assert.Equal((new(2025, 9, 16), new DateOnly(2025, 12, 31)), (period.Start, period.End));
        // It names nobody, but its number does.
        var cancelled = await world.Import(Answers(Answer(Impact("7", before: "2025-09-16"), ssin: null, handled: "2025-09-18")));
        Assert.Equal(1, cancelled.CountOf(RowOutcome.Changed));
        Assert.True(Assert.Single(DimonaPeriods.Of(await world.Held(FactTables.DimonaPeriod))).IsCancelled);
        var refused = await world.Import(Answers(Answer(null)));
        var row = Assert.Single(refused.Rows);
        Assert.Equal((RowOutcome.LeftOut, "dimona.refused"), (row.Outcome, row.Remarks[0].Code));
        Assert.Contains("90373-333", ImportTexts.Of(row.Remarks[0], Language.Fr), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Somebody_without_a_number_is_never_taken_by_name_alone(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(PersonnelFile(Period(1, "2025-01-06")));
        var worker = Assert.Single(await world.Held(FactTables.Worker)).WorkerId;
        string Named(string family, string born) =>
            In(
                ssin: null,
                person: $"<WorkerName>{family}</WorkerName><WorkerFirstName>AN</WorkerFirstName><WorkerBirthdate>{born}</WorkerBirthdate>"
            );
        var report = await world.Import(File(Named("PEETERS", "2001-10-31"), Named("Peeters", "2001-10-30"), In(ssin: null)));
        Assert.Equal(3, report.CountOf(RowOutcome.Error));
        Assert.Equal(
            ["dimona.maybeWorker", "dimona.ssinMissing", "dimona.ssinMissing"],
            report.Rows.Select(row => row.Remarks[0].Code)
        );
        Assert.Equal(worker, report.Rows[0].WorkerId);
        var text = ImportTexts.Of(report.Rows[0].Remarks[0], Language.En);
        Assert.Contains("01.10.31-***.**", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Peeters", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await world.Count("dimona_period"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Rows_to_correct_come_back_as_they_stood_and_can_be_sent_again(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var report = await world.Import(File(In(), In(ssin: "01103199143"), Out("9", "2025-10-31", OtherWorker)));
        Assert.Equal(
            ["", "dimona.ssinCheck", "dimona.workerUnknown"],
            report.Rows.Select(row => row.Remarks.Select(remark => remark.Code).FirstOrDefault() ?? "")
        );
        var corrected = report.RowsToCorrect.Replace("01103199143", OtherWorker, StringComparison.Ordinal);
        var again = await world.Import(corrected);
        Assert.Equal((1L, 1L), (again.CountOf(RowOutcome.New), again.CountOf(RowOutcome.Changed)));
        var file = await world.Import(PersonnelFile(Period(1, "2025-01-06"), Period(2, "2025-01-06", ssin: "1")));
        Assert.Equal(RowOutcome.Error, file.Rows[^1].Outcome);
        var last = await world.Import(file.RowsToCorrect.Replace("<INSS>1<", $"<INSS>{OtherWorker}<", StringComparison.Ordinal));
        Assert.Equal(1, last.CountOf(RowOutcome.New));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_change_of_a_period_never_seen_is_kept_as_what_it_says(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(
            DmfaText.File(DmfaText.Form("20253", DmfaText.Person(DmfaText.Record(DmfaText.Occupation()), Worker), nsso: Nsso))
        );
        var report = await world.Import(File(Out("9", "2025-10-31"), Cancel("8")));
        Assert.Equal(2, report.CountOf(RowOutcome.Changed));
        Assert.Equal(["dimona.periodUnknown"], report.Codes.Keys);
        var employer = Assert.Single(await world.Held(FactTables.Employer)).EmployerId;
        var worker = Assert.Single(await world.Held(FactTables.Worker)).WorkerId;
        await using var connection = await world.Database.Connect(Stop);
        var resolved = await ReadEmployments.Of(connection, employer, new Dictionary<Guid, Guid> { [worker] = worker }, Stop);
        var employment = Assert.Single(resolved[worker].Employments);
        Assert.Equal(new DateOnly(2025, 10, 31), employment.End);
        Assert.Equal(("dimona", "file.xml:1"), (employment.EndOrigin?.Kind, employment.EndOrigin?.Reference));
        Assert.Equal("dmfa", employment.StartOrigin.Kind);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_import_taken_back_leaves_what_the_others_say(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var first = await world.Import(File(In()));
        var second = await world.Import(File(Out("77", "2025-10-31")));
        await Undo(world, second);
        Assert.Null(Assert.Single(DimonaPeriods.Of(await world.Held(FactTables.DimonaPeriod))).End);
        await Undo(world, first);
        Assert.Empty(await world.Held(FactTables.DimonaPeriod));
        Assert.Empty(await world.Held(FactTables.Worker));
        await world.Import(File(In()));
        Assert.Single(await world.Held(FactTables.DimonaPeriod));
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Who_has_no_contract_by_dimona_is_left_out_with_a_remark(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var daily = Form($"<DailyRegistrationDeclaration>{Employer}<INSS>{Worker}</INSS></DailyRegistrationDeclaration>");
        var file = File(In(type: "STU"), In(type: "STG"), daily, Cancel("5"));
        var report = await world.Import(file);
        Assert.Equal(4, report.CountOf(RowOutcome.LeftOut));
        Assert.Equal(["dimona.daily", "dimona.noContract", "dimona.nothingToCancel", "dimona.student"], report.Codes.Keys);
        Assert.Equal((0, 0), (await world.Count("worker"), await world.Count("dimona_period")));
        Assert.All(report.Rows, row => Assert.All(Languages.All, l => Assert.NotEmpty(ImportTexts.Of(row.Remarks[0], l))));
        var asked = await world.Import(File(In(type: "STU")), options: new() { RegisterStudents = true });
        Assert.Equal(1, asked.CountOf(RowOutcome.New));
    }

    [Theory]
    [InlineData("2025-13-45", null, "1", "dimona.date")]
    [InlineData("", null, "1", "dimona.startMissing")]
    [InlineData("2025-09-15", "2025-09-14", "1", "dimona.endBeforeStart")]
    [InlineData("2025-09-15", null, "199998189", "90007-151")]
    public async Task What_cannot_be_kept_says_where_and_what_to_do(string start, string? end, string number, string code)
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var employer = number is "1" ? Employer : $"<EmployerId><NOSSRegistrationNbr>{number}</NOSSRegistrationNbr></EmployerId>";
        var report = await world.Import(File(In(start, end: end, employer: employer)));
        var row = Assert.Single(report.Rows);
        Assert.Equal(RowOutcome.Error, row.Outcome);
        var remark = row.Remarks.Last(remark => remark.Severity == Severity.Error);
        Assert.Equal(code, remark.Code);
        Assert.StartsWith("Form[1]/DimonaIn", remark.At, StringComparison.Ordinal);
        Assert.Equal(0, await world.Count("dimona_period"));
    }

    [Theory]
    [InlineData("<Dimona><Form>", "xml.broken")]
    [InlineData("<Dimona></Dimona><Dimona></Dimona>", "xml.afterEnd")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Dimona>&b;</Dimona>", "xml.doctype")]
    [InlineData("<Dimona>&other;</Dimona>", "xml.broken")]
    [InlineData("<NOTIFICATION/>", "dmfa.answer")]
    [InlineData("<?xml version='1.0' encoding='UTF-16'?><Dimona/>", "xml.encoding")]
    public async Task A_hostile_or_other_file_is_refused_with_a_sentence(string xml, string code)
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(xml));
        Assert.Equal(code, refused.Anomaly.Code);
        Assert.Equal(0, await world.CountAll());
    }

    [Fact]
    public async Task Depth_and_length_are_limited_and_an_answer_to_a_declaration_is_not_taken_for_one_of_dimona()
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        Assert.Equal("xml.tooDeep", await Refusal(File(string.Concat(Enumerable.Repeat("<Form>", 40)))));
        Assert.Equal("dmfa.answer", await Refusal(Answers(Answer(Impact("7", after: "2025-09-15"), identification: "DMFA"))));
        var endless = new StringBuilder("<Dimona><Form><DimonaIn>");
        for (var i = 0; i < ImportLimits.PersonBytes / 20; i++)
        {
            endless.Append("<SubEntityNbr>12345</SubEntityNbr>");
        }
        Assert.Equal("dmfa.personTooLong", await Refusal(endless.Append("</DimonaIn></Form></Dimona>").ToString()));
        Assert.Equal(0, await world.CountAll());

        async Task<string> Refusal(string xml) =>
            (await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(xml))).Anomaly.Code;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_file_longer_than_a_batch_is_one_import(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var many = Enumerable
            .Range(0, ImportFile.BatchRows + 10)
            .Select(i =>
                In(new DateOnly(2000, 1, 1).AddDays(i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            );
        var report = await world.Import(File([.. many]));
        Assert.Equal(ImportFile.BatchRows + 10, report.CountOf(RowOutcome.New));
        Assert.Equal(1, await world.Count("worker"));
        Assert.Equal(1, await world.Count("journal"));
    }

    private static Task<UndoReport> Undo(TestDatabase world, ImportReport report) =>
        new UndoImport(world.Database).Do(report.ImportId!.Value, Synthetic.Tester, Stop);

    private static string Told(DimonaPeriodVersion one) =>
        $"{one.Message} {one.PeriodId ?? "-"} {ColumnText.Of(one.StartOn!.Value)}..{(one.EndOn is { } end ? ColumnText.Of(end) : "")} "
        + $"{one.WorkerType} {one.JointCommittee} {one.SaidAt} {one.Origin} {one.OriginReference}";
}
