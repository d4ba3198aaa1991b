using LearningAccount.Law;

namespace LearningAccount.Records.Registry;

/// <summary>
/// An enterprise as the register last told of it. The properties are the columns of <c>enterprise</c>; two that are equal say
/// the same.
/// </summary>
public sealed record Enterprise
{
    /// <summary>The <see cref="Situation"/> of most enterprises: nothing is going on.</summary>
    public const string Normal = "000";

    public required EnterpriseNumber Number { get; init; }

    /// <summary>The day of the first set without it; the register publishes active enterprises only. Null: active.</summary>
    public required DateOnly? GoneOn { get; init; }
    public required bool IsPerson { get; init; }

    /// <summary>A code of <c>JuridicalSituation</c>; null where the register never told of the enterprise.</summary>
    public required string? Situation { get; init; }

    /// <summary>A code of <c>JuridicalForm</c>; natural persons have none.</summary>
    public required string? Form { get; init; }
    public required DateOnly? StartedOn { get; init; }

    /// <summary><see cref="LanguageTexts"/>; none where the register never told of the enterprise.</summary>
    public required string Names { get; init; }

    /// <summary>The seat. Of natural persons the register publishes none.</summary>
    public required string? StreetNl { get; init; }
    public required string? StreetFr { get; init; }
    public required string? House { get; init; }
    public required string? Box { get; init; }
    public required string? Postcode { get; init; }
    public required string? PlaceNl { get; init; }
    public required string? PlaceFr { get; init; }

    /// <summary>Null in Belgium.</summary>
    public required string? CountryNl { get; init; }
    public required string? CountryFr { get; init; }

    /// <summary>The main activity: a code of NACE-BEL, of the version <see cref="ActivityVersion"/> (2025, 2008 or 2003).</summary>
    public required string? Activity { get; init; }
    public required string? ActivityVersion { get; init; }

    /// <summary>The register tells of it: it has a name.</summary>
    public bool IsKnown => Situation is not null;
}
