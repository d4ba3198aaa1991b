using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>What is kept for a term of its own.</summary>
public enum RetentionKind
{
    /// <summary>All the account of a worker rests on, and with it whatever else is kept of the worker.</summary>
    Account,

    /// <summary>Files kept with trainings.</summary>
    Attachments,
    Notices,

    /// <summary>Documents as they were issued, and how they reached the worker.</summary>
    Documents,

    /// <summary>What workers ask to have corrected, and what they ask of their data.</summary>
    Corrections,

    /// <summary>Files that were brought in, as they came, and what became of their rows.</summary>
    Files,

    /// <summary>Who looked at a worker's account.</summary>
    Looks,
}

/// <summary>How many months each kind is kept, and after what.</summary>
public sealed record RetentionRules
{
    /// <summary>
    /// Five years: claims from the employment prescribe a year after its end, and at the latest five years after what they are about
    /// (law of 3 July 1978, art. 15); offences against the Social Criminal Code after five years too.
    /// </summary>
    public const int FiveYears = 60;

    public required ImmutableDictionary<RetentionKind, int> Months { get; init; }

    public static RetentionRules Default { get; } = new() { Months = Kinds.ToImmutableDictionary(kind => kind, DefaultOf) };

    public static IEnumerable<RetentionKind> Kinds => Enum.GetValues<RetentionKind>();

    public int this[RetentionKind kind] => Months[kind];

    /// <summary>The program's own number.</summary>
    public static int DefaultOf(RetentionKind kind) => kind is RetentionKind.Looks ? 24 : FiveYears;

    /// <summary>No employer may say less or more.</summary>
    public static (int Least, int Most) LimitsOf(RetentionKind kind) =>
        kind switch
        {
            RetentionKind.Account => (12, 120),
            RetentionKind.Files => (3, 120),
            RetentionKind.Looks => (12, 60),
            _ => (6, 120),
        };

    /// <summary>Counted from the end of the last contract; else from the day it came in or happened.</summary>
    public static bool IsAfterContract(RetentionKind kind) => kind is not (RetentionKind.Files or RetentionKind.Looks);

    /// <summary>What its reader should weigh: <c>retention.short</c>, <c>retention.long</c>, <c>retention.cut</c>; null: nothing.</summary>
    public string? WarningOf(RetentionKind kind) =>
        kind is RetentionKind.Looks ? null
        : IsAfterContract(kind) && kind is not RetentionKind.Account && this[kind] > this[RetentionKind.Account] ? "retention.cut"
        : kind is RetentionKind.Account && this[kind] < FiveYears ? "retention.short"
        : this[kind] > FiveYears + 24 ? "retention.long"
        : null;

    /// <summary>What ended on this day or before is due to be erased.</summary>
    public DateOnly EndedBy(RetentionKind kind, DateOnly today) => today.AddMonths(-this[kind]).AddDays(-1);

    /// <summary>The first day on which what ended on a day may go.</summary>
    public DateOnly DueAfter(RetentionKind kind, DateOnly ended) => ended.AddDays(1).AddMonths(this[kind]);

    /// <summary>Those of an employer as they are now.</summary>
    public static async Task<RetentionRules> Of(DbConnection connection, Guid employerId, CancellationToken cancel)
    {
        var months = Default.Months.ToBuilder();
        foreach (var said in await ReadVersions.Now(connection, Tables.RetentionRule, employerId, cancel))
        {
            if (Enum.TryParse<RetentionKind>(said.Kind, ignoreCase: true, out var kind))
            {
                months[kind] = said.Months;
            }
        }
        return new() { Months = months.ToImmutable() };
    }

    /// <summary>Says another number of months.</summary>
    /// <exception cref="RefusedException"><c>retentionMonths</c>: less or more than can be.</exception>
    public static async Task Say(Change change, Guid employerId, RetentionKind kind, int months, CancellationToken cancel)
    {
        var (least, most) = LimitsOf(kind);
        if (months < least || months > most)
        {
            throw new RefusedException("retentionMonths", "months", ("least", $"{least}"), ("most", $"{most}"));
        }
        await change.Touch(employerId, "sayRetention", cancel);
        var said = new RetentionRuleVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            Kind = ColumnText.Of(kind),
            Months = months,
        };
        var known = await ReadVersions.Now(change.Connection, Tables.RetentionRule, employerId, cancel);
        if (known.Find(one => string.Equals(one.Kind, said.Kind, StringComparison.Ordinal)) is not { } old)
        {
            if (months != DefaultOf(kind))
            {
                change.Insert(Tables.RetentionRule, said);
            }
        }
        else if (old.Months != months)
        {
            await change.Replace(Tables.RetentionRule, old, said, cancel);
        }
    }
}
