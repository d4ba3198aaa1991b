using System.Collections.Frozen;
using System.Globalization;
using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>How values are written in columns: the same text on both engines.</summary>
public static class ColumnText
{
    private const string Day = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Of(Guid id) => id.ToString("D");

    public static string Of(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public static string Of(Quarter quarter) => quarter.ToString();

    public static string Of(Fraction value) => value.ToString();

    public static string Of(JointCommittee committee) => committee.Digits;

    public static string Of(Ssin ssin) => ssin.Digits;

    public static string Of(EnterpriseNumber number) => number.Digits;

    public static string Of(NssoNumber number) => number.Digits;

    /// <summary>UTC, with a fixed width so that text order is time order.</summary>
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>The spelling of files: <c>blueCollar</c>; codes in capitals, such as <c>PEL_BXL</c>, as they stand.</summary>
    public static string Of<T>(T code)
        where T : struct, Enum => EnumCodes<T>.Texts[code];

    public static DateOnly ToDay(string text) => DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);

    public static Quarter ToQuarter(string text) =>
        Quarter.TryParse(text, out var quarter) ? quarter : throw new FormatException($"'{text}' is not a quarter.");

    // The messages name no number: they may reach a log.
    public static Ssin ToSsin(string text) =>
        Ssin.TryParseDigits(text, out var ssin, out var why)
            ? ssin
            : throw new FormatException($"A stored number is wrong: {why}.");

    public static EnterpriseNumber ToEnterpriseNumber(string text) =>
        EnterpriseNumber.TryParseNsso(text, out var number, out var why)
            ? number
            : throw new FormatException($"A stored enterprise number is wrong: {why}.");

    public static NssoNumber ToNssoNumber(string text) =>
        NssoNumber.TryParse(text, out var number, out var why)
            ? number
            : throw new FormatException($"A stored NSSO number is wrong: {why}.");

    public static DateTimeOffset ToInstant(string text) =>
        DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static class EnumCodes<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Texts = Enum.GetValues<T>().ToFrozenDictionary(v => v, Spell);

        private static string Spell(T value)
        {
            var name = value.ToString();
            return name.Any(char.IsLower) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
        }
    }
}
