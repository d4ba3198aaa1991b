using System.Globalization;

namespace LearningAccount.Law.Texts;

/// <summary>Dates and numbers as people of each language write them. Without the machine's culture, so the same everywhere.</summary>
public static class Formats
{
    private static readonly string[][] Months =
    [
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ];

    /// <summary><c>1 maart 2026</c>, <c>1er mars 2026</c>, <c>1. März 2026</c>, <c>1 March 2026</c>.</summary>
    public static string Date(DateOnly day, Language language)
    {
        var suffix = language switch
        {
            Language.Fr when day.Day == 1 => "er",
            Language.De => ".",
            _ => "",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{day.Day}{suffix} {Months[(int)language][day.Month - 1]} {day.Year}"
        );
    }

    /// <summary>At most two decimals, half away from zero, with the language's decimal sign: <c>3,75</c>.</summary>
    public static string Number(Fraction value, Language language)
    {
        var text = value.Round(2).ToDecimalText();
        return language == Language.En ? text : text.Replace('.', ',');
    }

    /// <summary>Two decimals, also where they are 0, so that a column of numbers can be read down.</summary>
    public static string Fixed(Fraction value, Language language)
    {
        var text = value.ToFixedText(2);
        return language == Language.En ? text : text.Replace('.', ',');
    }

    /// <summary>The number of <see cref="Number"/>, and the exact one beside it where it was rounded: <c>4,58 (55/12)</c>.</summary>
    public static string Exact(Fraction value, Language language) =>
        value.Round(2) == value ? Number(value, language) : $"{Number(value, language)} ({value})";

    /// <summary>A formula with the language's decimal sign; arguments are then parted by a semicolon.</summary>
    public static string Formula(string formula, Language language) =>
        language == Language.En ? formula : formula.Replace(',', ';').Replace('.', ',');
}
