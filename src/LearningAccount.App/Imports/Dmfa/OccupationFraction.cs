using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>
/// The part of full time an occupation stands for: Q / S, at most 1 (zones 00048 and 00049, which define it; the contract type,
/// zone 00050, does not: people in time credit are declared with 0).
/// </summary>
internal static class OccupationFraction
{
    /// <summary>Null where a part-time occupation lacks its hours: somebody has to say them.</summary>
    public static Fraction? Of(DeclaredOccupation occupation, OccupationPlace at, ImmutableArray<Anomaly>.Builder remarks)
    {
        if (occupation.ReferenceHours == 0)
        {
            remarks.Add(new("00049-008", Severity.Error, at.Of("RefMeanWorkingHours")));
            return null;
        }
        if (occupation.MeanHours == 0)
        {
            // A full break, or no work in the quarter: nothing, of whatever full time is.
            return Fraction.Zero;
        }
        if (occupation is { MeanHours: { } mean, ReferenceHours: { } reference })
        {
            if (mean <= reference)
            {
                return Fraction.Of(mean, reference);
            }
            remarks.Add(
                new("90015-244", Severity.Warning, at.Of("MeanWorkingHours"))
                {
                    Values = [("mean", Hours(mean)), ("reference", Hours(reference))],
                }
            );
            return Fraction.One;
        }
        if (occupation.ContractType == 0)
        {
            remarks.Add(new("00048-001.fullTime", Severity.Warning, at.Of("MeanWorkingHours")));
            return Fraction.One;
        }
        remarks.Add(new("00048-001", Severity.Error, at.Of("MeanWorkingHours")));
        return null;
    }

    private static string Hours(int hundredths) => Fraction.Of(hundredths, 100).ToDecimalText();
}
