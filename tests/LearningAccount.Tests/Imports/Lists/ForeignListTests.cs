using System.Collections.Immutable;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports.Lists;

/// <summary>Lists of other programs: mapped columns, people without a number, trainings that are known under another name.</summary>
public sealed class ForeignListTests
{
    private const string Staff =
        "Ondernemingsnummer;INSZ;Naam;Voornaam;Geboortedatum;E-mail;Personeelsnummer;Datum in dienst;Arbeidsregime;PC\n"
        + "0999990222;64022999278;Peeters;Anna Maria;29/02/1964;anna@maes.example;A1;1/3/2020;1;200\n"
        + "0999990222;60022999192;Maes;Bert;29/02/1960;bert@maes.example;A2;1/9/2021;1;200\n";

    // No name of a column is known.
    private const string Foreign =
        "Wer;Was;Wann;Wie lange;Art\n64022999278;Erste Hilfe;03/04/2024;450;X\n60022999192;Kran;12/25/2024;90;Y\n";

    private static readonly ListMapping OfForeign = new()
    {
        List = FileKind.TrainingList,
        MonthFirst = true,
        Unit = DurationUnit.Minutes,
        Columns = ImmutableSortedDictionary<string, ListColumn?>
            .Empty.Add("wer", ListColumn.Ssin)
            .Add("was", ListColumn.Title)
            .Add("wann", ListColumn.TrainingStart)
            .Add("wielange", ListColumn.Duration)
            .Add("art", ListColumn.TrainingKind),
        Words = ImmutableSortedDictionary<ListColumn, ImmutableSortedDictionary<string, string>>.Empty.Add(
            ListColumn.TrainingKind,
            ImmutableSortedDictionary<string, string>.Empty.Add("x", "informal").Add("y", "formal")
        ),
    };

