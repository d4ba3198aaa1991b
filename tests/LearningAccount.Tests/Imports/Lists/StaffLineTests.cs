using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Imports.Lists;

public sealed class StaffLineTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_row_of_a_belgian_payroll_is_read_whole()
    {
        var line = One(
            "Ondernemingsnummer;INSZ;Naam;Voornaam;Geboortedatum;Geboorteplaats;Straat;Huisnummer;Bus;Postcode;Gemeente;Taal;E-mail;Geslacht;Stamnummer;Datum in dienst;Datum uit dienst;Reden uit dienst;Opzeggingsvergoeding;Uren per week;Uren voltijds;PC;Statuut",
            "0999.990.222;64.02.29-992.78;Van den Bröck;Anaïs;29/02/1964;Eupen;Kerkstraat;12;B;9000;Gent;Nederlands;anais@example.be;V;A-007;1/03/2010;30/06/2026;ontslag door werkgever;ja;30,4;38;PC 200;bediende"
        );
        Assert.Equal("64022999278", line.Ssin?.Digits);
        Assert.Equal("0999990222", line.Employer?.Digits);
        Assert.Equal(
            new SaidIdentity
            {
                FamilyName = "Van den Bröck",
                GivenNames = "Anaïs",
                BirthDate = new(1964, 2, 29),
                BirthPlace = "Eupen",
                Domicile = "Kerkstraat 12 /B, 9000 Gent",
                Language = Language.Nl,
                Email = "anais@example.be",
                Sex = Sex.Woman,
                OwnReference = "A-007",
            },
            line.Identity
        );
        Assert.Equal(
            new SaidContract
            {
                Start = new(2010, 3, 1),
                End = new(2026, 6, 30),
                SaysEnd = true,
                EndReason = EndReason.Dismissal,
                PaidInLieu = true,
                JointCommittee = JointCommittee.Parse("200"),
                Category = WorkerCategory.Employee,
                Hours = Fraction.Of(152, 5),
                FullTimeHours = 38,
            },
            line.Contract
        );
    }

    [Fact]
    public void A_row_of_identities_alone_says_nothing_of_a_contract()
    {
        var line = One("NISS;Nom et prénom;Langue", "60022999192;DE LA HAYE-ÉTÉ Jean Luc;F");
        Assert.Null(line.Contract);
        Assert.Equal(
            ("DE LA HAYE-ÉTÉ", "Jean Luc", Language.Fr),
            (line.Identity.FamilyName, line.Identity.GivenNames, line.Identity.Language)
        );
    }

    [Theory]
    [InlineData("onbepaald")]
    [InlineData("-")]
    [InlineData("31/12/9999")]
    [InlineData("00/00/0000")]
    [InlineData("")]
    public void No_end_is_written_in_many_ways(string end)
    {
        var contract = One("INSZ;Datum in dienst;Datum uit dienst", $"60022999192;1/1/2020;{end}").Contract!;
        Assert.Null(contract.End);
        Assert.True(contract.SaysEnd);
    }

    [Fact]
    public void Without_a_column_for_it_nothing_is_said_of_the_end() =>
        Assert.False(One("INSZ;Datum in dienst", "60022999192;1/1/2020").Contract!.SaysEnd);

    [Fact]
    public void A_suspension_stands_beside_the_contract()
    {
        var line = One(
            "INSZ;In dienst;Soort schorsing;Schorsing van;Schorsing tot en met;Breuk tijdens schorsing",
            "60022999192;1/1/2020;tijdskrediet;1/1/2026;30/6/2026;4/5"
        );
        Assert.Equal(
            new SaidSuspension(SuspensionKind.TimeCredit, new(2026, 1, 1), new(2026, 6, 30), Fraction.Of(4, 5)),
            line.Suspension
        );
    }

    [Theory]
    [InlineData("INSZ;Datum in dienst", "60022999193;1/1/2020", "cell.ssinCheck", "row 2, column INSZ")]
    [InlineData("INSZ;Datum in dienst", ";1/1/2020", "cell.missing", "row 2, column INSZ")]
    [InlineData("INSZ;Datum in dienst", "60022999192;31/2/2020", "cell.dateNotInCalendar", "row 2, column Datum in dienst")]
    [InlineData("INSZ;Naam;Datum in dienst", "60022999192;Peeters;", "cell.missing", "row 2, column Datum in dienst")]
    [InlineData("INSZ;In dienst;Uit dienst", "60022999192;1/2/2020;1/1/2020", "row.endBeforeStart", "row 2, column Uit dienst")]
    [InlineData("INSZ;In dienst;Reden einde", "60022999192;1/2/2020;beu", "cell.word", "row 2, column Reden einde")]
    [InlineData("INSZ;In dienst;PC", "60022999192;1/2/2020;149.1", "cell.committee", "row 2, column PC")]
    [InlineData(
        "INSZ;In dienst;Weekuren;Uren voltijds",
        "60022999192;1/2/2020;40;38",
        "cell.regimeAboveOne",
        "row 2, column Weekuren"
    )]
    [InlineData("INSZ;In dienst;Weekuren", "60022999192;1/2/2020;1000000000", "cell.weeklyHours", "row 2, column Weekuren")]
    [InlineData(
        "INSZ;In dienst;Regime;Weekuren;Uren voltijds",
        "60022999192;1/2/2020;50%;38;38",
        "staff.regimesDiffer",
        "row 2, column Regime"
    )]
    [InlineData("INSZ;Naam;Regime", "60022999192;Peeters;50%", "staff.noStartColumn", "row 2")]
    [InlineData("INSZ;In dienst;Schorsing", "60022999192;1/2/2020;ziekte", "staff.noSuspensionStartColumn", "row 2")]
    [InlineData("INSZ;In dienst", "60022999192;1/2/2020;te veel", "row.tooManyCells", "row 2")]
    [InlineData("INSZ;Naam", "60022999192;\"Peeters", "row.quoteNotClosed", "row 2")]
    public void An_error_tells_its_code_its_place_and_what_to_do(string header, string row, string code, string at)
    {
        var reading = Read(header, row, out var line);
        Assert.Null(line);
        var remark = Assert.Single(reading.Remarks);
        Assert.Equal((code, at, Severity.Error), (remark.Code, remark.At, remark.Severity));
        Assert.All(Languages.All, language => Assert.True(ImportTexts.Of(remark, language).Length > 20));
    }

    [Theory]
    [InlineData("INSZ;Geboortedatum", "60022999192;1/3/1960", "staff.birthDateDiffers")]
    [InlineData("INSZ;Geboortedatum", "60022999192;1/3/60", "cell.dateTwoDigits")]
    [InlineData("INSZ;Geslacht", "60022999192;V", "staff.sexDiffers")]
    [InlineData("INSZ;E-mail", "60022999192;jan.peeters", "cell.email")]
    [InlineData("INSZ;Taal", "60022999192;Klingon", "cell.word")]
    [InlineData("INSZ;Werknemer", "60022999192;Jan Peeters", "staff.nameNotSplit")]
    [InlineData("INSZ;In dienst;Reden einde", "60022999192;1/1/2020;ontslag", "staff.reasonWithoutEnd")]
    public void What_is_odd_but_harmless_is_a_warning(string header, string row, string code)
    {
        var reading = Read(header, row, out var line);
        Assert.NotNull(line);
        Assert.Equal((code, Severity.Warning), Assert.Single(reading.Remarks.Select(remark => (remark.Code, remark.Severity))));
    }

    [Fact]
    public void All_that_is_wrong_in_a_row_is_told_at_once()
    {
        var reading = Read("INSZ;In dienst;Uit dienst;PC", "60022999193;x;y;z", out _);
        Assert.Equal(
            ["cell.ssinCheck", "cell.date", "cell.date", "cell.committee"],
            reading.Remarks.Select(remark => remark.Code)
        );
    }

    [Fact]
    public void No_remark_ever_shows_a_national_number_or_a_name()
    {
        var reading = Read(
            "INSZ;Naam;E-mail;Taal;In dienst;Regime;PC;Statuut",
            "60.02.29-991.93;Peeters;geheim;Klingon;60022999192;60.02.29-991.92;60022999192;60 02 29 991 92",
            out _
        );
        Assert.Equal(7, reading.Remarks.Count);
        foreach (var language in Languages.All)
        {
            var told = string.Concat(reading.Remarks.Select(remark => ImportTexts.Of(remark, language)));
            Assert.DoesNotContain("991", told.Replace("60.02.29-991.92", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", told, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(
            reading.Remarks,
            remark => remark.Values.Any(value => value.Value.Contains("991", StringComparison.Ordinal))
        );
    }

    private static StaffLine One(string header, string row)
    {
        var reading = Read(header, row, out var line);
        Assert.Empty(reading.Remarks);
        return line!;
    }

    private static RowReading Read(string header, string row, out StaffLine? line)
    {
        using var list = ListFile.Open(new MemoryStream(Encoding.UTF8.GetBytes($"{header}\r\n{row}\r\n")));
        Assert.Equal(FileKind.StaffList, list.Header.List);
        var reading = list.Read(Assert.Single(list.Rows()));
        line = StaffLineReading.Read(reading, Today);
        return reading;
    }
}
