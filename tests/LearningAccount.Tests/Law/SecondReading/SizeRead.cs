namespace LearningAccount.Tests.Law.SecondReading;

internal sealed record SizeRow(DateOnly From, DateOnly? To, Rational? Average, int? DeclaredQuarters, string Class);

/// <summary>The size class of a year: rulebook section 2 and the chapter "Employer" of the case file.</summary>
internal sealed class SizeRead(Situation facts)
{
    public string ClassOf(int year)
    {
        if (facts.SizeClasses.Count == 0)
        {
            return TwoYears(year).Class;
        }
        // "a year before the first entry is `none`"
        var sizeClass = "none";
        foreach (var (from, said) in facts.SizeClasses)
        {
            if (from <= new DateOnly(year, 1, 1))
            {
                sizeClass = said;
            }
        }
        return sizeClass;
    }

    /// <summary>The rows shown from a year to the day.</summary>
    public List<SizeRow> Rows(int firstYear, DateOnly on)
    {
        var rows = new List<SizeRow>();
        if (facts.SizeClasses.Count == 0)
        {
            for (var year = Math.Max(firstYear, 2022) / 2 * 2; year <= on.Year; year += 2)
            {
                rows.Add(TwoYears(year));
            }
            return rows;
        }
        for (var i = 0; i < facts.SizeClasses.Count; i++)
        {
            var (from, sizeClass) = facts.SizeClasses[i];
            if (from <= on)
            {
                DateOnly? to = i + 1 < facts.SizeClasses.Count ? facts.SizeClasses[i + 1].From.AddDays(-1) : null;
                rows.Add(new(from, to, null, null, sizeClass));
            }
        }
        return rows;
    }

    private SizeRow TwoYears(int year)
    {
        var start = year % 2 == 0 ? year : year - 1;
        var (from, to) = (new DateOnly(start, 1, 1), new DateOnly(start + 1, 12, 31));
        string[] reference = [$"{start - 2}Q4", $"{start - 1}Q1", $"{start - 1}Q2", $"{start - 1}Q3"];
        var declared = facts.Declarations.Where(one => reference.Contains(one.Quarter, StringComparer.Ordinal)).ToList();
        if (declared.Count > 0)
        {
            var average = Rational.Sum(declared.Select(one => one.Fte)) / declared.Count;
            return new(from, to, average, declared.Count, Class(average));
        }
        var fallback = Fallback($"{start - 1}Q4", $"{start + 1}Q4");
        return fallback is { } said ? new(from, to, said, 0, Class(said)) : new(from, to, null, 0, "none");
    }

    /// <summary>"`firstEmployment` if its quarter lies after that period and not after the two-year period, else the earliest
    /// declaration in those quarters."</summary>
    private Rational? Fallback(string firstQuarter, string lastQuarter)
    {
        bool Lies(string quarter) =>
            string.CompareOrdinal(quarter, firstQuarter) >= 0 && string.CompareOrdinal(quarter, lastQuarter) <= 0;
        if (facts.FirstEmployment is { } first && Lies(first.Quarter))
        {
            return facts.Setting("fallbackUnit", "fte") is "heads" && first.Heads is { } heads ? heads : first.Fte;
        }
        var later = facts
            .Declarations.Where(one => Lies(one.Quarter))
            .OrderBy(one => one.Quarter, StringComparer.Ordinal)
            .ToList();
        return later.Count > 0 ? later[0].Fte : null;
    }

    private static string Class(Rational average) =>
        average < 10 ? "none"
        : average < 20 ? "small"
        : "full";
}
