using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Imports.Lists;

public sealed class ListHeaderTests
{
    public static TheoryData<ListColumn> AllColumns => [.. Enum.GetValues<ListColumn>()];

    [Theory]
    [MemberData(nameof(AllColumns))]
    public void Every_column_is_known_by_each_of_its_names(ListColumn column)
    {
        var names = Vocabulary.Shipped.Columns.Single(known => known.Key == column).Value;
        foreach (var list in names.Lists)
        {
            Assert.All(
                names.ByLanguage.SelectMany(name => name),
                name => Assert.Equal(column, Vocabulary.Shipped.Header(list, name))
            );
        }
    }

    [Theory]
    [InlineData("RIJKSREGISTERNUMMER", ListColumn.Ssin)]
    [InlineData("  n° registre  national ", ListColumn.Ssin)]
    [InlineData("Numero national", ListColumn.Ssin)]
    [InlineData("INSZ *", ListColumn.Ssin)]
    [InlineData("I.N.S.Z. (11 cijfers)", ListColumn.Ssin)]
    [InlineData("INSZ / NISS", ListColumn.Ssin)]
    [InlineData("Naam / Nom / Name", ListColumn.FamilyName)]
    [InlineData("Prénom(s)", ListColumn.GivenNames)]
    [InlineData("Datum in dienst (dd/mm/jjjj)", ListColumn.Start)]
    [InlineData("date d’entrée", ListColumn.Start)]
    [InlineData("EINTRITTSDATUM", ListColumn.Start)]
    [InlineData("strasse", ListColumn.Street)]
    [InlineData("Straße", ListColumn.Street)]
    [InlineData("familyName", ListColumn.FamilyName)]
    public void A_header_is_known_however_it_is_written(string name, ListColumn expected)
    {
        var header = Read($"{(expected == ListColumn.Ssin ? "Naam" : "INSZ")};{name};E-mail");
        Assert.Equal(name.Trim(), header.Columns[expected].Name);
    }

    [Theory]
    [InlineData("Duur (uren)", DurationUnit.Hours)]
    [InlineData("Durée [jours]", DurationUnit.Days)]
    [InlineData("Dauer (Stunden)", DurationUnit.Hours)]
    [InlineData("Duration (min)", DurationUnit.Minutes)]
    [InlineData("Duur", null)]
    public void A_unit_may_stand_in_the_header(string name, DurationUnit? unit) =>
        Assert.Equal(unit, Read($"INSZ;Opleiding;Begindatum;{name}").Columns[ListColumn.Duration].Unit);

    [Fact]
    public void Columns_stand_in_any_order_and_in_mixed_languages()
    {
        var header = Read("Durée (heures);Begindatum;Weiterbildung;NISS;End date");
        Assert.Equal(FileKind.TrainingList, header.List);
        Assert.Equal(3, header.Columns[ListColumn.Ssin].Index);
        Assert.Equal(0, header.Columns[ListColumn.Duration].Index);
    }

    [Fact]
    public void A_title_above_the_header_is_passed_over()
    {
        var header = Read("Personeelslijst;;\nToestand op 1 januari 2026;;\n;;\nINSZ;Naam;Datum in dienst");
        Assert.Equal(4, header.Row);
        Assert.Equal(FileKind.StaffList, header.List);
    }

    [Fact]
    public void A_staff_list_with_an_education_is_no_training_list() =>
        Assert.Equal(FileKind.StaffList, Read("INSZ;Naam;Voornaam;Datum in dienst;Opleiding;Paritair comité").List);

    [Fact]
    public void Two_columns_for_one_meaning_are_refused_by_both_names()
    {
        var anomaly = Refused("INSZ;Rijksregisternummer;Naam");
        Assert.Equal("column.twice", anomaly.Code);
        Assert.Equal([("first", "INSZ"), ("second", "Rijksregisternummer")], anomaly.Values);
        Assert.Equal("row 1", anomaly.At);
    }

    [Fact]
    public void Columns_that_are_not_known_are_told_once_and_left_out()
    {
        var header = Read("INSZ;Kostenplaats;Naam;Schoenmaat\n");
        var anomaly = Assert.Single(header.Anomalies);
        Assert.Equal("column.notUsed", anomaly.Code);
        Assert.Equal(("names", "Kostenplaats, Schoenmaat"), Assert.Single(anomaly.Values));
    }

    [Theory]
    [InlineData("Naam;Voornaam;Datum in dienst", "column.missing.ssin")]
    [InlineData("Opleiding;Begindatum;Uren", "column.missing.worker")]
    [InlineData("INSZ;Opleiding;Uren", "column.missing.trainingStart")]
    [InlineData("INSZ;Opleiding;Begindatum;Eenheid;Status", "column.missing.duration")]
    [InlineData("rood;groen;blauw", "table.noHeader")]
    [InlineData("60022999192;Peeters;Jan", "table.noHeader")]
    [InlineData("", "table.empty")]
    public void What_a_list_cannot_do_without_is_named(string header, string code)
    {
        var anomaly = Refused(header);
        Assert.Equal(code, anomaly.Code);
        Assert.All(Languages.All, language => Assert.NotEmpty(ImportTexts.Of(anomaly, language)));
    }

    private static ListHeader Read(string text)
    {
        using var list = ListFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return list.Header;
    }

    private static LearningAccount.Law.Anomaly Refused(string text) =>
        Assert.Throws<FileRefusedException>(() => Read(text)).Anomaly;
}
