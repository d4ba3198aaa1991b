using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>What another register showed of a worker and year beside what the account says.</summary>
public sealed record CounterLine
{
    public required WorkerSnapshot Worker { get; init; }
    public required int Year { get; init; }

    /// <summary>The day whose figures are compared: that on which they were seen, or the last of the year where that was before.</summary>
    public required DateOnly On { get; init; }
    public required CounterFigures There { get; init; }

    /// <summary>Null: there is no account in this year.</summary>
    public required CounterFigures? Here { get; init; }

    /// <summary>Hours of a day, where figures shown in hours were made days with it; null: all were in days.</summary>
    public required Fraction? HoursPerDay { get; init; }

    /// <summary>The rows that stand for it, one for each kind of right.</summary>
    public required ImmutableArray<ImportedCounterVersion> Rows { get; init; }

    /// <summary>What together explains the difference, the simplest that was found; empty: there is none.</summary>
    public ImmutableArray<Cause> Causes { get; init; } = [];

    /// <summary>What else would explain all of it.</summary>
    public ImmutableArray<Cause> Also { get; init; } = [];

    /// <summary>What was decided of these very figures.</summary>
    public CounterDecisionVersion? Decision { get; init; }

    /// <summary>What was decided before of this worker and year, whether or not it still holds.</summary>
    public CounterDecisionVersion? DecidedBefore { get; init; }

    public bool IsEqual => Here is { } here && here.Gives(There);
    public bool IsUnexplained => Causes.Any(cause => cause.Code is Cause.Unexplained);

    /// <summary>There less here; null where a figure is not shown or there is no account.</summary>
    public CounterFigures Difference => Here is { } here ? There.Less(here) : default;

    /// <summary>What somebody decides on: both sides, so that a decision made of others is refused.</summary>
    public string Figures => $"{There}|{Here}";
}

/// <summary>Why a row is in no line.</summary>
public enum LeftOutWhy
{
    /// <summary>Something in it is wrong; its code says what.</summary>
    Wrong,

    /// <summary>It says again what another row of its file says.</summary>
    Duplicate,

    /// <summary>Another row of the same worker, year and right was seen later.</summary>
    Replaced,
}

/// <summary>A row of a list of rights and where it ended up: in a line, or left out.</summary>
/// <param name="Line">Null: left out.</param>
public sealed record CounterPlace(ImportedCounterVersion Row, CounterLine? Line, LeftOutWhy? Why);
