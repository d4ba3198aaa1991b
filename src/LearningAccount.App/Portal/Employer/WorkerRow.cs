using LearningAccount.App.Portal.Components;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

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

    /// <summary>Why somebody should look; of who left, nothing.</summary>
    public required AttentionCause Causes { get; init; }

    public bool Is(WorkerState state) => (State & state) != WorkerState.None;

    /// <summary>The codes of the words for its state, the causes for attention in the place of attention itself.</summary>
    public IEnumerable<(string Code, bool IsWarning)> Tags()
    {
        foreach (var cause in AllCauses)
        {
            if ((Causes & cause) != AttentionCause.None)
            {
                yield return ($"workers.cause.{cause}", true);
            }
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

    private static readonly AttentionCause[] AllCauses = Enum.GetValues<AttentionCause>();
}

/// <summary>A worker to be listed, with what the list is made of.</summary>
/// <param name="Name">Family name first.</param>
/// <param name="Remarks">Those on the facts; those on the account it tells itself.</param>
public sealed record ListedWorker(Guid Id, string Name, string? OwnReference, AccountFacts Facts, IReadOnlyList<Anomaly> Remarks);

/// <summary>Why a worker asks for attention.</summary>
[Flags]
public enum AttentionCause
{
    None = 0,
    ExpiresSoon = 1,

    /// <summary>The contract is about to end with days that may still be taken.</summary>
    LeavesWithDays = 2,

    /// <summary>A training used more days than were left.</summary>
    BeyondCredit = 4,

    /// <summary>A training lies on a day without contract.</summary>
    OutsideContract = 8,

    /// <summary>The sources contradict each other or leave something open.</summary>
    Facts = 16,
    Other = 32,
}

/// <summary>What a list can be narrowed to.</summary>
[Flags]
public enum WorkerState
{
    None = 0,

    /// <summary>Somebody should look: a remark on the account, days that expire soon, a contract about to end with days left.</summary>
    Attention = 1,

    /// <summary>Less followed than the credit of the past years of the five-year window.</summary>
    Behind = 2,

    /// <summary>The last contract has ended.</summary>
    Gone = 4,
}
