using System.Globalization;
using System.Text;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;

namespace LearningAccount.Law.Cases;

/// <summary>An account as text for people: what is left, the years as a table, and why.</summary>
public static class AccountText
{
    public static string Of(string? name, Account account, Language language)
    {
        var text = new StringBuilder(4000);
        if (name is not null)
        {
            text.AppendLine(name);
        }
        text.AppendLine(Word("text.on", language, ("on", Formats.Date(account.On, language))));
        if (account.Years.IsEmpty)
        {
            text.AppendLine(Word("text.noAccount", language));
        }
        else
        {
            text.AppendLine(
                Word(
                    "text.left",
                    language,
                    ("days", ReasonTexts.Days(account.Balance.Exact, language)),
                    ("hours", Formats.Number(account.Balance.Hours, language))
                )
            );
            AppendYears(text, account, language);
        }
        AppendWindow(text, account, language);
        AppendExit(text, account, language);
        AppendReasons(text, account, language);
        AppendAnomalies(text, account, language);
        return text.ToString();
    }

    private static void AppendYears(StringBuilder text, Account account, Language language)
    {
        string[] heads = ["year", "opening", "credit", "extra", "adjusted", "used", "outside", "expired", "forfeited", "closing"];
        var rows = new List<string[]> { heads.Select(head => Word($"text.{head}", language)).ToArray() };
        foreach (var year in account.Years)
        {
            rows.Add([
                year.Year.ToString(CultureInfo.InvariantCulture),
                Formats.Fixed(year.Opening, language),
                Formats.Fixed(year.Credit, language),
                Formats.Fixed(year.Extra, language),
                Formats.Fixed(year.Adjusted, language),
                Formats.Fixed(year.Used, language),
                Formats.Fixed(year.Outside, language),
                Formats.Fixed(year.Expired, language),
                Formats.Fixed(year.Forfeited, language),
                Formats.Fixed(year.Closing, language),
            ]);
        }
        text.AppendLine();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                var width = rows.Max(cells => cells[column].Length);
                text.Append(column == 0 ? "" : "  ")
                    .Append(column == 0 ? row[column].PadRight(width) : row[column].PadLeft(width));
            }
            text.AppendLine();
        }
    }

    private static void AppendWindow(StringBuilder text, Account account, Language language)
    {
        if (account.Window is not { } window)
        {
            return;
        }
        Head(text, "text.window", language);
        AppendReason(text, account.Reasons[window.Reason], language);
        AppendReason(text, account.Reasons[window.UsedReason], language);
        text.AppendLine(Word(window.Met ? "text.windowMet" : "text.windowNotMet", language));
    }

    private static void AppendExit(StringBuilder text, Account account, Language language)
    {
        if (account.Exit is not { } exit)
        {
            return;
        }
        Head(text, "text.exit", language);
        text.AppendLine(ReasonTexts.Of(account.Reasons[exit.Reason], language));
        foreach (var warning in exit.Warnings)
        {
            text.AppendLine(Word($"warning.{warning}", language));
        }
    }

    private static void AppendReasons(StringBuilder text, Account account, Language language)
    {
        if (!account.Size.IsEmpty)
        {
            Head(text, "text.size", language);
        }
        foreach (var size in account.Size)
        {
            AppendReason(text, account.Reasons[size.Reason], language);
        }
        if (!account.Entries.IsEmpty)
        {
            Head(text, "text.why", language);
        }
        foreach (var entry in account.Entries)
        {
            text.Append(entry.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append("  ");
            AppendReason(text, account.Reasons[entry.Reason], language);
        }
    }

    private static void AppendReason(StringBuilder text, Reason reason, Language language)
    {
        text.AppendLine(ReasonTexts.Of(reason, language));
        if (ReasonTexts.Formula(reason, language) is { Length: > 0 } formula)
        {
            text.Append("    ").AppendLine(formula);
        }
        foreach (var input in reason.Inputs)
        {
            text.Append("    · ").Append(ReasonTexts.Input(input, language));
            if (ReasonTexts.Origin(input, language) is { } origin)
            {
                text.Append(" [").Append(origin).Append(']');
            }
            text.AppendLine();
        }
        text.Append("    ")
            .AppendLine(ReasonTexts.Labelled(Word("text.law", language), ReasonTexts.Law(reason, language), language));
    }

    private static void AppendAnomalies(StringBuilder text, Account account, Language language)
    {
        if (account.Anomalies.IsEmpty)
        {
            return;
        }
        Head(text, "text.remarks", language);
        foreach (var anomaly in account.Anomalies)
        {
            text.Append(anomaly.Code)
                .Append(" (")
                .Append(anomaly.At)
                .Append("): ")
                .AppendLine(ReasonTexts.Anomaly(anomaly, language));
        }
    }

    private static void Head(StringBuilder text, string word, Language language) =>
        text.AppendLine().AppendLine(Word(word, language).ToUpperInvariant());

    private static string Word(string word, Language language, params ReadOnlySpan<(string, string)> values) =>
        ReasonTexts.Catalogue.Text($"word.{word}", language, values);
}
