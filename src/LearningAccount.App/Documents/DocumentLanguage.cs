using System.Collections.Immutable;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Documents;

/// <summary>
/// The language an employer owes its documents in: that of the region where the worker's place of work lies (Flemish decree of 19 July
/// 1973, art. 1 and 10; decree of the French Community of 30 June 1982; coordinated laws of 18 July 1966, art. 52, for Brussels and
/// the German-speaking region).
/// </summary>
public static class DocumentLanguage
{
    /// <summary>
    /// By what the employer says of the worker's place of work, else of all its places, else by its seat in the enterprise register. In
    /// Brussels the worker's, Dutch or French. Where no region is known: the worker's, else the employer's.
    /// </summary>
    public static Language Of(
        EmployerSnapshot employer,
        EmployerRegister register,
        ImmutableDictionary<string, LanguageRegion> regions,
        WorkerSnapshot worker
    )
    {
        var own = Languages.TryParse(worker.Identity?.Language, out var spoken) ? spoken : (Language?)null;
        var employers = Languages.TryParse(employer.Profile?.Language, out var said) ? said : (Language?)null;
        return (RegionOf(worker, regions) ?? SeatLanguage.RegionOf(register.Own?.Postcode)) switch
        {
            LanguageRegion.Dutch => Language.Nl,
            LanguageRegion.French => Language.Fr,
            LanguageRegion.German => Language.De,
            LanguageRegion.Brussels => InBrussels(own) ?? InBrussels(employers) ?? Language.Fr,
            _ => own ?? employers ?? Language.En,
        };
    }

    private static LanguageRegion? RegionOf(WorkerSnapshot worker, ImmutableDictionary<string, LanguageRegion> regions) =>
        regions.TryGetValue(worker.Identity?.Site ?? PlaceRegions.Elsewhere, out var ofPlace) ? ofPlace
        : regions.TryGetValue(PlaceRegions.Elsewhere, out var elsewhere) ? elsewhere
        : null;

    private static Language? InBrussels(Language? language) => language is Language.Nl or Language.Fr ? language : null;
}
