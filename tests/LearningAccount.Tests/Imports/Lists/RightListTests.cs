using System.Globalization;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports.Lists;

/// <summary>What another register shows of rights, as a list of its own and as rows of a training list.</summary>
public sealed class RightListTests
{
    private const string StaffHead = "Ondernemingsnummer;INSZ;Naam;Voornaam;Personeelsnummer;Datum in dienst;PC\n";
    private const string Anna = "0999990222;64022999278;Peeters;Anna;A1;1/3/2020;200\n";
    private const string Head = "INSZ;Jaar;Krediet;Opgenomen;Saldo;Overgedragen;Eenheid;Gezien op\n";

    public static TheoryData<Engine> All => Engines.All;

    [Theory]
    [InlineData(
        "INSZ;Jaar;Krediet;Opgenomen dagen;Saldo;Overgedragen dagen;Eenheid;Soort recht;Cao-nummer;Berekening;Opt-out;Toestand op"
    )]
    [InlineData(
        "NISS;Année;Droit à la formation;Jours pris;Solde;Jours reportés;Unité;Type de droit;Numéro de CCT;Calcul;Opt-out;Situation au"
    )]
    [InlineData(
        "ENSS;Jahr;Guthaben;Verbrauchte Tage;Saldo;Übertrag;Einheit;Art des Anspruchs;KAA-Nummer;Berechnung;Opt-out;Stand am"
    )]
    [InlineData("SSIN;Year;Credit;Days taken;Days left;Carried over;Unit;Right type;CBA number;Computation;Opt-out;Seen on")]
    [InlineData("ssin;year;duration;daysTaken;daysRemaining;daysCarriedOver;unit;rightType;cbaNumber;computation;optOut;seenOn")]
    public void A_list_of_rights_is_known_by_its_header_in_four_languages(string header)
    {
        using var list = Open(header, "64022999278;2025;4,5;1;5;1,5;dagen;legal;123456/CO/200;automatisch;nee;15/1/2026");
        Assert.Equal(FileKind.RightList, list.Header.List);
        Assert.Empty(list.Header.Anomalies);
        var reading = list.Read(Assert.Single(list.Rows()));
        var line = RightLineReading.Read(reading, new(2026, 2, 1));
        Assert.Empty(reading.Remarks);
        Assert.Equal((2025, RightType.Legal, CounterUnit.Days), (line.Year, line.Type, line.Unit));
        Assert.Equal((Fraction.Of(9, 2), 1, 5, Fraction.Of(3, 2)), (line.Credit, line.Used, line.Remaining, line.CarriedOver));
        Assert.Equal(("123456/CO/200", RightComputation.Automatic, false), (line.Agreement, line.Computation, line.OptedOut));
        Assert.Equal(new DateOnly(2026, 1, 15), line.SeenOn);
    }

