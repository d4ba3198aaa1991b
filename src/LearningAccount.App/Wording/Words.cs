using System.Globalization;
using System.Text.Encodings.Web;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using Microsoft.AspNetCore.Html;

namespace LearningAccount.App.Wording;

/// <summary>The words, numbers and dates of pages and papers in the language of their reader.</summary>
public sealed class Words
{
    // Before the catalogue, which is loaded with them.
    private static readonly string[] Rooms = ["Portal/Texts/", "Papers/Texts/", "Documents/Texts/", "Duties/Texts/"];
    private static readonly Catalogue Catalogue = Catalogue.Load(typeof(Words).Assembly, TextFiles());
    public static readonly IFormatProvider Invariant = CultureInfo.InvariantCulture;

    /// <summary>Digits alone, as an address holds them.</summary>
    public const NumberStyles Plain = NumberStyles.None;
    private static readonly Words[] All = [.. Languages.All.Select(language => new Words(language))];
    private readonly string datePattern;
    private readonly string shortDatePattern;

    private Words(Language language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language is Language.En ? "en-GB" : $"{language.Code()}-BE");
        (datePattern, shortDatePattern) = language switch
        {
            Language.De => ("d'.\u00A0'MMMM yyyy", "d'.\u00A0'MMM\u00A0yyyy"),
            _ => ("d\u00A0MMMM yyyy", "d\u00A0MMM\u00A0yyyy"),
        };
    }

    public Language Language { get; }

    /// <summary>Belgian formats, and British ones for English.</summary>
    public CultureInfo Culture { get; }

    public static IEnumerable<string> Codes => Catalogue.Codes;

    public string this[string code] => Catalogue.Text(code, Language);

    public static Words In(Language language) => All[(int)language];

    public static bool Has(string code) => Catalogue.Has(code);

    public string Of(string code, params ReadOnlySpan<(string Name, string Value)> values) =>
        Catalogue.Text(code, Language, values);

    /// <summary>The text <c>code.one</c> or <c>code.many</c>, with the number as <c>{n}</c>.</summary>
    public string Count(string code, long n, params ReadOnlySpan<(string Name, string Value)> values) =>
        Catalogue.Text($"{code}.{(IsOne(n) ? "one" : "many")}", Language, [("n", Number(n)), .. values]);

    /// <summary>The text with <c>*stressed*</c> parts; everything else in it is encoded.</summary>
    public IHtmlContent Stressed(string code, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var html = new HtmlContentBuilder();
        var strong = false;
        // A value may hold an asterisk of its own: only those of the text count, so they are marked before filling in.
        foreach (var part in Catalogue.Text(code, Language, Shielded(values)).Split('*'))
        {
            html.AppendHtml(strong ? "<strong>" : "").Append(part.Replace('\u0001', '*')).AppendHtml(strong ? "</strong>" : "");
            strong = !strong;
        }
        return html;
    }

    public string Number(long n) => n.ToString("N0", Culture);

    /// <summary>Rounded half away from zero, with exactly these decimals, as the reader writes numbers.</summary>
    public string Number(Fraction value, int decimals = 2) => Localised(value.ToFixedText(decimals));

    /// <summary>The same with its sign, also where it is added.</summary>
    public string Signed(Fraction value) => value.Round(2).Sign > 0 ? "+" + Number(value) : Number(value);

    /// <summary>As many decimals as it has, two at the most.</summary>
    public string Short(Fraction value) => Localised(value.Round(2).ToDecimalText());

    /// <summary>Days as people say them: <c>2,75 dagen</c>, <c>1 jour</c>, with two decimals at the most.</summary>
    public string Days(Fraction days)
    {
        var rounded = days.Round(2);
        return $"{Localised(rounded.ToDecimalText())}\u00A0{this[IsOneDay(rounded) ? "unit.day" : "unit.days"]}";
    }

    /// <summary>An amount with its cents, the sign where the reader's language has it: <c>€ 12,50</c>, <c>12,50 €</c>, <c>€12.50</c>.</summary>
    public string Euro(Fraction amount) =>
        Language switch
        {
            Language.Nl => $"€\u00A0{Number(amount)}",
            Language.En => $"€{Number(amount)}",
            _ => $"{Number(amount)}\u00A0€",
        };

    /// <summary>A part of a whole: <c>42%</c>, <c>42 %</c>; with as many decimals as it has, and these at the most.</summary>
    public string Percent(Fraction part, int decimals = 0)
    {
        var number = Short((part * 100).Round(decimals));
        return Language is Language.Nl or Language.En ? $"{number}%" : $"{number}\u00A0%";
    }

    /// <summary>Hours and minutes: <c>20 h 54</c>.</summary>
    public static string HoursAndMinutes(System.Numerics.BigInteger minutes)
    {
        var sign = minutes.Sign < 0 ? "−" : "";
        var positive = System.Numerics.BigInteger.Abs(minutes);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{positive / 60}\u00A0h\u00A0{positive % 60:00}");
    }

    /// <summary>The date in words: <c>31 décembre 2028</c>.</summary>
    public string Date(DateOnly day) => First(day) + day.ToString(datePattern, Culture)[FirstLength(day)..];

    /// <summary>The date with its month abbreviated, for columns: <c>31 dec. 2028</c>.</summary>
    public string ShortDate(DateOnly day) => First(day) + day.ToString(shortDatePattern, Culture)[FirstLength(day)..];

    /// <summary>The day and the time in Belgium: <c>22 nov. 2026, 14:05</c>.</summary>
    public string Moment(DateTimeOffset at) =>
        $"{ShortDate(BelgianDay.Of(at))}, {BelgianDay.Clock(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>A quarter as people say it: <c>3e kwartaal 2025</c>.</summary>
    public string Quarter(Quarter quarter)
    {
        // French has a word of its own for the first.
        var number = Language is Language.Fr && quarter.Number == 1 ? "1er trimestre" : null;
        return number is null
            ? Of("size.quarterName", ("number", quarter.Number.ToString(Invariant)), ("year", quarter.Year.ToString(Invariant)))
            : $"{number} {quarter.Year.ToString(Invariant)}";
    }

    // French says "1er janvier"; every other day is a plain number.
    private string First(DateOnly day) => Language is Language.Fr && day.Day == 1 ? "1er" : "";

    private int FirstLength(DateOnly day) => Language is Language.Fr && day.Day == 1 ? 1 : 0;

    private bool IsOne(long n) => Language is Language.Fr ? n is 0 or 1 : n == 1;

    // French takes the singular below two, Dutch up to one; German and English for one alone.
    private bool IsOneDay(Fraction days) =>
        Language switch
        {
            Language.Fr => days.Abs() < 2,
            Language.Nl => days.Sign != 0 && days.Abs() <= 1,
            _ => days.Abs() == 1,
        };

    private string Localised(string invariant)
    {
        var point = invariant.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? invariant : invariant[..point];
        var text = long.TryParse(whole, NumberStyles.AllowLeadingSign, NumberFormatInfo.InvariantInfo, out var n)
            ? Number(Math.Abs(n))
            : whole;
        var sign = invariant.StartsWith('-') ? "−" : "";
        return point < 0 ? sign + text : $"{sign}{text}{Culture.NumberFormat.NumberDecimalSeparator}{invariant[(point + 1)..]}";
    }

    private static (string, string)[] Shielded(ReadOnlySpan<(string Name, string Value)> values)
    {
        var shielded = new (string, string)[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            shielded[i] = (values[i].Name, values[i].Value.Replace('*', '\u0001'));
        }
        return shielded;
    }

    private static string[] TextFiles() =>
        [
            .. typeof(Words)
                .Assembly.GetManifestResourceNames()
                .Where(name => Rooms.Any(room => name.StartsWith(room, StringComparison.Ordinal))),
        ];
}
