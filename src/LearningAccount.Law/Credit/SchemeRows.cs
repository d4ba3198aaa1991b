using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>The employer's own scheme rows that may be used, and what is wrong with the others (R3.4).</summary>
internal static class SchemeRows
{
    public static ImmutableArray<SchemeRow> Usable(
        EmployerFacts employer,
        SizeClasses sizes,
        Fraction hoursPerDay,
        LawBook law,
        List<Anomaly> anomalies
    )
    {
        var usable = ImmutableArray.CreateBuilder<SchemeRow>();
        for (var place = 0; place < employer.Schemes.Length; place++)
        {
            var row = employer.Schemes[place];
            if (row.Kind != SchemeKind.Individual)
            {
                continue;
            }
            var belowFloor = ValueOf(row, hoursPerDay) < law.SchemeFloor;
            var code = Unusable(row, belowFloor, law);
            if (code is null)
            {
                usable.Add(row);
            }
            // A row for all classes stays for the small ones and is passed over in class FULL.
            if (code is not null || (belowFloor && row.Class is null && IsEverFull(row, sizes)))
            {
                anomalies.Add(
                    new(code ?? "schemeBelowFloor", Severity.Warning, $"employer.schemes[{place}]")
                    {
                        Values = [("committee", row.JointCommittee.ToString())],
                    }
                );
            }
        }
        return usable.DrainToImmutable();
    }

    public static Fraction ValueOf(SchemeRow row, Fraction hoursPerDay) => row.Days ?? row.Hours!.Value / hoursPerDay;

    private static string? Unusable(SchemeRow row, bool belowFloor, LawBook law)
    {
        if (row.BindingFrom is null)
        {
            return "schemeNotBinding";
        }
        if (row.DepositedOn > law.DepositDeadline(row.From))
        {
            return "schemeLate";
        }
        return belowFloor && row.Class == SizeClass.Full ? "schemeBelowFloor" : null;
    }

    private static bool IsEverFull(SchemeRow row, SizeClasses sizes)
    {
        for (var year = Math.Max(2023, row.From.Year); year <= Math.Min(row.To?.Year ?? 9999, row.From.Year + 20); year++)
        {
            if (sizes.Of(year) == SizeClass.Full)
            {
                return true;
            }
        }
        return false;
    }
}
