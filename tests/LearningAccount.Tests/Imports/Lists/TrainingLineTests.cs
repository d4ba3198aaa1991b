using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Imports.Lists;

public sealed class TrainingLineTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_row_with_all_columns_is_read_whole()
    {
        var line = One(
            "recordType;enterpriseNumber;ssin;title;trainingKind;trainingStatus;trainingStart;trainingEnd;duration;unit;perYear;counts;externalId;provider;providerNumber;certificate;certificateValidUntil;outcome;deliveryMode;field;funding;cost;trainingLanguage;remark",
            "training;0999990222;60022999192;Arbeidsrecht, deel 1;informal;followed;2025-12-28;2026-01-03;15,2;hours;\"2025: 7,6; 2026: 7,6\";yes;EXT-1;Cevora;0999990123;yes;2029-01-03;certified;online;0421;employer;\"1.250,00\";es;goed"
        );
        Assert.Equal(("Arbeidsrecht, deel 1", Fraction.Of(76, 5), (Fraction?)null), (line.Title, line.Hours!.Value, line.Days));
        Assert.Equal([new(2025, Fraction.Of(38, 5)), new(2026, Fraction.Of(38, 5))], line.PerYear);
        Assert.Equal((new(2025, 12, 28), new DateOnly(2026, 1, 3)), (line.Start, line.End));
        Assert.Equal((TrainingKind.Informal, TrainingStatus.Followed, true), (line.Kind, line.Status, line.Counts));
        Assert.Equal(("EXT-1", "Cevora", "0999990123"), (line.ExternalId, line.Provider, line.ProviderNumber));
        Assert.Equal((true, new DateOnly(2029, 1, 3)), (line.Certificate, line.CertificateValidUntil));
        Assert.Equal(("certified", "online", "0421", "employer"), (line.Outcome, line.DeliveryMode, line.Field, line.Funding));
        Assert.Equal((1250, "es", "goed"), (line.Cost!.Value, line.Language, line.Remark));
    }

    [Fact]
    public void What_is_not_said_has_its_plain_meaning()
    {
        var line = One("INSZ;Opleiding;Datum;Dagen", "60022999192;EHBO;2/5/2024;1");
        Assert.Equal((new DateOnly(2024, 5, 2), (Fraction)1), (line.End, line.Days!.Value));
        Assert.Equal(
            (TrainingKind.Formal, TrainingStatus.Followed, true, false),
            (line.Kind, line.Status, line.Counts, line.OfferedAndRefused)
        );
        Assert.Equal(TrainingStatus.Planned, One("INSZ;Opleiding;Datum;Dagen", "60022999192;EHBO;2/5/2027;1").Status);
    }

    [Theory]
    [InlineData("Uren", "7,6", "38/5 h")]
    [InlineData("Uren", "7u36", "38/5 h")]
    [InlineData("Dagen", "0,5", "1/2 d")]
    [InlineData("Duur (uren)", "7:36", "38/5 h")]
    [InlineData("Duur (minuten)", "456", "38/5 h")]
    [InlineData("Durée [jours]", "2", "2 d")]
    [InlineData("Duur", "2 dagen", "2 d")]
    [InlineData("Duur;Eenheid", "2;dagen", "2 d")]
    [InlineData("Duur;Eenheid", "2;heures", "2 h")]
    [InlineData("Uren;Dagen", "8;", "8 h")]
    [InlineData("Uren;Dagen", "0;1", "1 d")]
    public void The_unit_stands_in_the_header_in_a_column_or_in_the_cell(string headers, string cells, string expected)
    {
        var line = One($"INSZ;Opleiding;Datum;{headers}", $"60022999192;EHBO;2/5/2024;{cells}");
        Assert.Equal(expected, line.Hours is { } hours ? $"{hours} h" : $"{line.Days} d");
    }

    [Theory]
    [InlineData("Uren", "", "training.durationMissing")]
    [InlineData("Duur", "8", "training.unitMissing")]
    [InlineData("Uren;Dagen", "8;2", "training.durationTwice")]
    [InlineData("Uren", "0", "training.durationNotPositive")]
    [InlineData("Uren", "-1", "training.durationNotPositive")]
    [InlineData("Uren", "1000000000", "training.durationTooLong")]
    [InlineData("Uren", "NaN", "cell.duration")]
    [InlineData("Uren", "2 dagen", "training.unitsDiffer")]
    [InlineData("Dagen;Verdeling per jaar", "2;2025: 1", "training.perYearOutside")]
    [InlineData("Dagen;Verdeling per jaar", "2;2024: 1", "training.perYearSum")]
    [InlineData("Dagen;Verdeling per jaar", "2;2024: 2 uur", "training.perYearSum")]
    [InlineData("Dagen;Meegetelde duur", "2;1", "training.countedPart")]
    [InlineData("Dagen;Opleidingsverlof", "2;BEV", "cell.word")]
    [InlineData("Dagen;Tot", "2;1/5/2024", "row.endBeforeStart")]
    [InlineData("Dagen;Status", "2;misschien", "cell.word")]
    public void An_error_tells_what_to_do(string headers, string cells, string code)
    {
        var reading = Read($"INSZ;Opleiding;Datum;{headers}", $"60022999192;EHBO;2/5/2024;{cells}", out var line);
        Assert.Null(line);
        Assert.Equal(code, reading.Remarks[0].Code);
        Assert.All(Languages.All, language => Assert.True(ImportTexts.Of(reading.Remarks[0], language).Length > 20));
    }

    [Theory]
    [InlineData("Dagen", "2;", "2/5/2022", "training.before2023")]
    [InlineData("Dagen;Gevolgd", "2;ja", "2/5/2027", "training.followedInFuture")]
    [InlineData("Dagen;Opleidingsverlof;Telt mee", "2;VOV;ja", "2/5/2024", "training.leaveDoesNotCount")]
    public void What_is_odd_is_kept_with_a_warning(string headers, string cells, string date, string code)
    {
        var reading = Read($"INSZ;Opleiding;Datum;{headers}", $"60022999192;EHBO;{date};{cells}", out var line);
        Assert.NotNull(line);
        Assert.Equal((code, Severity.Warning), Assert.Single(reading.Remarks.Select(remark => (remark.Code, remark.Severity))));
    }

    [Fact]
    public void A_worker_may_be_named_by_the_employers_own_number()
    {
        var line = One("Personeelsnummer;Opleiding;Datum;Dagen", "A-007;EHBO;2/5/2024;1");
        Assert.Null(line.Ssin);
        Assert.Equal("A-007", line.Identity.OwnReference);
        Read("INSZ;Personeelsnummer;Opleiding;Datum;Dagen", ";;EHBO;2/5/2024;1", out var nobody);
        Assert.Null(nobody);
    }

    [Fact]
    public void A_refused_offer_needs_no_more_than_its_length_and_a_cancelled_training_not_even_that()
    {
        var refused = One(
            "INSZ;Opleiding;Datum;Dagen;Status;Aangeboden en geweigerd",
            "60022999192;EHBO;2/5/2024;1;niet gevolgd;ja"
        );
        Assert.Equal((TrainingStatus.NotFollowed, true), (refused.Status, refused.OfferedAndRefused));
        Assert.Equal(0, One("INSZ;Opleiding;Datum;Dagen;Status", "60022999192;EHBO;2/5/2024;0;afgelast").Days!.Value);
    }

    [Fact]
    public void A_row_of_a_right_is_told_from_a_training()
    {
        Assert.True(RightLineReading.IsRight(Read("Soort rij;INSZ;Opleiding;Datum;Dagen", "recht;60022999192;;;5", out _)));
        Assert.False(RightLineReading.IsRight(Read("Soort rij;INSZ;Opleiding;Datum;Dagen", "opleiding;60022999192;;;5", out _)));
    }

    [Fact]
    public void A_long_title_is_refused_and_a_formula_is_a_text()
    {
        Read("INSZ;Opleiding;Datum;Dagen", $"60022999192;{new string('x', 201)};2/5/2024;1", out var line);
        Assert.Null(line);
        Assert.Equal("=cmd|' /C calc'!A0", One("INSZ;Opleiding;Datum;Dagen", "60022999192;=cmd|' /C calc'!A0;2/5/2024;1").Title);
    }

    private static TrainingLine One(string header, string row)
    {
        var reading = Read(header, row, out var line);
        Assert.Empty(reading.Remarks);
        return line!;
    }

    private static RowReading Read(string header, string row, out TrainingLine? line)
    {
        using var list = ListFile.Open(new MemoryStream(Encoding.UTF8.GetBytes($"{header}\r\n{row}\r\n")));
        Assert.Equal(FileKind.TrainingList, list.Header.List);
        var reading = list.Read(Assert.Single(list.Rows()));
        line = TrainingLineReading.Read(reading, Today);
        return reading;
    }
}
