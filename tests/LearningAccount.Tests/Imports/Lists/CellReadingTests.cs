using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.Tests.Imports.Lists;

public sealed class CellReadingTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("31/12/2026", "2026-12-31")]
    [InlineData("1/2/2024", "2024-02-01")]
    [InlineData("29-02-2024", "2024-02-29")]
    [InlineData("31.12.26", "2026-12-31")]
    [InlineData("1.1.99", "1999-01-01")]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("2026-12-31T00:00:00", "2026-12-31")]
    [InlineData("31/12/2026 00:00", "2026-12-31")]
    [InlineData("2026/12/31", "2026-12-31")]
    [InlineData("20261231", "2026-12-31")]
    [InlineData("31 december 2026", "2026-12-31")]
    [InlineData("1er février 2026", "2026-02-01")]
    [InlineData("3. März 2026", "2026-03-03")]
    [InlineData("31-déc.-26", "2026-12-31")]
    [InlineData("1 - 6 - 2026", "2026-06-01")]
    public void Dates_are_read_with_the_day_first(string text, string expected) => Assert.Equal(expected, Date(Text(text)));

    [Theory]
    [InlineData("31/02/2026", "cell.dateNotInCalendar")]
    [InlineData("29/02/2025", "cell.dateNotInCalendar")]
    [InlineData("12/31/2026", "cell.dateDayFirst")]
    [InlineData("46022", "cell.dateSerial")]
    [InlineData("gisteren", "cell.date")]
    [InlineData("1/2", "cell.date")]
    [InlineData("NaN", "cell.date")]
    [InlineData("31/12/1899", "cell.dateOutOfRange")]
    [InlineData("01/01/2200", "cell.dateOutOfRange")]
    [InlineData("00/01/2026", "cell.dateNotInCalendar")]
    public void What_is_no_date_says_why(string text, string code) => Assert.Equal(code, Date(Text(text)));

    [Fact]
    public void The_far_future_of_payroll_programs_is_no_end() => Assert.Null(Date(Text("31/12/9999")));

    [Fact]
    public void A_birth_needs_its_century()
    {
        DateReading.Read(Text("31/12/26"), isBirth: true, monthFirst: false, out var date, out var fault);
        Assert.Null(date);
        Assert.Equal("cell.dateTwoDigits", fault);
    }

    [Fact]
    public void Day_numbers_of_a_workbook_are_dates()
    {
        Assert.Equal("2026-01-01", Date(new(CellKind.Number, "46023")));
        Assert.Equal("2024-02-29", Date(new(CellKind.Number, "45351.75")));
        Assert.Equal("2026-12-31", Date(new(CellKind.Number, "20261231")));
        Assert.Equal("cell.date", Date(new(CellKind.Number, "1E+300")));
        Assert.Equal("cell.date", Date(new(CellKind.Number, "-1")));
        Assert.Equal("cell.date", Date(new(CellKind.Time, "7:36")));
    }

    [Theory]
    [InlineData("7,6", "38/5", null)]
    [InlineData("7.6", "38/5", null)]
    [InlineData("7u36", "38/5", DurationUnit.Hours)]
    [InlineData("7h36", "38/5", DurationUnit.Hours)]
    [InlineData("7:36", "38/5", DurationUnit.Hours)]
    [InlineData("7 H 36 min", "38/5", DurationUnit.Hours)]
    [InlineData("0:45", "3/4", DurationUnit.Hours)]
    [InlineData("456 min", "38/5", DurationUnit.Hours)]
    [InlineData("8u", "8", DurationUnit.Hours)]
    [InlineData("8 heures", "8", DurationUnit.Hours)]
    [InlineData("1,5 dagen", "3/2", DurationUnit.Days)]
    [InlineData("2 jours", "2", DurationUnit.Days)]
    [InlineData("3 Tage", "3", DurationUnit.Days)]
    [InlineData("½ dag", "1/2", DurationUnit.Days)]
    [InlineData("1½", "3/2", null)]
    [InlineData("1/2", "1/2", null)]
    [InlineData("-0,5", "-1/2", null)]
    public void Durations_are_read_with_their_unit(string text, string expected, DurationUnit? unit)
    {
        Assert.Null(QuantityReading.Duration(Text(text), out var quantity, out var read));
        Assert.Equal((expected, unit), (quantity.ToString(), read));
    }

    [Theory]
    [InlineData("7:75", "cell.minutes")]
    [InlineData("1.000", "cell.numberAmbiguous")]
    [InlineData("1,000.000", "cell.numberAmbiguous")]
    [InlineData("1E+09", "cell.exponent")]
    [InlineData("NaN", "cell.duration")]
    [InlineData("∞", "cell.duration")]
    [InlineData("acht", "cell.duration")]
    [InlineData("8 weken", "cell.duration")]
    [InlineData("1/0", "cell.duration")]
    [InlineData("=1+1", "cell.duration")]
    public void What_is_no_duration_says_why(string text, string code) =>
        Assert.Equal(code, QuantityReading.Duration(Text(text), out _, out _));

    [Theory]
    [InlineData("2025: 8; 2026: 7,6", "2025=8 2026=38/5")]
    [InlineData("2025=8 | 2026=7u36", "2025=8 2026=38/5")]
    [InlineData("2025: 1 dag + 2026: 2 dagen", "2025=1 2026=2")]
    public void Parts_per_year_are_read(string text, string expected)
    {
        Assert.Null(QuantityReading.PerYear(text, out var parts));
        Assert.Equal(expected, string.Join(' ', parts.Select(part => $"{part.Year}={part.Quantity}")));
    }

    [Theory]
    [InlineData("2025: 8; 2025: 7")]
    [InlineData("8; 7")]
    [InlineData(";")]
    public void Parts_without_their_year_are_refused(string text) =>
        Assert.Equal("cell.perYear", QuantityReading.PerYear(text, out _));

    [Theory]
    [InlineData("€ 1.250,00", "1250")]
    [InlineData("1,250.50", "2501/2")]
    [InlineData("1.250", "1250")]
    [InlineData("99,9 EUR", "999/10")]
    public void Amounts_of_euro_are_read_with_both_separators(string text, string expected)
    {
        Assert.True(QuantityReading.Euro(text, out var amount));
        Assert.Equal(expected, amount.ToString());
    }

    [Theory]
    [InlineData("4/5", "4/5")]
    [InlineData("80%", "4/5")]
    [InlineData("80 %", "4/5")]
    [InlineData("0,8", "4/5")]
    [InlineData("0.8", "4/5")]
    [InlineData("100", "1")]
    [InlineData("80", "4/5")]
    [InlineData("30,4/38", "4/5")]
    [InlineData("24/38", "12/19")]
    [InlineData("voltijds", "1")]
    [InlineData("mi-temps", "1/2")]
    [InlineData("Vollzeit", "1")]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    public void Work_regimes_are_read_as_exact_parts_of_full_time(string text, string expected)
    {
        Assert.Null(RegimeReading.Read(Text(text), inPercent: false, out var regime));
        Assert.Equal(expected, regime.ToString());
    }

    [Theory]
    [InlineData("38", "cell.regimeAmbiguous")]
    [InlineData("20", "cell.regimeAmbiguous")]
    [InlineData("120%", "cell.regimeAboveOne")]
    [InlineData("40/38", "cell.regimeAboveOne")]
    [InlineData("-0,5", "cell.regime")]
    [InlineData("deeltijds", "cell.regime")]
    [InlineData("4/0", "cell.regime")]
    [InlineData("1000000000", "cell.regimeAboveOne")]
    public void What_is_no_work_regime_says_why(string text, string code) =>
        Assert.Equal(code, RegimeReading.Read(Text(text), inPercent: false, out _));

    [Fact]
    public void A_header_in_percent_settles_what_a_number_means()
    {
        Assert.Null(RegimeReading.Read(Text("20"), inPercent: true, out var regime));
        Assert.Equal("1/5", regime.ToString());
    }

    [Theory]
    [InlineData(CellKind.Text, "60.02.29-991.92", "60022999192")]
    [InlineData(CellKind.Text, "04022999409", "04022999409")]
    [InlineData(CellKind.Number, "4022999409", "04022999409")]
    [InlineData(CellKind.Text, "4022999409", "04022999409")]
    [InlineData(CellKind.Number, "22999125", null)]
    [InlineData(CellKind.Number, "60022999192.0", "60022999192")]
    [InlineData(CellKind.Text, "60022999192,00", "60022999192")]
    [InlineData(CellKind.Text, "64222999620", "64222999620")]
    public void National_numbers_get_back_the_zeros_a_spreadsheet_took(CellKind kind, string text, string? expected)
    {
        var fault = NumberReading.Ssin(new(kind, text), Today, out var ssin);
        // 00.02.29-991.25 begins with three zeros, so that its eight digits are still enough.
        Assert.Null(fault);
        Assert.Equal(expected ?? "00022999125", ssin.Digits);
    }

    [Theory]
    [InlineData("6,0023E+10", "cell.ssinExponent")]
    [InlineData("6.0023e10", "cell.ssinExponent")]
    [InlineData("60022999193", "cell.ssinCheck")]
    [InlineData("600229991", "cell.ssinCheck")]
    [InlineData("123", "cell.ssinLength")]
    [InlineData("6002299919200", "cell.ssinLength")]
    [InlineData("onbekend", "cell.ssinCharacters")]
    [InlineData("60132999172", "cell.ssin")]
    public void What_is_no_national_number_says_why(string text, string code) =>
        Assert.Equal(code, NumberReading.Ssin(Text(text), Today, out _));

    [Theory]
    [InlineData("0999.990.222", null)]
    [InlineData("BE 0999 990 222", null)]
    [InlineData("999990222", null)]
    [InlineData("0999990223", "cell.enterpriseCheck")]
    [InlineData("abc", "cell.enterprise")]
    public void Enterprise_numbers_are_read_as_people_write_them(string text, string? code)
    {
        Assert.Equal(code, NumberReading.Enterprise(Text(text), out var number));
        Assert.Equal(code is null ? "0999990222" : "0000000000", number.Digits);
    }

    [Theory]
    [InlineData("200", "200")]
    [InlineData("PC 200", "200")]
    [InlineData("CP 140.03", "140.03")]
    [InlineData("140.01.02", "140.01.02")]
    [InlineData("1400300", "140.03")]
    [InlineData("14003", "140.03")]
    [InlineData("140.01.01-00.00", "140.01.01")]
    [InlineData("200 - Aanvullend PC voor de bedienden", "200")]
    [InlineData("200.00", "200")]
    public void Joint_committees_are_read_as_payroll_writes_them(string text, string expected)
    {
        Assert.True(CommitteeReading.Read(Text(text), out var committee));
        Assert.Equal(expected, committee.ToString());
    }

    [Theory]
    [InlineData("149.1")]
    [InlineData("999")]
    [InlineData("20")]
    [InlineData("PC")]
    [InlineData("140,03,")]
    public void What_is_no_joint_committee_is_refused(string text) => Assert.False(CommitteeReading.Read(Text(text), out _));

    private static Cell Text(string text) => Cell.OfText(text, TableLimits.Default);

    private static string? Date(Cell cell)
    {
        DateReading.Read(cell, isBirth: false, monthFirst: false, out var date, out var fault);
        return fault ?? date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
