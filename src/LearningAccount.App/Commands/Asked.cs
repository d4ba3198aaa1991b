using System.CommandLine;
using System.Globalization;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary>Options that several commands share.</summary>
internal static class Asked
{
    /// <summary>The language of the answer; each command has its own option object. <see cref="In"/> reads it.</summary>
    public static Option<Language?> Language() =>
        new("--lang")
        {
            // A default of the option would stand in the help by the name it has in the program.
            Description = "Language of the answer: nl, fr, de or en. [default: en]",
            HelpName = "nl|fr|de|en",
            CustomParser = result =>
            {
                if (!Languages.TryParse(result.Tokens.Single().Value, out var language))
                {
                    result.AddError($"--lang: '{result.Tokens.Single().Value}' is not one of nl, fr, de, en.");
                }
                return language;
            },
        };

    /// <summary>The language asked for, English where none is.</summary>
    public static Language In(this ParseResult asked, Option<Language?> language) =>
        asked.GetValue(language) ?? Law.Texts.Language.En;

    /// <summary>A day such as 2026-11-21.</summary>
    public static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "yyyy-MM-dd",
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return day;
                }
                result.AddError($"{name}: '{text}' is not a date such as 2026-11-21.");
                return null;
            },
        };

    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON." };

    /// <summary>The day it is in Belgium.</summary>
    public static DateOnly Today(TimeProvider clock) =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels")).DateTime
        );
}