    [Theory]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;2021;5", "right.year")]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;2028;5", "right.year")]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;;5", "cell.missing")]
    [InlineData("INSZ;Jaar;Krediet", ";2025;5", "cell.missing")]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;2025;", "right.noFigures")]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;2025;-1", "right.negative")]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;2025;367", "right.tooMuch")]
    [InlineData("INSZ;Jaar;Krediet", "64022999278;2025;veel", "cell.duration")]
    [InlineData("INSZ;Jaar;Krediet;Eenheid", "64022999278;2025;3 dagen;uren", "right.unitsDiffer")]
    [InlineData("INSZ;Jaar;Krediet (uren);Saldo (dagen)", "64022999278;2025;38;5", "right.unitsDiffer")]
    [InlineData("INSZ;Jaar;Krediet;Soort recht", "64022999278;2025;3;ander", "cell.word")]
    [InlineData("INSZ;Jaar;Krediet;Gezien op", "64022999278;2025;3;2/2/2026", "right.seenInFuture")]
    [InlineData("INSZ;Jaar;Krediet;Gezien op", "64022999278;2025;3;31/12/2024", "right.seenBeforeYear")]
    public void What_cannot_be_is_told_with_its_remedy(string header, string row, string code)
    {
        using var list = Open(header, row);
        var reading = list.Read(Assert.Single(list.Rows()));
        RightLineReading.Read(reading, new(2026, 2, 1));
        var remark = Assert.Single(reading.Remarks);
        Assert.Equal((code, Severity.Error), (remark.Code, remark.Severity));
        Assert.All(
            Languages.All,
            language => Assert.DoesNotContain("{", ImportTexts.Of(remark, language), StringComparison.Ordinal)
        );
        Assert.DoesNotContain("64022999278", ImportTexts.Of(remark, Language.Nl), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSZ;Jaar;Krediet;Saldo", "64022999278;2025;38 u;19", CounterUnit.Hours, "38", "19")]
    [InlineData("INSZ;Jaar;Krediet (uren);Saldo", "64022999278;2025;38;19:30", CounterUnit.Hours, "38", "39/2")]
    [InlineData("INSZ;Jaar;Krediet;Saldo;Eenheid", "64022999278;2025;2280;60;minuten", CounterUnit.Hours, "38", "1")]
    [InlineData("INSZ;Jaar;Krediet;Saldo", "64022999278;2025;5;-1,5", CounterUnit.Days, "5", "-3/2")]
    public void The_figures_of_a_row_have_one_unit(string header, string row, CounterUnit unit, string credit, string left)
    {
        using var list = Open(header, row);
        var reading = list.Read(Assert.Single(list.Rows()));
        var line = RightLineReading.Read(reading, new(2026, 2, 1));
        Assert.Empty(reading.Remarks);
        Assert.Equal((unit, Fraction.Parse(credit), Fraction.Parse(left)), (line.Unit, line.Credit, line.Remaining));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_same_rows_again_change_nothing_and_others_are_told_apart(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna, "staff.csv");
        var first = await world.Import(Head + "64022999278;2025;5;1;4;0;dagen;10/1/2026\n", "rights.csv");
        Assert.Equal((FileKind.RightList, 1L), (first.Kind, first.CountOf(RowOutcome.New)));

        var again = await world.Import(
            Head + "\n64.02.29-992.78;2025;5,0;1;4;;dagen;10/1/2026\n64022999278;2024;5;0;5;0;dagen;\n",
            "b.csv"
        );
        Assert.Equal((1L, 1L), (again.CountOf(RowOutcome.Changed), again.CountOf(RowOutcome.New)));
        var third = await world.Import(
            Head
                + "64022999278;2025;5;1;4;;dagen;10/1/2026\n"
                + "64022999278;2025;5;1;4;;dagen;10/1/2026\n"
                + "64022999278;2025;5;1;4;;dagen;10/01/2026\n"
                + "64022999278;2025;5;2;3;;dagen;10/1/2026\n"
                + "64022999278;2024;5;0;5;0;dagen;\n"
                + "64022999279;2025;5;1;4;0;dagen;10/1/2026\n",
            "c.csv"
        );
        Assert.Equal(
            (2L, 2L, 2L),
            (third.CountOf(RowOutcome.Unchanged), third.CountOf(RowOutcome.Duplicate), third.CountOf(RowOutcome.Error))
        );
        Assert.Equal(["cell.ssinCheck", "right.twiceInFile"], third.Codes.Keys);
        var older = await world.Import(Head + "64022999278;2025;5;0;5;0;dagen;9/1/2026\n", "d.csv");
        Assert.Equal((1L, "right.older"), (older.CountOf(RowOutcome.Unchanged), Assert.Single(older.Codes).Key));

        // Every row is kept, those that are wrong with what could be read of them.
        var kept = await world.Held(FactTables.ImportedCounter);
        Assert.Equal(1 + 2 + 6 + 1, kept.Count);
        var wrong = kept.Single(row => row.Code is "cell.ssinCheck");
        Assert.Equal((CounterOutcome.Error, 2025, 5), (wrong.Outcome, wrong.Year, wrong.Credit));
        Assert.Null(wrong.WorkerId);
        await world.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Rows_of_a_training_list_that_show_a_right_go_the_same_way(Engine engine)
    {
        const string head =
            "recordType;ssin;ownReference;title;startDate;endDate;duration;unit;year;rightType;daysTaken;daysRemaining;daysCarriedOver\n";
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna, "staff.csv");
        var report = await world.Import(
            head
                + "training;64022999278;;Welding;2025-03-03;2025-03-03;1;days;;;;;\n"
                + "right;64022999278;;;;;5;days;2025;legal;1;4;0\n"
                + "right;;A1;;;;5;days;2024;;0;5;\n"
                + "right;;nobody;;;;5;days;2024;;0;5;\n",
            "fla.csv"
        );
        Assert.Equal(FileKind.TrainingList, report.Kind);
        Assert.Equal([2, 3, 4, 5], report.Rows.Select(row => row.Number));
        Assert.Equal((3L, 1L), (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.Error)));
        Assert.Equal("list.referenceUnknown", Assert.Single(report.Codes).Key);
        Assert.Single(await world.Held(FactTables.Training));
        var rows = (await world.Held(FactTables.ImportedCounter)).OrderBy(row => row.RowNumber).ToList();
        Assert.Equal([RightType.Legal, RightType.All, RightType.All], rows.Select(row => row.RightType));
        Assert.Equal(rows[0].WorkerId, rows[1].WorkerId);
        Assert.Equal(("rightList", "fla.csv:3"), (rows[0].Origin, rows[0].OriginReference));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_list_that_is_taken_back_leaves_what_another_one_said(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(StaffHead + Anna, "staff.csv");
        var first = await world.Import(Head + "64022999278;2025;5;1;4;0;dagen;\n", "a.csv");
        await world.Import(Head + "64022999278;2025;5;1;4;0;dagen;\n\n", "b.csv");
        await new UndoImport(world.Database).Do(first.ImportId!.Value, Synthetic.Tester, TestContext.Current.CancellationToken);
        Assert.Equal("b.csv:2", Assert.Single(await world.Held(FactTables.ImportedCounter)).OriginReference);
        await world.AssertJournalHolds();
    }

    private static ListFile Open(string header, string row) =>
        ListFile.Open(
            new MemoryStream(
                System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{header}\n{row}\n"))
            )
        );
}
