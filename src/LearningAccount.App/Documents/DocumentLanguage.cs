using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Documents;

/// <summary>
/// The language an employer owes its documents in: that of the region of the seat (Flemish decree of 19 July 1973, decree of the
/// French Community of 30 June 1982, coordinated laws of 18 July 1966, art. 52, for Brussels and the German-speaking region).
/// </summary>
public static class DocumentLanguage
{
    /// <summary>True where the law leaves no choice.</summary>
    public static bool IsFixed(EmployerRegister register, out Language language) =>
        Languages.TryParse(SeatLanguage.Of(register.Own?.Postcode), out language) && register.Own is not null;

    /// <summary>
    /// In Brussels the worker's, Dutch or French. Where the seat is not known: the worker's, else the employer's.
    /// </summary>
    public static Language Of(EmployerSnapshot employer, EmployerRegister register, WorkerSnapshot worker)
    {
        if (IsFixed(register, out var ofRegion))
        {
            return ofRegion;
        }
        var own = Languages.TryParse(worker.Identity?.Language, out var spoken) ? spoken : (Language?)null;
        var employers = Languages.TryParse(employer.Profile?.Language, out var said) ? said : (Language?)null;
        return IsBrussels(register.Own?.Postcode)
            ? InBrussels(own) ?? InBrussels(employers) ?? Language.Fr
            : own ?? employers ?? Language.En;
    }

    private static Language? InBrussels(Language? language) => language is Language.Nl or Language.Fr ? language : null;

    private static bool IsBrussels(string? postcode) => postcode is { Length: 4 } && postcode[0] == '1' && postcode[1] < '3';
}