    public static TheoryData<Engine> All => Engines.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_list_of_unknown_columns_is_refused_and_read_once_somebody_said_what_they_mean(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Staff);
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(Foreign));
        Assert.Equal("table.noHeader", refused.Anomaly.Code);

        var report = await world.Import(Foreign, options: new() { Mappings = [new("Kurse", OfForeign)] });
        Assert.Equal(2, report.CountOf(RowOutcome.New));
        var trainings = (await world.Held(FactTables.Training)).OrderBy(training => training.StartOn).ToList();
        Assert.Equal(new DateOnly(2024, 3, 4), trainings[0].StartOn);
        Assert.Equal(new DateOnly(2024, 12, 25), trainings[1].StartOn);
        Assert.Equal((Fraction.Of(15, 2), TrainingKind.Informal), (trainings[0].Hours, trainings[0].Kind));
        Assert.Equal((Fraction.Of(3, 2), TrainingKind.Formal), (trainings[1].Hours, trainings[1].Kind));
    }

    [Fact]
    public void A_mapping_comes_back_as_it_was_written() =>
        Assert.Equal(OfForeign.ToJson(), ListMapping.OfJson(OfForeign.ToJson()).ToJson());

    [Fact]
    public void What_a_list_tells_of_dates_units_and_words_is_seen_before_it_is_read()
    {
        var seen = Inspect(
            "Werknemer;Opleiding;Datum;Duur;Soort\n64022999278;A;03/04/2024;7,5;Extern\n60022999192;B;12/25/2024;4;formeel\n"
        );
        Assert.Equal(FileKind.TrainingList, seen.List);
        Assert.Equal(DateOrder.MonthFirst, seen.Order);
        Assert.Equal("03/04/2024", seen.OrderSample);
        Assert.Equal(DurationUnit.Hours, seen.Unit);
        Assert.Equal(("Extern", "trainingKind"), (seen.Words.Single().Word, seen.Words.Single().Set));
        Assert.Equal(["64022999278", "60022999192"], seen.Columns[0].Samples);
        Assert.False(seen.IsUnderstood);

        Assert.Equal(DateOrder.DayFirst, Inspect("INSZ;Opleiding;Datum;Uren\n64022999278;A;25/12/2024;4\n").Order);
        Assert.Equal(DateOrder.Unclear, Inspect("INSZ;Opleiding;Datum;Uren\n64022999278;A;03/04/2024;4\n").Order);
        Assert.Equal(DateOrder.Plain, Inspect("INSZ;Opleiding;Datum;Uren\n64022999278;A;2024-04-03;4\n").Order);
        Assert.Equal(DateOrder.Mixed, Inspect("INSZ;Opleiding;Datum;Uren\n1;A;25/12/2024;4\n1;A;12/25/2024;4\n").Order);
        Assert.Equal(DurationUnit.Days, Inspect("INSZ;Opleiding;Datum;Duur\n1;A;1/2/2024;1\n1;A;1/2/2024;0,5\n").Unit);
        Assert.Equal(DurationUnit.Minutes, Inspect("INSZ;Opleiding;Datum;Duur\n1;A;1/2/2024;456\n1;A;1/2/2024;120\n").Unit);
    }

    [Fact]
    public void Columns_no_name_tells_are_guessed_by_what_stands_in_them()
    {
        var seen = Inspect(Foreign);
        Assert.Equal(ListColumn.Ssin, seen.Columns[0].Guess);
        Assert.Equal(["title", "trainingStart", "duration"], seen.Missing);
        Assert.Equal(1, seen.HeaderRow);
        Assert.Equal(["Erste Hilfe", "Kran"], seen.Columns[1].Samples);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_list_without_names_has_columns_by_their_place(Engine engine)
    {
        const string list = "64022999278;Kran;25/12/2024;4\n60022999192;Lassen;26/12/2024;8\n";
        var seen = Inspect(list);
        Assert.True(seen.HasNoNames);
        // Nobody's number becomes the name of a column.
        Assert.Equal(["A", "B", "C", "D"], seen.Columns.Select(column => column.Name));
        Assert.Equal(ListColumn.Ssin, seen.Columns[0].Guess);
        var suggested = SuggestMapping.Of(seen);
        Assert.Equal((true, "a"), (suggested.HasNoNames, suggested.Columns.Keys.First()));
        var mapping = suggested with
        {
            Columns = suggested
                .Columns.SetItem("b", ListColumn.Title)
                .SetItem("c", ListColumn.TrainingStart)
                .SetItem("d", ListColumn.Hours),
        };

        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Staff);
        // It is never taken for such a list by itself: every list of numbers and days would be.
        var unsaid = new ImportOptions { Mappings = [new("Rijen", mapping)] };
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(list, options: unsaid));
        Assert.Equal("table.noHeader", refused.Anomaly.Code);
        Assert.Equal("Rijen", Inspect(list, unsaid).Mapping?.Name);
        Assert.Null(Inspect("Kran;64022999278;25/12/2024;4\n", unsaid).Mapping);
        var report = await world.Import(list, options: new() { Answers = new() { Mapping = mapping } });
        Assert.Equal([1, 2], report.Rows.Select(row => row.Number).Order());
        Assert.Equal(2, (await world.Held(FactTables.Training)).Count);
    }

    [Theory]
    [InlineData("Peeters, Jan", null, "Peeters", "Jan")]
    [InlineData("VAN DEN BERG Jan", true, "VAN DEN BERG", "Jan")]
    [InlineData("Peeters Jan", null, null, null)]
    [InlineData("Peeters Jan", false, "Peeters", "Jan")]
    [InlineData("Jan Peeters", true, "Peeters", "Jan")]
    [InlineData("Anna Maria van den Berg", true, "van den Berg", "Anna Maria")]
    [InlineData("Van den Berg Anna Maria", false, "Van den Berg", "Anna Maria")]
    [InlineData("Anna Maria Peeters", true, "Peeters", "Anna Maria")]
    [InlineData("Peeters", true, null, null)]
    [InlineData("van den", false, "van", "den")]
    public void A_full_name_is_split_as_somebody_said(string whole, bool? givenFirst, string? family, string? given) =>
        Assert.Equal(family is null ? null : (family, given!), NameReading.Split(whole, givenFirst));

    [Fact]
    public void Every_shipped_mapping_reads_a_list_of_its_program()
    {
        foreach (var shipped in ShippedMappings.All)
        {
            var head = string.Join(',', shipped.Mapping.Columns.Keys);
            Assert.True(shipped.Mapping.Fits(head.Split(',')) > 0, shipped.Name);
        }
        const string moodle =
            "ID,Name,\"Email address\",\"Quiz\",\"Quiz - Completion date\",\"Course complete\"\n"
            + "7,\"Anna Peeters\",anna@maes.example,Completed,\"22/06/24, 12:00\",\"22/06/24, 12:00\"\n"
            + "8,\"Bert Maes\",bert@maes.example,\"Not completed\",,\n";
        var seen = Inspect(moodle, new() { Mappings = ShippedMappings.All });
        Assert.Equal("Moodle: course completion (en)", seen.Mapping?.Name);
        Assert.Equal(["title", "duration"], seen.Missing);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_list_of_completions_is_read_with_what_is_true_of_all_its_rows(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Staff);
        const string totara =
            "username,courseshortname,courseidnumber,completiondate,grade\nA1,Safety,S1,2024-05-06,80\nA2,Safety,S1,,\n";
        var mapping = ShippedMappings.All.Single(each => each.Name.StartsWith("Totara", StringComparison.Ordinal)).Mapping;
        mapping = mapping with { Lengths = mapping.Lengths.Add("safety", "1/2 d") };
        var report = await world.Import(totara, options: new() { Answers = new() { Mapping = mapping } });
        Assert.Equal((1, 1), (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.LeftOut)));
        var training = Assert.Single(await world.Held(FactTables.Training));
        Assert.Equal((Fraction.Of(1, 2), new DateOnly(2024, 5, 6), "80"), (training.Days, training.EndOn, training.Outcome));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Somebody_without_a_number_is_never_taken_for_a_worker_before_a_person_says_so(Engine engine)
    {
        const string list =
            "Naam;Voornaam;Geboortedatum;Opleiding;Datum;Uren\n"
            + "PEETERS;anna-maria;29/02/1964;Lassen;1/2/2024;4\n"
            + "Peeters;Anna;29/02/1964;Lassen;1/3/2024;4\n"
            + "Peeters;Anna Maria;01/01/1990;Lassen;1/4/2024;4\n";
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Staff);
        var asked = await world.Import(list, rehearse: true);
        Assert.Equal(3, asked.CountOf(RowOutcome.Error));
        Assert.Equal(
            ["list.personToConfirm", "list.personToConfirm", "list.personUnknown"],
            asked.Rows.Select(row => row.Remarks.Single().Code)
        );
        var person = asked.Questions.Persons.First();
        var candidate = Assert.Single(person.Candidates);
        Assert.True(candidate is { SameName: true, SameBirthDate: true });
        Assert.Equal("A1", candidate.Worker.OwnReference);

        var answers = new FileAnswers
        {
            Persons = ImmutableSortedDictionary<string, Guid?>.Empty.Add(person.Key, candidate.Worker.WorkerId),
        };
        var report = await world.Import(list, options: new() { Answers = answers });
        Assert.Equal((1, 2), (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.Error)));
        Assert.Equal(candidate.Worker.WorkerId, (await world.Held(FactTables.Training)).Single().WorkerId);

        // Somebody who is no worker of this employer is not meant, whatever an answer says.
        var forged = answers with
        {
            Persons = answers.Persons.SetItem(person.Key, Guid.CreateVersion7()),
        };
        var refused = await world.Import(list + "\n", options: new() { Answers = forged });
        Assert.Contains(refused.Rows, row => row.Remarks.Any(remark => remark.Code is "list.personNobody"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_training_known_under_another_title_waits_until_somebody_decides(Engine engine)
    {
        const string head = "INSZ;Opleiding;Datum;Tot;Uren;Verstrekker\n";
        const string known = head + "64022999278;EHBO basisopleiding;1/2/2024;2/2/2024;15,2;\n";
        const string again = head + "64022999278;Basisopleiding EHBO;1/2/2024;2/2/2024;15,2;Rode Kruis\n";
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Staff);
        await world.Import(known);
        var waits = await world.Import(again);
        Assert.Equal((1, 1L), (waits.CountOf(RowOutcome.Duplicate), waits.Questions.Waiting));
        Assert.Equal("training.similar", Assert.Single(Assert.Single(waits.Rows).Remarks).Code);
        Assert.Single(await world.Held(FactTables.Training));

        // The same file again is asked again, and with an answer brought in.
        var merged = await world.Import(again, options: new() { Answers = new() { AllSimilar = SimilarChoice.Merge } });
        Assert.Null(merged.Earlier);
        Assert.Equal(1, merged.CountOf(RowOutcome.Changed));
        var training = Assert.Single(await world.Held(FactTables.Training));
        Assert.Equal(("EHBO basisopleiding", "Rode Kruis"), (training.Title, training.ProviderName));

        var other = again.Replace("Rode Kruis", "Ander", StringComparison.Ordinal);
        var both = await world.Import(other, options: new() { Answers = new() { AllSimilar = SimilarChoice.Keep } });
        Assert.Equal(1, both.CountOf(RowOutcome.New));
        Assert.Equal(2, (await world.Held(FactTables.Training)).Count);
        await world.AssertJournalHolds();
    }

    [Theory]
    [InlineData("EHBO;1/2/2024;7,6", "Lassen;1/2/2024;7,6", false)]
    [InlineData("Excel 1;1/2/2024;7,6", "Excel 2;1/2/2024;7,6", false)]
    [InlineData("Excel basis;1/2/2024;7,6", "Excel basis;8/2/2024;7,6", false)]
    [InlineData("Excel basis;1/2/2024;7,6", "Excel basis;1/2/2024;4", true)]
    [InlineData("Excel basis;1/2/2024;7,6", "excel (basis);1/2/2024;8", true)]
    public async Task Only_what_was_followed_at_the_same_time_under_a_title_alike_may_be_the_same(
        string one,
        string two,
        bool waits
    )
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.Import(Staff);
        await world.Import("INSZ;Opleiding;Datum;Uren\n64022999278;" + one + "\n");
        var report = await world.Import("INSZ;Opleiding;Datum;Uren\n64022999278;" + two + "\n", "other.csv");
        Assert.Equal(waits ? 1 : 0, report.Questions.Waiting);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Cells_are_corrected_without_touching_the_file(Engine engine)
    {
        const string list = "INSZ;Opleiding;Datum;Uren\n64022999278;Lassen;31/2/2024;4\n6402299927;Lassen;1/3/2024;4\n";
        var answers = new FileAnswers
        {
            Cells = ImmutableSortedDictionary<int, ImmutableSortedDictionary<int, string>>
                .Empty.Add(2, ImmutableSortedDictionary<int, string>.Empty.Add(2, "28/2/2024"))
                .Add(3, ImmutableSortedDictionary<int, string>.Empty.Add(0, "64022999278").Add(500, "nowhere")),
        };
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(Staff);
        Assert.Equal(2, (await world.Import(list, rehearse: true)).CountOf(RowOutcome.Error));
        var report = await world.Import(list, options: new() { Answers = answers });
        Assert.Equal(2, report.CountOf(RowOutcome.New));
        Assert.All(report.Rows, row => Assert.Contains(row.Remarks, remark => remark.Code is "row.corrected"));
        // The file is kept as it came.
        await using var connection = await world.Database.Connect(TestContext.Current.CancellationToken);
        await using var original = await OriginalFiles.Open(connection, report.FileHash, TestContext.Current.CancellationToken);
        using var text = new StreamReader(original!, Encoding.UTF8);
        Assert.Equal(list, await text.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static Inspection Inspect(string text, ImportOptions? options = null)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return InspectList.Do(file, options ?? new());
    }
}
