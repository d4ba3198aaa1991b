using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>What a training cost the employer, in euro, as far as it was said: the part that falls in a period.</summary>
/// <param name="Course">The course, who gave it and travel, without wages.</param>
/// <param name="Wages">Pay and employer's contributions for its hours.</param>
/// <param name="Contributions">Paid to collective funds.</param>
/// <param name="Grants">Received for it, to be deducted.</param>
public readonly record struct TrainingCosts(Fraction? Course, Fraction? Wages, Fraction? Contributions, Fraction? Grants)
{
    /// <summary>Nothing was said of what it cost.</summary>
    public bool IsMissing => Course is null && Wages is null && Contributions is null && Grants is null;

    /// <summary>Costs were said, but not those of wages, or not those of the course.</summary>
    public bool IsIncomplete => !IsMissing && (Course is null || Wages is null);

    /// <summary>Costs that hang directly on the training.</summary>
    public Fraction Gross => (Course ?? 0) + (Wages ?? 0);
    public Fraction Net => Gross + (Contributions ?? 0) - (Grants ?? 0);

    /// <param name="part">How much of the training falls in the period: its costs are taken for as much.</param>
    public static TrainingCosts Of(TrainingVersion training, Fraction part) =>
        new(training.Cost * part, training.WageCost * part, training.FundContributions * part, training.Subsidy * part);
}
