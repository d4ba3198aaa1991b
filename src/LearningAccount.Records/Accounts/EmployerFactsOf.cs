using System.Collections.Immutable;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>Makes the law's facts of an employer out of the versions that hold.</summary>
internal sealed class EmployerFactsOf(RecordedDays days)
{
    public EmployerFacts Make(
        EmployerProfileVersion? profile,
        ImmutableArray<DeclaredQuarter> quarters,
        IEnumerable<SaidSizeClassVersion> classes,
        IEnumerable<SchemeVersion> schemes,
        IEnumerable<OptOutVersion> optOuts,
        IEnumerable<ExtraDaysVersion> extraDays
    ) =>
        new()
        {
            InScope = profile?.InScope ?? true,
            FullTimeWeeklyHours = profile?.FullTimeWeeklyHours ?? 38,
            Declarations = [.. quarters.Select(Declaration)],
            FirstEmployment = quarters.IsEmpty ? null : First(quarters[0]),
            SizeClasses =
            [
                .. classes
                    .OrderBy(said => said.FromOn)
                    .Select(said => new SaidSizeClass(said.FromOn, said.SizeClass, OriginOf(said))),
            ],
            Schemes = [.. schemes.Select(Scheme)],
            OptOuts =
            [
                .. optOuts.OrderBy(own => own.Year).Select(own => new OptOut(own.Year, own.Days, own.Reason, OriginOf(own))),
            ],
            ExtraDays =
            [
                .. extraDays.OrderBy(extra => extra.Year).Select(extra => new ExtraDays(extra.Year, extra.Days, OriginOf(extra))),
            ],
        };

    /// <summary>The earliest quarter declared, with its heads, for an employer without declarations in a reference period (R2.4).</summary>
    private FirstEmployment First(DeclaredQuarter quarter) =>
        new(quarter.Quarter, quarter.Fte, quarter.Heads, Declaration(quarter).Origin);

    private Declaration Declaration(DeclaredQuarter quarter) =>
        new(
            quarter.Quarter,
            quarter.Fte,
            quarter.Said is { } said ? OriginOf(said) : OriginOf(quarter.Declarations.MaxBy(form => form.Recorded)!)
        );

    private SchemeRow Scheme(SchemeVersion scheme) =>
        new()
        {
            JointCommittee = scheme.JointCommittee,
            Worker = scheme.Worker,
            Class = scheme.SizeClass,
            From = scheme.FromOn,
            To = scheme.ToOn,
            Days = scheme.Days,
            Hours = scheme.Hours,
            Kind = scheme.Kind,
            Registration = scheme.Registration,
            DepositedOn = scheme.DepositedOn,
            BindingFrom = scheme.BindingFrom,
            WindowYears = scheme.WindowYears,
            Origin = OriginOf(scheme),
        };

    private Origin OriginOf(FactVersion version) => days.OriginOf(version);
}
