using System.Collections.Immutable;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>The size class of an employer over the years, asked without a worker.</summary>
public static class SizePeriods
{
    /// <summary>
    /// The periods up to a day, the earliest first, each with its reason: from the first of which anything is known, and that
    /// of the day in any case. Of classes that are said, those up to the day (rulebook section 2).
    /// </summary>
    public static ImmutableArray<(SizePeriod Period, Reason Reason)> UpTo(EmployerLaw law, DateOnly on)
    {
        var reasons = new ReasonWriter(new AccountFacts { Employer = law.Employer, Settings = law.Settings }, law);
        var periods = law
            .Sizes.UpTo(SizeClasses.FirstYear, on)
            .SkipWhile(finding => finding.Basis == SizeBasis.Unknown && finding.To < on)
            .Select(finding => Of(finding, reasons.Size(finding)))
            .ToList();
        var written = reasons.All;
        return [.. periods.Select(period => (period, written[period.Reason]))];
    }

    internal static SizePeriod Of(SizeFinding finding, int reason)
    {
        int? declared = finding.Basis switch
        {
            SizeBasis.Said => null,
            SizeBasis.Average => finding.Declarations.Length,
            _ => 0,
        };
        return new(finding.From, finding.To, finding.Average, declared, finding.Class, reason);
    }
}
