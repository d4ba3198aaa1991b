using LearningAccount.App.Portal.Components;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Anomalies;

namespace LearningAccount.App.Portal.Employer;

/// <summary>A worker as the list of workers shows one.</summary>
public sealed record WorkerRow
{
    public required Guid Id { get; init; }

    /// <summary>Family name first, as lists are ordered.</summary>
    public required string Name { get; init; }
    public required string? OwnReference { get; init; }

    /// <summary>Name and reference without case and accents, for searching.</summary>
    public required string Folded { get; init; }

    /// <summary>Null: no account on the day.</summary>
    public required AccountYear? Year { get; init; }
    public required Fraction Left { get; init; }
    public required DayBar Days { get; init; }

    /// <summary>The next day on which days expire, and how many; null where none will.</summary>
    public required ExpiringDays? Expires { get; init; }
    public required WorkerState State { get; init; }

    /// <summary>Why somebody should look: the checks that found something nobody settled, the most urgent first.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>Days followed less than the credit of the past years of the five-year window; 0 where nothing is behind.</summary>
    public required Fraction Behind { get; init; }

    public bool Is(WorkerState state) => (State & state) != WorkerState.None;

    /// <summary>The codes of the words for its state, the causes for attention in the place of attention itself.</summary>
    public IEnumerable<(string Code, bool IsWarning)> Tags()
    {
        foreach (var cause in Causes)
        {
            yield return ($"check.{cause}.tag", true);
        }
        if (Is(WorkerState.Behind))
        {
            yield return ("workers.tag.behind", false);
        }
        if (Is(WorkerState.Gone))
        {
            yield return ("workers.tag.gone", false);
        }
    }

    /// <param name="name">Family name first.</param>
    public static WorkerRow Of(Guid id, string name, string? ownReference, Account account, IEnumerable<Finding> findings)
    {
        var year = account.Years.IsEmpty ? null : account.Years[^1];
        var isGone = account.Exit is { } gone && gone.On < account.On;
        var behind = isGone ? 0 : BehindBy(account);
        string[] causes =
        [
            .. findings.Where(found => found.Settled is null).Select(found => found.Code).Distinct(StringComparer.Ordinal),
        ];
        return new()
        {
            Id = id,
            Name = name,
            OwnReference = ownReference,
            Folded = NameOrder.Fold($"{name} {ownReference}"),
            Year = year,
            Left = account.Balance.Exact,
            Days = year is null ? new(0, 0, 0, 0, 0) : DayBar.Of(year, account.Planned),
            Expires = account.Expiring.IsEmpty ? null : account.Expiring[0],
            Causes = causes,
            Behind = behind,
            State =
                (causes.Length > 0 ? WorkerState.Attention : WorkerState.None)
                | (behind.Sign > 0 ? WorkerState.Behind : WorkerState.None)
                | (isGone ? WorkerState.Gone : WorkerState.None),
        };
    }

    // The test asks for the whole credit at the end of the window (R5.2); on the way, the past years say who is behind.
    private static Fraction BehindBy(Account account)
    {
        if (account.Window is not { Met: false } window)
        {
            return 0;
        }
        var due = Fraction.Zero;
        foreach (var year in account.Years)
        {
            if (year.Year >= window.From.Year && year.Year < account.On.Year)
            {
                due += year.Credit;
            }
        }
        return Fraction.Max(0, due - window.Used);
    }
}

/// <summary>What a list can be narrowed to.</summary>
[Flags]
public enum WorkerState
{
    None = 0,

    /// <summary>Somebody should look: a check found something that nobody settled.</summary>
    Attention = 1,

    /// <summary>Less followed than the credit of the past years of the five-year window.</summary>
    Behind = 2,

    /// <summary>The last contract has ended.</summary>
    Gone = 4,
}
