using System.Text.RegularExpressions;

namespace LearningAccount.Law;

/// <summary>National numbers that somebody wrote into a text of its own.</summary>
public static partial class SsinInText
{
    /// <summary>True where a valid number stands in it, spelled in any usual way.</summary>
    public static bool IsIn(string text) => Elevens().Matches(text).Any(match => Ssin.TryParse(match.ValueSpan, out _, out _));

    /// <summary>The text with each valid number hidden; any other eleven digits stay.</summary>
    public static string Masked(string text) =>
        Elevens().Replace(text, match => Ssin.TryParse(match.ValueSpan, out var number, out _) ? number.ToString() : match.Value);

    // Eleven digits with at most one sign between two of them, which are no part of a longer number.
    [GeneratedRegex(@"(?<![0-9])[0-9](?:[ ./-]?[0-9]){10}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Elevens();
}
