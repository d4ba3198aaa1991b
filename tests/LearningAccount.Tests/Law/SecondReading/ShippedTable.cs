namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>Rulebook 10.1, written down a second time.</summary>
internal static class ShippedTable
{
    public static List<AgreementRow> For(Rational hoursADay) =>
        [
            Years("1060300", "all", 2023, 2024, 2),
            Years("1060300", "all", 2025, 2026, 3),
            Years("1060300", "all", 2027, 2028, 4),
            Years("1060300", "all", 2029, 2030, 5),
            Years("1120000", "none", 2024, null, 1) with
            {
                WindowYears = 2,
            },
            Years("1490200", "none", 2024, null, 1) with
            {
                WindowYears = 2,
            },
            Years("1490400", "none", 2024, null, 1) with
            {
                WindowYears = 2,
            },
            Years("1140000", "full", 2023, 2024, 2),
            Years("1140000", "full", 2025, 2026, 3),
            Years("1140000", "full", 2027, 2028, 4),
            Years("1140000", "full", 2029, 2029, new(9, 2)),
            Years("1140000", "full", 2030, 2030, 5),
            Years("1190000", "full", 2024, 2024, 3),
            Years("1190000", "full", 2025, 2027, 4),
            Years("1190000", "full", 2028, null, 5),
            Years("1210000", "full", 2024, 2025, 3),
            Years("1210000", "full", 2026, 2027, 4),
            Years("1210000", "full", 2028, null, 5),
            Years("1240000", "full", 2023, 2025, new(5, 2)),
            Years("1240000", "full", 2026, 2026, 3),
            Years("1240000", "full", 2027, 2027, new(7, 2)),
            Years("1240000", "full", 2028, 2028, 4),
            Years("1240000", "full", 2029, 2029, new(9, 2)),
            Years("1240000", "full", 2030, 2030, 5),
            Years("1360000", "full", 2023, 2024, 2),
            Years("1360000", "full", 2025, 2026, new(5, 2)),
            Years("1360000", "full", 2027, 2028, new(7, 2)),
            Years("1360000", "full", 2029, 2030, 4),
            Years("1360000", "full", 2031, 2032, 5),
            Years("1400100", "full", 2023, 2024, 2) with
            {
                From = new(2023, 10, 1),
            },
            Years("1400100", "full", 2025, 2026, 3),
            Years("1400100", "full", 2027, 2029, 4),
            Years("1400100", "full", 2030, null, 5),
            Years("1490100", "none", 2024, 2025, 1),
            Years("1490100", "none", 2026, null, 2),
            Years("1490100", "small", 2024, 2025, 1),
            Years("1490100", "small", 2026, null, 2),
            Years("1490100", "full", 2024, 2025, 3),
            Years("1490100", "full", 2026, 2027, 4),
            Years("1490100", "full", 2028, null, 5),
            Years("2000000", "none", 2024, null, 1),
            Years("2000000", "full", 2024, 2025, 3),
            Years("2000000", "full", 2026, 2027, 4),
            Years("2000000", "full", 2028, null, 5),
            Years("2090000", "full", 2023, 2023, 24 / hoursADay),
            Years("2090000", "full", 2024, 2024, 32 / hoursADay),
            Years("2090000", "full", 2025, 2025, 36 / hoursADay),
            Years("2090000", "full", 2026, 2026, 40 / hoursADay),
        ];

    private static AgreementRow Years(string committee, string sizeClass, int from, int? to, Rational days) =>
        new()
        {
            Committee = committee,
            Class = sizeClass,
            From = new(from, 1, 1),
            To = to is { } last ? new(last, 12, 31) : null,
            BindingFrom = new(from, 1, 1),
            Days = days,
        };
}
