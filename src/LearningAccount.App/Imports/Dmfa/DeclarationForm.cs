using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>The head of one declaration of a file: of one employer, for one quarter (DmfA glossary, blocks 90059 and 90007).</summary>
public sealed record DeclarationForm
{
    /// <summary>Its place in the file, from 1.</summary>
    public required int Number { get; init; }
    public DateOnly? CreatedOn { get; init; }

    /// <summary>As it stands in the file: <c>09:15:30.125</c>. With the day it names the declaration among those of a sender.</summary>
    public string? CreatedAtHour { get; init; }
    public string? Reference { get; init; }
    public Quarter? Quarter { get; init; }

    /// <summary>Digits as they stand in the file; null when absent or 0.</summary>
    public string? CompanyId { get; init; }

    /// <summary>Digits as they stand in the file; null when absent or 0.</summary>
    public string? NssoNumber { get; init; }

    /// <summary>Declared by a trustee in bankruptcy: a second declaration of the quarter beside the employer's own.</summary>
    public bool UnderTrustee { get; init; }

    /// <summary>What could not be read of it.</summary>
    public ImmutableArray<Anomaly> Remarks { get; init; } = [];
}
