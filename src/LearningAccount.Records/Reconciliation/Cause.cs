using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;

namespace LearningAccount.Records.Reconciliation;

/// <summary>Why a figure of another register is not ours: what, changed here, gives the figure shown there.</summary>
/// <param name="Code">A code with a text in four languages: <c>sizeClass</c>, <c>regimeFirstDay</c>, <c>training</c>.</param>
/// <param name="Article">The code of the article it rests on, as in <see cref="Reason.Law"/>; null: none.</param>
public sealed record Cause(string Code, string? Article = null)
{
    public const string Unexplained = "unexplained";

    /// <summary>What its text is filled with, as facts are written. Never a national number.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>A sentence with its figures.</summary>
    public string Text(Language language) =>
        RecordTexts.Catalogue.Text(
            $"cause.{Code}{Way()}",
            language,
            [.. Values.Select(value => (value.Name, Shown(value, language)))]
        );

    /// <summary>Its name in a few words, for lists and filters.</summary>
    public static string Name(string code, Language language) => RecordTexts.Catalogue.Text($"causeName.{code}", language);

    /// <summary>The article in words; null where there is none.</summary>
    public string? Law(Language language) => Article is null ? null : ReasonTexts.Catalogue.Text($"article.{Article}", language);

    internal static string Of(Fraction days) => days.ToString();

    // Their figure is higher or lower than what is explained; where neither, only how it is made up differs.
    private string Way() =>
        (Code is Unexplained ? Fraction.Parse(Values[0].Value).Sign : 0) switch
        {
            > 0 => ".more",
            < 0 => ".less",
            0 => "",
        };

    private static string Shown((string Name, string Value) value, Language language) =>
        value.Name switch
        {
            "days" or "here" or "there" => ReasonTexts.Days(Fraction.Parse(value.Value).Abs(), language),
            "hours" or "otherHours" => Formats.Number(Fraction.Parse(value.Value), language),
            "class" => ReasonTexts.Catalogue.Text($"word.class.{value.Value}", language),
            "how" => RecordTexts.Catalogue.Text($"rounding.{value.Value}", language),
            _ => value.Value,
        };
}
