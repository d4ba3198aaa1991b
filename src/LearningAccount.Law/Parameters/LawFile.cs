using System.Collections.Immutable;

namespace LearningAccount.Law;

/// <summary>A sector agreement as an operator adds it; see <c>docs/contracts/sector-agreement.md</c>.</summary>
public sealed record LawFile
{
    /// <summary>The registration number of the agreement.</summary>
    public required AgreementNumber Registration { get; init; }

    /// <summary>The day it became known: what was answered for earlier days stays the answer.</summary>
    public required DateOnly KnownFrom { get; init; }

    /// <summary>The committee whose shipped proposal it confirms, or null.</summary>
    public JointCommittee? Confirms { get; init; }

    /// <summary>The agreement added before that this one goes in the place of, or null.</summary>
    public AgreementNumber? Replaces { get; init; }
    public required ImmutableArray<SectorValue> Values { get; init; }

    internal bool IsReplacedBy(LawFile later) => later.Replaces == Registration;
}
