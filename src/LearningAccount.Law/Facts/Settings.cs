namespace LearningAccount.Law.Facts;

/// <summary>The disputed points of the law, each with its default (rulebook section 12).</summary>
public sealed record Settings
{
    public static readonly Settings Default = new();

    public FallbackUnit FallbackUnit { get; init; } = FallbackUnit.Fte;
    public bool ExcludeStudents { get; init; }
    public bool ExcludeFlexiJobs { get; init; }
    public bool ExcludeOccasional { get; init; }
    public bool ExcludeApprentices { get; init; }
    public MonthRegime MonthRegime { get; init; } = MonthRegime.Max;

    /// <summary>The work regimes of one worker at one employer add up to 1 at the most (R4.5).</summary>
    public bool CapSameEmployer { get; init; } = true;
    public bool PartialLeaveReducesB { get; init; } = true;
    public bool SuspensionReducesC { get; init; }
    public WindowMode WindowMode { get; init; } = WindowMode.Fixed2024;
    public bool Carry2023 { get; init; } = true;
    public Overuse Overuse { get; init; } = Overuse.NoNegative;
    public ConsumptionOrder ConsumptionOrder { get; init; } = ConsumptionOrder.Fifo;

    /// <summary>Working days between two contracts from which the account closes; 1 or more (R4.7).</summary>
    public int GapClosesAccount { get; init; } = 1;
    public Rounding Rounding { get; init; } = Rounding.None;
    public bool CountPel { get; init; }

    // Without effect on the account; they serve sizes shown, training plans and documents.
    public bool CountTempWorkersAtUser { get; init; }
    public FallbackUnit PlanThresholdUnit { get; init; } = FallbackUnit.Fte;
    public SeveranceValuation SeveranceValuation { get; init; } = SeveranceValuation.V0;
    public int RetentionYearsAfterEnd { get; init; } = 5;
    public int YearlyNoticeMonth { get; init; } = 1;
    public bool SmallNeedsAccount { get; init; } = true;
}

public enum FallbackUnit
{
    Fte,
    Heads,
}

/// <summary>Which day of a month stands for it when the regime changes in it (R4.4).</summary>
public enum MonthRegime
{
    Max,
    FirstDay,
    LastDay,
    Weighted,
}

/// <summary>Where the five-year windows begin (R5.4).</summary>
public enum WindowMode
{
    Fixed2024,
    PersonalYear,
    PersonalDate,
}

/// <summary>What happens to use beyond the balance (R5.8).</summary>
public enum Overuse
{
    NoNegative,
    Average,
}

/// <summary>R5.7.</summary>
public enum ConsumptionOrder
{
    Fifo,
    LayerFirst,
}

/// <summary>R3.8.</summary>
public enum Rounding
{
    None,
    TwoDecimals,
    HalfDayUp,
    HourUp,
}

/// <summary>R6.3.</summary>
public enum SeveranceValuation
{
    V0,
    V1,
    V2,
}
