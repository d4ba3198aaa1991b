using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>How the class of a two-year period was found.</summary>
internal enum SizeBasis
{
    /// <summary>The average of the quarters declared in the reference period (art. 50 § 2; R2.3).</summary>
    Average,

    /// <summary>The first employment after a reference period without declaration (R2.4).</summary>
    FirstEmployment,

    /// <summary>The earliest declaration after the reference period, for want of a first employment.</summary>
    FirstDeclaration,
    Said,
    Unknown,
}

/// <summary>The class of one stretch of years, with what it follows from.</summary>
internal sealed record SizeFinding
{
    public required DateOnly From { get; init; }
    public required DateOnly? To { get; init; }
    public required SizeClass Class { get; init; }
    public required SizeBasis Basis { get; init; }
    public Fraction? Average { get; init; }

    /// <summary>The declarations, or the one, that the average is made of.</summary>
    public ImmutableArray<Declaration> Declarations { get; init; } = [];
    public FirstEmployment? FirstEmployment { get; init; }
    public SaidSizeClass? Said { get; init; }
    public DatedValue? SmallFrom { get; init; }
    public DatedValue? FullFrom { get; init; }
}

/// <summary>The size classes of an employer over the years (rulebook section 2).</summary>
internal sealed class SizeClasses
{
    /// <summary>Sizes are counted from here on, in periods of two calendar years (R2.1).</summary>
    public const int FirstYear = 2022;
    private const int Years = 300;
    private readonly EmployerFacts employer;
    private readonly Settings settings;
    private readonly LawBook law;
    private readonly SizeFinding?[] byPeriod = new SizeFinding?[Years / 2];
    private readonly ImmutableArray<SaidSizeClass> said;

    public SizeClasses(EmployerFacts employer, Settings settings, LawBook law)
    {
        this.employer = employer;
        this.settings = settings;
        this.law = law;
        said = employer.SizeClasses.Length > 1 ? [.. employer.SizeClasses.OrderBy(entry => entry.From)] : employer.SizeClasses;
    }

    public bool IsSaid => said.Length > 0;

    public SizeClass Of(int year)
    {
        if (IsSaid)
        {
            return SaidIn(year)?.Class ?? SizeClass.None;
        }
        return year < FirstYear ? SizeClass.None : Finding(year).Class;
    }

    /// <summary>What decides the class of a year; null before the first period, or before the first class said.</summary>
    public SizeFinding? FindingOf(int year)
    {
        if (!IsSaid)
        {
            return year < FirstYear ? null : Finding(year);
        }
        return SaidIn(year) is { } entry ? Finding(entry, said.IndexOf(entry)) : null;
    }

    /// <summary>The findings to show: from the period of the first year to that of the day; of classes said, those up to the day.</summary>
    public IEnumerable<SizeFinding> UpTo(int firstYear, DateOnly on)
    {
        if (IsSaid)
        {
            return said.Where(entry => entry.From <= on).Select(Finding);
        }
        var first = Math.Max(PeriodStart(firstYear), FirstYear);
        var last = PeriodStart(on.Year);
        return last < first ? [] : Enumerable.Range(0, (last - first) / 2 + 1).Select(step => Finding(first + 2 * step));
    }

    /// <summary>The even year the two-year period of a year begins with (R2.1).</summary>
    public static int PeriodStart(int year) => year - year % 2;

    private SaidSizeClass? SaidIn(int year)
    {
        var day = new DateOnly(year, 1, 1);
        SaidSizeClass? found = null;
        foreach (var entry in said)
        {
            if (entry.From <= day)
            {
                found = entry;
            }
        }
        return found;
    }

    private SizeFinding Finding(SaidSizeClass entry, int place) =>
        new()
        {
            From = entry.From,
            To = place + 1 < said.Length ? said[place + 1].From.AddDays(-1) : null,
            Class = entry.Class,
            Basis = SizeBasis.Said,
            Said = entry,
        };

    private SizeFinding Finding(int year)
    {
        var start = PeriodStart(year);
        ref var known = ref byPeriod[(start - FirstYear) / 2];
        return known ??= Find(start);
    }

    private SizeFinding Find(int start)
    {
        var first = Quarter.Of(start - 2, 4);
        var last = Quarter.Of(start - 1, 3);
        var declared = employer
            .Declarations.Where(declaration => first <= declaration.Quarter && declaration.Quarter <= last)
            .OrderBy(declaration => declaration.Quarter)
            .ToImmutableArray();
        if (declared.Length > 0)
        {
            var sum = declared.Aggregate(Fraction.Zero, (total, declaration) => total + declaration.Fte);
            return Classified(start, SizeBasis.Average, sum / declared.Length) with { Declarations = declared };
        }
        // First employment after the reference period and within the two-year period (R2.4).
        var end = Quarter.Of(start + 1, 4);
        if (employer.FirstEmployment is { } hired && last < hired.Quarter && hired.Quarter <= end)
        {
            var number = settings.FallbackUnit == FallbackUnit.Heads && hired.Heads is { } heads ? heads : hired.Fte;
            return Classified(start, SizeBasis.FirstEmployment, number) with { FirstEmployment = hired };
        }
        var later = employer
            .Declarations.Where(declaration => last < declaration.Quarter && declaration.Quarter <= end)
            .MinBy(declaration => declaration.Quarter);
        return later is null
            ? Classified(start, SizeBasis.Unknown, null)
            : Classified(start, SizeBasis.FirstDeclaration, later.Fte) with
            {
                Declarations = [later],
            };
    }

    private SizeFinding Classified(int start, SizeBasis basis, Fraction? average)
    {
        var from = new DateOnly(start, 1, 1);
        var small = law.SizeFrom(SizeClass.Small, from);
        var full = law.SizeFrom(SizeClass.Full, from);
        return new()
        {
            From = from,
            To = new(start + 1, 12, 31),
            Basis = basis,
            Average = average,
            SmallFrom = small,
            FullFrom = full,
            // "At least 10", "at least 20", compared unrounded (R2.5).
            Class =
                average is null || average < small.Value ? SizeClass.None
                : average < full.Value ? SizeClass.Small
                : SizeClass.Full,
        };
    }
}
