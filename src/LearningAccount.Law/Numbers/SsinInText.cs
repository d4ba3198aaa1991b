using System.Text.RegularExpressions;

namespace LearningAccount.Law;

/// <summary>National numbers that somebody wrote into a text of its own.</summary>
public static partial class SsinInText
{
    /// <summary>True where a valid number stands in it, spelled in any usual way.</summary>
    public static bool IsIn(string text) =>
        Elevens().Matches(text).Any(match => !IsOfMachines(match) && Ssin.TryParse(match.ValueSpan, out _, out _));

    /// <summary>The text with each valid number hidden; any other eleven digits stay.</summary>
    public static string Masked(string text) =>
        Elevens()
            .Replace(
                text,
                match =>
                    !IsOfMachines(match) && Ssin.TryParse(match.ValueSpan, out var number, out _)
                        ? number.ToString()
                        : match.Value
            );

    private static bool IsOfMachines(Match match) => match.Groups["machines"].Success;

    // Eleven digits with at most one sign between two of them, which are no part of a longer number. One UUID in some ten
    // thousands has such digits, and hashes have; they name nobody, and are passed over whole.
    [GeneratedRegex(
        @"(?<machines>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32,})|(?<![0-9])[0-9](?:[ ./-]?[0-9]){10}(?![0-9])",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Elevens();
}
