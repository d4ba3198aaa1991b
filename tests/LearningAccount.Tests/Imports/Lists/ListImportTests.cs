using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports.Lists;

public sealed class ListImportTests
{
    private const string StaffHead =
        "Ondernemingsnummer;INSZ;Naam;Voornaam;Personeelsnummer;Datum in dienst;Datum uit dienst;Arbeidsregime;PC\n";
    private const string Anna = "0999990222;64022999278;Peeters;Anna;A1;1/3/2020;;4/5;200\n";
    private const string Bert = "0999990222;60022999192;Maes;Bert;A2;1/9/2021;;1;200\n";
    private const string TrainingHead = "INSZ;Personeelsnummer;Opleiding;Datum;Tot;Duur;Eenheid;Status;Externe referentie\n";

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;
    public static TheoryData<Engine> All => Engines.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_staff_list_makes_workers_and_contracts_and_changes_nothing_the_second_time(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var first = await world.Import(StaffHead + Anna + Bert, "staff.csv");
        Assert.Equal((FileKind.StaffList, 2L), (first.Kind, first.CountOf(RowOutcome.New)));
        var contract = (await world.Held(FactTables.Contract)).Single(c => c.StartOn == new DateOnly(2020, 3, 1));
        Assert.Equal((Fraction.Of(4, 5), JointCommittee.Parse("200")), (contract.Fraction, contract.JointCommittee));
        Assert.Equal(("staffList", "staff.csv:2"), (contract.Origin, contract.OriginReference));
        var identity = (await world.Held(FactTables.WorkerIdentity)).Single(one => one.FamilyName is "Peeters");
        Assert.Equal(("Anna", "A1"), (identity.GivenNames, identity.OwnReference));

        var rows = await world.Count("contract");
        // Other bytes, the same words: an empty line and the columns in capitals.
        var again = await world.Import(StaffHead.ToUpperInvariant() + "\n" + Anna + Bert, "again.csv");
        Assert.Equal(2, again.CountOf(RowOutcome.Unchanged));
        Assert.Equal(rows, await world.Count("contract"));
        await world.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_number_with_the_names_of_two_people_is_told(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var other = Anna.Replace("Peeters;Anna", "Maes;Bert", StringComparison.Ordinal)
            .Replace("1/3/2020", "1/3/2021", StringComparison.Ordinal);
        var spelled = Anna.Replace("Peeters", "PÉETERS", StringComparison.Ordinal)
            .Replace("1/3/2020", "1/3/2022", StringComparison.Ordinal);
        var report = await world.Import(StaffHead + Anna + other + spelled);
        var remarked = Assert.Single(report.Rows, row => row.Remarks.Any(remark => remark.Code is "staff.nameDiffers"));
        Assert.Equal(3, remarked.Number);
        Assert.Contains(
            "2",
            ImportTexts.Of(remarked.Remarks.First(remark => remark.Code is "staff.nameDiffers"), Language.Nl),
            StringComparison.Ordinal
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_staff_list_names_its_employer_until_it_is_taken_back(Engine engine)
    {
        const string head = "Ondernemingsnummer;Naam werkgever;INSZ;Naam;Datum in dienst\n";
        const string anna = "0999990222;{0};64022999278;Peeters;1/3/2020\n";
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(head + string.Format(Invariant, anna, "Maes Metaal"), "one.csv");
        Assert.Equal("Maes Metaal", await NameAsync());
        // What does not name it leaves the name; another name holds from then on.
        await world.Import(StaffHead + Bert, "two.csv");
        Assert.Equal("Maes Metaal", await NameAsync());
        var renamed = await world.Import(head + string.Format(Invariant, anna, "Maes Staal"), "three.csv");
        Assert.Equal(1, renamed.CountOf(RowOutcome.Changed));
        Assert.Equal("Maes Staal", await NameAsync());
        await new UndoImport(world.Database).Do(renamed.ImportId!.Value, Synthetic.Tester, TestContext.Current.CancellationToken);
        Assert.Equal("Maes Metaal", await NameAsync());

        async Task<string?> NameAsync() => (await world.Held(FactTables.EmployerProfile)).Single().Name;
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_later_list_ends_a_contract_and_leaves_alone_what_it_does_not_say(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna + Bert);
        var report = await world.Import(
            "Ondernemingsnummer;INSZ;Datum in dienst;Datum uit dienst;Reden uit dienst\n"
                + "0999990222;64022999278;1/3/2020;30/6/2026;ontslagname\n"
        );
        Assert.Equal(1, report.CountOf(RowOutcome.Changed));
        var contract = (await world.Held(FactTables.Contract)).Single(c => c.StartOn == new DateOnly(2020, 3, 1));
        Assert.Equal((new DateOnly(2026, 6, 30), EndReason.Resignation), (contract.EndOn, contract.EndReason));
        Assert.Equal(Fraction.Of(4, 5), contract.Fraction);
        Assert.Equal(2, (await world.Held(FactTables.WorkerIdentity)).Count);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Good_rows_are_kept_and_bad_ones_come_back_as_a_file_to_correct(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var bad = Bert.Replace("60022999192", "60022999193", StringComparison.Ordinal)
            .Replace("Maes", "\"Maes; =B1\"", StringComparison.Ordinal);
        var report = await world.Import(StaffHead + Anna + bad + Anna);
        Assert.Equal(
            (1L, 1L, 1L),
            (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.Error), report.CountOf(RowOutcome.Duplicate))
        );
        var wrong = report.Rows.Single(row => row.Outcome == RowOutcome.Error);
        Assert.Equal((3, "cell.ssinCheck"), (wrong.Number, Assert.Single(wrong.Remarks).Code));
        var corrected =
            report.OriginalsHead
            + wrong.Original!.Replace("60022999193", "60022999192", StringComparison.Ordinal)
            + report.OriginalsTail;
        Assert.Equal(1, (await world.Import(corrected)).CountOf(RowOutcome.New));
        Assert.Contains(await world.Held(FactTables.WorkerIdentity), one => one.FamilyName is "Maes; =B1");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_rehearsal_reports_the_same_and_writes_nothing(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna);
        var before = await world.CountAll();
        var list = StaffHead + Anna + Bert + "0999990222;1;x;y;z;1/1/2020;;;\n";
        var rehearsed = await world.Import(list, rehearse: true);
        Assert.Equal(before, await world.CountAll());
        var real = await world.Import(list);
        Assert.Equal(Told(rehearsed), Told(real));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_regime_change_is_a_second_contract_and_two_rows_of_one_day_are_two(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var list =
            "Ondernemingsnummer;INSZ;Datum in dienst;Datum uit dienst;Uren per week;Uren voltijds\n"
            + "0999990222;64022999278;1/3/2020;31/12/2025;38;38\n"
            + "0999990222;64022999278;1/1/2026;;19;38\n"
            + "0999990222;60022999192;1/9/2021;;15;38\n"
            + "0999990222;60022999192;1/9/2021;;10;38\n";
        Assert.Equal(4, (await world.Import(list)).CountOf(RowOutcome.New));
        var again = await world.Import(list.Replace(";10;38", ";12;38", StringComparison.Ordinal));
        Assert.Equal((1L, 3L), (again.CountOf(RowOutcome.Changed), again.CountOf(RowOutcome.Unchanged)));
        Assert.Equal(
            [10 + 2, 15, 19, 38],
            (await world.Held(FactTables.Contract)).Select(c => (int)c.Hours!.Value.Numerator).Order()
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contracts_that_together_are_more_than_full_time_are_remarked(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Bert);
        var report = await world.Import(StaffHead + Bert.Replace("1/9/2021", "6/9/2021", StringComparison.Ordinal));
        Assert.Equal("staff.contractsOverlap", Assert.Single(Assert.Single(report.Rows).Remarks).Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_number_that_was_replaced_stays_one_person(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        const string bis = "60422999577";
        await world.Import(StaffHead + Bert.Replace("60022999192", bis, StringComparison.Ordinal));
        await world.Import(TrainingHead + $"{bis};;EHBO;1/3/2024;;1;dagen;;\n");
        var report = await world.Import(
            "Ondernemingsnummer;INSZ;BIS-nummer;Naam;Datum in dienst\n" + $"0999990222;60022999192;{bis};Maes;1/9/2021\n"
        );
        Assert.Equal(1, report.CountOf(RowOutcome.Changed));
        Assert.Single((await world.Held(FactTables.PersonNumber)).Select(number => number.PersonId).Distinct());
        Assert.Single(await world.Held(FactTables.Contract));
        // The same training under the new number is known.
        var training = await world.Import(TrainingHead + "60022999192;;EHBO;1/3/2024;;1;dagen;;\n");
        Assert.Equal(1, training.CountOf(RowOutcome.Unchanged));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_people_who_turn_out_to_be_one_are_joined_and_remarked(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        const string bis = "60422999577";
        await world.Import(StaffHead + Bert + Bert.Replace("60022999192", bis, StringComparison.Ordinal));
        var report = await world.Import("Ondernemingsnummer;INSZ;BIS-nummer;Naam\n" + $"0999990222;60022999192;{bis};Maes\n");
        Assert.Contains(Assert.Single(report.Rows).Remarks, remark => remark.Code is "staff.numberReplaced");
        Assert.Single((await world.Held(FactTables.Worker)).Select(worker => worker.PersonId).Distinct());
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_employer_is_the_one_named_else_the_one_said_else_the_only_one(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        const string head = "INSZ;Datum in dienst\n";
        var nobody = await world.Import(head + "60022999192;1/9/2021\n");
        Assert.Equal("list.employerNotSaid", Assert.Single(Assert.Single(nobody.Rows).Remarks).Code);
        Assert.Equal(0, await world.Count("journal"));

        var said = await world.Import(head + "60022999192;1/9/2021\n", options: new() { Employer = "BE 0999.990.222" });
        Assert.Equal(1, said.CountOf(RowOutcome.New));
        Assert.Equal(1, (await world.Import(head + "64022999278;1/9/2021\n")).CountOf(RowOutcome.New));

        await world.Import(StaffHead + Bert.Replace("0999990222", "0999990123", StringComparison.Ordinal));
        Assert.Equal(2, (await world.Held(FactTables.Employer)).Count);
        var unclear = await world.Import(head + "68022999364;1/9/2021\n");
        Assert.Equal("list.employerNotSaid", Assert.Single(Assert.Single(unclear.Rows).Remarks).Code);
        var other = await world.Import(StaffHead + Bert, options: new() { Employer = "0999990123" });
        Assert.Equal("list.otherEmployer", Assert.Single(Assert.Single(other.Rows).Remarks).Code);
        var wrong = world.Import(head + "68022999364;1/9/2021\n", options: new() { Employer = "12" });
        Assert.Equal("list.employerOption", (await Assert.ThrowsAsync<FileRefusedException>(() => wrong)).Anomaly.Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Trainings_are_new_changed_unchanged_or_duplicate(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna + Bert);
        var first = await world.Import(
            TrainingHead
                + "60022999192;;EHBO;1/3/2024;;1;dagen;gevolgd;X1\n"
                + ";A1;EHBO;1/3/2024;;7u36;;gepland;\n"
                + "64022999278;;ehbo ;1/3/2024;;7:36;;gepland;\n"
                + "60022999192;;Ander;5/3/2024;;2;uren;gevolgd;X1\n"
                + ";A9;EHBO;1/3/2024;;1;dagen;;\n"
        );
        Assert.Equal(
            (2L, 1L, 2L),
            (first.CountOf(RowOutcome.New), first.CountOf(RowOutcome.Duplicate), first.CountOf(RowOutcome.Error))
        );
        var codes = first.Rows.SelectMany(row => row.Remarks).Select(remark => remark.Code);
        Assert.Equal(["training.twiceInFile", "training.referenceTwice", "list.referenceUnknown"], codes);

        var second = await world.Import(
            TrainingHead
                + "60022999192;;EHBO bis;2/3/2024;;1;dagen;gevolgd;X1\n"
                + "64022999278;;EHBO;1/3/2024;;7,6;uren;gevolgd;X2\n"
        );
        Assert.Equal(2, second.CountOf(RowOutcome.Changed));
        var held = await world.Held(FactTables.Training);
        Assert.Equal(2, held.Count);
        Assert.Equal("EHBO bis", held.Single(training => training.ExternalId is "X1").Title);
        Assert.Equal(TrainingStatus.Followed, held.Single(training => training.ExternalId is "X2").Status);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_said_by_hand_is_not_overwritten_by_a_list(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna);
        await world.Import(TrainingHead + "64022999278;;EHBO;1/3/2024;;1;dagen;gevolgd;X1\n");
        await ByHand(world, FactTables.Training, training => training with { Title = "Eerste hulp", Origin = "manual" });
        await ByHand(world, FactTables.Contract, contract => contract with { Fraction = 1, Origin = "manual" });
        var staff = await world.Import(StaffHead + Anna.Replace("Anna", "Anne", StringComparison.Ordinal));
        var trainings = await world.Import(TrainingHead + "64022999278;;EHBO;1/3/2024;;2;dagen;gevolgd;X1\n");
        Assert.Equal("list.saidByHand", Assert.Single(Assert.Single(staff.Rows).Remarks).Code);
        Assert.Equal("list.saidByHand", Assert.Single(Assert.Single(trainings.Rows).Remarks).Code);
        Assert.Equal("Eerste hulp", Assert.Single(await world.Held(FactTables.Training)).Title);
        Assert.Equal(1, Assert.Single(await world.Held(FactTables.Contract)).Fraction);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Odd_trainings_are_kept_and_remarked(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna);
        var report = await world.Import(
            TrainingHead
                + "64022999278;;Te vroeg;1/2/2020;;1;dagen;;\n"
                + "64022999278;;Te lang;4/3/2024;5/3/2024;40;uren;;\n"
                + "64022999278;;Samen 1;10/4/2024;;7,6;uren;;\n"
                + "64022999278;;Samen 2;10/4/2024;;7,6;uren;;\n"
                + "64022999278;;Halve dag 1;11/4/2024;;3,8;uren;;\n"
                + "64022999278;;Halve dag 2;11/4/2024;;3,8;uren;;\n"
        );
        Assert.Equal(6, report.CountOf(RowOutcome.New));
        Assert.Equal(
            [
                (2, "training.before2023"),
                (2, "training.outsideEmployment"),
                (3, "training.longerThanItsDays"),
                (4, "training.overlap"),
                (5, "training.overlap"),
            ],
            report.Rows.SelectMany(row => row.Remarks.Select(remark => (row.Number, remark.Code)))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_row_of_many_batches_finds_what_earlier_batches_wrote(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna);
        var rows = Enumerable
            .Range(0, ImportFile.BatchRows + 10)
            .Select(i => $"64022999278;;Les {i};{1 + i % 28}/3/2024;;1;uren;gevolgd;L{i}\n");
        var report = await world.Import(TrainingHead + string.Concat(rows) + "64022999278;;Anders;1/3/2024;;1;uren;gevolgd;L0\n");
        Assert.Equal((ImportFile.BatchRows + 10L, 1L), (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.Error)));
    }

    [Fact]
    public async Task Every_template_is_brought_in_as_it_is()
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        foreach (var language in Languages.All)
        {
            foreach (var list in (FileKind[])[FileKind.StaffList, FileKind.TrainingList])
            {
                foreach (var isXlsx in (bool[])[false, true])
                {
                    var file = new MemoryStream();
                    ListTemplateTests.Write(list, file, isXlsx, language);
                    var report = await world.Import(file.ToArray());
                    Assert.Equal(list, report.Kind);
                    Assert.False(report.HasErrors);
                    Assert.Empty(report.FileRemarks);
                }
            }
        }
        Assert.Equal(3, (await world.Held(FactTables.Contract)).Count);
    }

    private static async Task ByHand<T>(TestDatabase world, BulkTable<T> table, Func<T, T> change)
        where T : FactVersion
    {
        var cancel = TestContext.Current.CancellationToken;
        foreach (var version in await world.Held(table))
        {
            await Change.Make(
                world.Database,
                Synthetic.Tester,
                async writing =>
                {
                    await writing.Touch(version.EmployerId, "test", cancel);
                    await writing.Replace(table, version, change(version), cancel);
                    return true;
                },
                cancel
            );
        }
    }

    private static string Told(ImportReport report) =>
        string.Join(
            '\n',
            report.Rows.Select(row =>
                $"{row.Number} {row.Outcome} {string.Join(',', row.Remarks.Select(r => r.Code + r.At))} {row.Original}"
            )
        );
}
