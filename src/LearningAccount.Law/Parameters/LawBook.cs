using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>A value of the law over the days it holds for, with where it stands written and since when it is known.</summary>
/// <param name="Name">The code of the parameter: <c>legalDays.full</c>, <c>size.fullFrom</c>.</param>
/// <param name="KnownFrom">The day it was published, or entered by an operator.</param>
public sealed record DatedValue(string Name, Fraction Value, DateOnly From, DateOnly? To, DateOnly KnownFrom, string Source);

/// <summary>A value of a sector agreement: the row the account is computed with, and what is known of it.</summary>
/// <param name="Confidence"><c>H</c>, <c>M</c> or <c>L</c> (rulebook section 10).</param>
public sealed record SectorValue(SchemeRow Row, DateOnly KnownFrom, string Source, string Confidence);

/// <summary>The parameters of the law and the sector agreements, asked by date.</summary>
public sealed class LawBook
{
    /// <summary>What the program ships with.</summary>
    public static LawBook Shipped { get; } = new();

    /// <summary>The day the newest value in it became known.</summary>
    public DateOnly Edition => throw new NotSupportedException();

    /// <summary>Sector agreements in force.</summary>
    public ImmutableArray<SectorValue> Schemes => throw new NotSupportedException();

    /// <summary>Agreements known to exist whose number is not confirmed: the law applies, the reason mentions them.</summary>
    public ImmutableArray<SectorValue> Proposals => throw new NotSupportedException();

    /// <summary>Days a year for a full-time worker employed the whole year, without sector agreement (R3.2); 0 before 2023.</summary>
    public DatedValue LegalDays(SizeClass sizeClass, int year) => throw new NotSupportedException();

    /// <summary>Average full-time equivalents from which an employer is SMALL (10) or FULL (20) (R2.5).</summary>
    public DatedValue SizeFrom(SizeClass sizeClass, DateOnly on) => throw new NotSupportedException();

    /// <summary>Length of a window in years (R5.2): 5.</summary>
    public int WindowYears => throw new NotSupportedException();

    /// <summary>The first day a window may begin on (R5.2): 2024-01-01.</summary>
    public DateOnly FirstWindowFrom => throw new NotSupportedException();

    /// <summary>The least days a year an agreement may give in class FULL (R3.4): 2.</summary>
    public Fraction SchemeFloor => throw new NotSupportedException();

    /// <summary>Rows in force of a committee, its parent and its grand-parent, in order of the file; fast: asked for every month.</summary>
    public ImmutableArray<SectorValue> SchemesOf(JointCommittee committee) => throw new NotSupportedException();

    /// <summary>The unconfirmed agreement that would hold for a committee (or its parents), class and day, or null.</summary>
    public SectorValue? ProposalFor(JointCommittee committee, SizeClass sizeClass, DateOnly on) =>
        throw new NotSupportedException();

    /// <summary>The same law as it was known on a day.</summary>
    public LawBook KnownOn(DateOnly day) => throw new NotSupportedException();
}
