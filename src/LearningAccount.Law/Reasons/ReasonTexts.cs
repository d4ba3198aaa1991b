using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.Law.Texts;

namespace LearningAccount.Law.Reasons;

/// <summary>Writes reasons and anomalies of the law out for people, in four languages.</summary>
public static class ReasonTexts
{
    private const int DateLetters = 10;

    /// <summary>All texts of the law: reasons, inputs, articles, settings, anomalies, words.</summary>
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(
            typeof(ReasonTexts).Assembly,
            "Texts/reasons.json",
            "Texts/inputs.json",
            "Texts/articles.json",
            "Texts/settings.json",
            "Texts/anomalies.json",
            "Texts/cases.json",
            "Texts/words.json"
        );

    /// <summary>The reason in a sentence or two, without formula and inputs.</summary>
    public static string Of(Reason reason, Language language) => Of(reason, reason.Result, language);

    /// <summary>
    /// The same for who asks how much and not how it was computed: its result with two decimals at the most, and no exact one
    /// beside it.
    /// </summary>
    public static string Rounded(Reason reason, Language language) => Of(reason, reason.Result.Round(2), language);

    private static string Of(Reason reason, Fraction result, Language language) =>
        Catalogue.Text(
            $"reason.{reason.Code}",
            language,
            (reason, result, language),
            static (of, place) =>
                place switch
                {
                    "days" => Days(of.result, of.language),
                    "number" => Formats.Exact(of.result, of.language),
                    _ => Given(of.reason.Values, place, of.language),
                }
        );

    private static string Given(ImmutableArray<(string Name, string Value)> values, string place, Language language)
    {
        foreach (var (name, value) in values)
        {
            if (string.Equals(name, place, StringComparison.Ordinal))
            {
                return Shown(name, value, language);
            }
        }
        return "";
    }

    /// <summary>Days with their unit: <c>1 dag</c>, <c>2,75 dagen</c>; French says <c>jour</c> below two.</summary>
    public static string Days(Fraction days, Language language)
    {
        var isOne = language == Language.Fr ? days.Abs() < 2 : days.Abs() == 1;
        return Catalogue.Text($"word.day.{(isOne ? "one" : "many")}", language, ("number", Formats.Exact(days, language)));
    }

    /// <summary>
    /// The formula in the language's figures, with its result: <c>5 × (12 × 1) / 12 = 5</c>; empty where it would only say
    /// the result again.
    /// </summary>
    public static string Formula(Reason reason, Language language)
    {
        var result = Formats.Exact(reason.Result, language);
        var formula = Formats.Formula(reason.Formula, language);
        return Fraction.TryParse(reason.Formula, out _) ? "" : $"{formula} = {result}";
    }

    /// <summary>The article or agreement a reason rests on.</summary>
    public static string Law(Reason reason, Language language) => Catalogue.Text($"article.{reason.Law}", language);

    /// <summary>What an input is and its value: <c>Work regime: 19 h / 38 h</c>.</summary>
    public static string Input(Input input, Language language)
    {
        if (input.Name.StartsWith("setting.", StringComparison.Ordinal))
        {
            return Setting(input, language);
        }
        var code = $"input.{input.Name}";
        // What has no last day is said another way.
        if (input.To is null && Catalogue.Has($"{code}.open"))
        {
            code = $"{code}.open";
        }
        else if (input.To is { } last && last == input.From && Catalogue.Has($"{code}.day"))
        {
            code = $"{code}.day";
        }
        var text = Catalogue.Text(
            code,
            language,
            (input, language),
            static (of, place) =>
                place switch
                {
                    "value" => InputValue(of.input, of.language),
                    "days" => Fraction.TryParse(of.input.Value, out var days) ? Days(days, of.language) : of.input.Value,
                    "from" => of.input.From is { } from ? Formats.Date(from, of.language) : "",
                    "to" => of.input.To is { } to ? Formats.Date(to, of.language) : "",
                    "year" => of.input.From?.Year.ToString(CultureInfo.InvariantCulture) ?? "",
                    "source" => of.input.Source ?? "",
                    _ => "",
                }
        );
        // A source that is not given leaves no blank behind.
        return text.TrimEnd();
    }

    /// <summary>Where an input comes from, or null where it is no fact of somebody.</summary>
    public static string? Origin(Input input, Language language) =>
        input.Origin is not { } origin
            ? null
            : Catalogue
                .Text(
                    origin.RecordedOn is null ? $"origin.{origin.Kind}" : $"origin.{origin.Kind}.recorded",
                    language,
                    ("reference", origin.Reference),
                    ("on", origin.RecordedOn is { } on ? Formats.Date(on, language) : "")
                )
                // What somebody says by hand has nothing to find it again by.
                .TrimEnd(' ', ',');

    public static string Anomaly(Anomaly anomaly, Language language) =>
        Catalogue.Text(
            $"anomaly.{anomaly.Code}",
            language,
            (anomaly, language),
            static (of, place) => Given(of.anomaly.Values, place, of.language)
        );

    /// <summary>A label and what stands behind it, with the language's colon.</summary>
    public static string Labelled(string label, string value, Language language) =>
        Catalogue.Text("word.labelled", language, ("label", label), ("value", value));

    private static string Setting(Input input, Language language)
    {
        var setting = input.Name["setting.".Length..];
        // A number of working days is its own text; all other values are codes.
        var value = int.TryParse(input.Value, CultureInfo.InvariantCulture, out _)
            ? input.Value
            : Catalogue.Text($"setting.{setting}.{input.Value}", language);
        return Labelled(Catalogue.Text($"setting.{setting}", language), value, language);
    }

    private static string InputValue(Input input, Language language) =>
        input.Name switch
        {
            "sizeClass" or "sizeClass.said" => Catalogue.Text($"word.class.{input.Value}", language),
            "endReason" => Catalogue.Text($"word.endReason.{input.Value}", language),
            "jointCommittee" or "proposal" => input.Value,
            "paidInLieu" or "noticeWorked" => Catalogue.Text($"word.{input.Value}", language),
            "regime" when input.Value is "1" => Catalogue.Text("word.fullTime", language),
            // Any other regime is shown as it was given, so that people find it again.
            "regime" or "regime.default" or "partialLeave" => Formats.Formula(input.Value, language),
            _ => Fraction.TryParse(input.Value, out var number)
                ? Formats.Exact(number, language)
                : Formats.Formula(input.Value, language),
        };

    // The ending of its name tells what a value is.
    private static string Shown(string name, string value, Language language)
    {
        if (
            (
                name.EndsWith("On", StringComparison.Ordinal)
                || name.EndsWith("From", StringComparison.Ordinal)
                || name is "on" or "windowTo"
            )
            && value.Length == DateLetters
            && DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            return Formats.Date(day, language);
        }
        return name switch
        {
            "sizeClassCode" => Catalogue.Text($"word.class.{value}", language),
            "title" when value.Length == 0 => Catalogue.Text("word.untitled", language),
            "why" when value.Length == 0 => Catalogue.Text("word.noReasonGiven", language),
            _ => value,
        };
    }
}
