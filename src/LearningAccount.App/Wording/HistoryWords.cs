using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Wording;

/// <summary>Changes in the reader's words: what was done, to what, and each field before and after.</summary>
internal static partial class HistoryWords
{
    // Truths are kept as 0 and 1.
    private static readonly FrozenSet<string> Truths = FrozenSet.Create(
        StringComparer.Ordinal,
        "in_scope",
        "paid_in_lieu",
        "notice_worked",
        "counts",
        "offered_and_refused",
        "certificate_received",
        "is_initial",
        "severance"
    );

    private static readonly FrozenSet<string> Quantities = FrozenSet.Create(
        StringComparer.Ordinal,
        "days",
        "hours",
        "fte",
        "fraction",
        "full_time_hours",
        "full_time_weekly_hours",
        "cost",
        "wage_cost",
        "fund_contributions",
        "subsidy"
    );

    // The NSSO writes hours and days a week a hundredfold.
    private static readonly FrozenSet<string> Hundredfold = FrozenSet.Create(
        StringComparer.Ordinal,
        "mean_hours",
        "reference_hours",
        "days_a_week"
    );

    /// <summary>A code of the journal in words; one that has none stands as it is.</summary>
    public static string Action(string action, Words words) => Word($"history.action.{action}", words) ?? action;

    public static string Door(Door door, Words words) => words[$"history.door.{door}"];

    /// <summary>Somebody's own text or name, without a national number that stands in it.</summary>
    public static string Own(string text) => NationalNumberIn().Replace(text, "**.**.**-***.**");

    /// <summary>How many facts a line wrote or closed, by kind: <c>40 trainings, 2 contracts</c>.</summary>
    public static string Counts(IEnumerable<(string Table, long Written, long Closed)> counts, Words words) =>
        string.Join(
            ", ",
            counts
                .Where(count => Words.Has($"history.table.{count.Table}"))
                .Select(count =>
                    words.Of(
                        "history.count",
                        ("n", words.Number(Math.Max(count.Written, count.Closed))),
                        ("facts", words[$"history.table.{count.Table}"])
                    )
                )
        );

    /// <summary>What a change is about: <c>training “Welding”</c>.</summary>
    public static string Subject(FactChange change, Words words)
    {
        var kind = words[$"history.fact.{change.Table}"];
        var named =
            change.Table is "setting" ? Setting(change.Named ?? "", words)
            : change.Table is "settlement" ? null
            : change.Named;
        return named is null ? kind : words.Of("history.named", ("fact", kind), ("name", Own(named)));
    }

    /// <summary>Written new, changed or ended.</summary>
    public static string Kind(FactChange change) =>
        change.Before is null ? "history.new"
        : change.After is null ? "history.ended"
        : "history.changed";

    /// <summary>The fields that people know, with what they held before and hold now.</summary>
    public static IEnumerable<(string Field, string? Before, string? After)> Fields(FactChange change, Words words) =>
        from field in change.Fields
        let name = Word($"history.field.{field.Column}", words)
        where name is not null
        select (name, Shown(change, field.Column, field.Before, words), Shown(change, field.Column, field.After, words));

    /// <summary>A value as its reader writes such things; null where it is not given.</summary>
    private static string? Shown(FactChange change, string column, string? value, Words words)
    {
        if (value is null)
        {
            return null;
        }
        if (Truths.Contains(column))
        {
            return words[value is "1" ? "history.yes" : "history.no"];
        }
        if (
            Hundredfold.Contains(column)
            && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var hundredths)
        )
        {
            return words.Short(Fraction.Of(hundredths, 100));
        }
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return words.Date(day);
        }
        if (Quantities.Contains(column) && Fraction.TryParse(value, out var number))
        {
            return words.Short(number);
        }
        return Coded(change, column, value, words) ?? Own(value);
    }

    // A code whose words stand elsewhere in the catalogues.
    private static string? Coded(FactChange change, string column, string value, Words words)
    {
        var name = value.Length == 0 ? value : char.ToUpperInvariant(value[0]) + value[1..];
        return column switch
        {
            "status" => Word($"training.status.{name}", words),
            "kind" when change.Table is "suspension" => Word($"employment.leave.{name}", words),
            "kind" when change.Table is "occupation" => Word($"employment.category.{name}", words),
            "kind" when change.Table is "duty_done" => Word($"duty.{name}.title", words),
            "kind" => Word($"training.kind.{name}", words),
            "category" => Word($"employment.category.{name}", words),
            "size_class" => Word($"size.class.{name}", words),
            "code" => Word($"check.{value}.tag", words),
            "end_reason" when ReasonTexts.Catalogue.Has($"word.endReason.{value}") => ReasonTexts.Catalogue.Text(
                $"word.endReason.{value}",
                words.Language
            ),
            "joint_committee" when JointCommittee.TryParse(value, out var committee) => committee.ToString(),
            "quarter" when Quarter.TryParse(value, out var quarter) => words.Quarter(quarter),
            "value" when ReasonTexts.Catalogue.Has($"setting.{change.Named}.{value.Trim('"')}") => ReasonTexts.Catalogue.Text(
                $"setting.{change.Named}.{value.Trim('"')}",
                words.Language
            ),
            "funded_by" => Word($"register.payer.{name}", words),
            "working_time" => Word($"register.time.{name}", words),
            "leave_scheme" => Word($"register.leave.{value}", words),
            "sex" => Word($"history.sex.{value}", words),
            _ => null,
        };
    }

    private static string Setting(string name, Words words) =>
        ReasonTexts.Catalogue.Has($"setting.{name}") ? ReasonTexts.Catalogue.Text($"setting.{name}", words.Language) : name;

    private static string? Word(string code, Words words) => Words.Has(code) ? words[code] : null;

    [GeneratedRegex(@"\b\d{2}[. /]?\d{2}[. /]?\d{2}[-. ]?\d{3}[. /]?\d{2}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NationalNumberIn();
}
