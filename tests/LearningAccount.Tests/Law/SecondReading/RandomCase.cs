using System.Globalization;
using System.Text.Json.Nodes;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>
/// Case files of every odd shape the description allows: many contracts, gaps over holidays, leap days, year and window
/// ends, agreements of all kinds, all settings. The same seed gives the same case.
/// </summary>
internal sealed class RandomCase
{
    private static readonly string[] Fractions =
    [
        "1",
        "1",
        "1/2",
        "0.8",
        "4/5",
        "1/3",
        "19/38",
        "0.1",
        "2000/16467",
        "0",
        "1.2",
        "0.77",
        "7/11",
    ];
    private static readonly string[] DayCounts = ["1", "1", "2", "0.5", "3", "1.5", "5", "1/3", "0.01", "12", "0.125"];
    private static readonly string[] Committees =
    [
        "302",
        "200",
        "124",
        "112",
        "149.01",
        "149.02",
        "209",
        "106.03",
        "140.01.02",
        "119.01",
        "136",
        "114",
        "121",
        "310",
        "310.01",
        "310.01.02",
        "111",
        "220",
        "140",
    ];

    private readonly Random random;
    private readonly List<DateOnly> seen = [];
    private readonly DateOnly first;

    private RandomCase(int seed)
    {
        random = new(seed);
        first = random.Next(5) == 0 ? Day(2019, 2022) : Day(2022, 2034);
    }

    public static JsonObject Of(int seed)
    {
        var cases = new RandomCase(seed);
        var @case = new JsonObject
        {
            ["case"] = seed.ToString(CultureInfo.InvariantCulture),
            ["settings"] = cases.Settings(),
            ["employments"] = cases.Employments(),
        };
        @case["trainings"] = cases.List(6, cases.Training);
        @case["adjustments"] = cases.List(3, cases.Adjustment);
        @case["employer"] = cases.Employer();
        @case["on"] = Text(cases.On());
        return @case;
    }

    private JsonObject Settings()
    {
        var settings = new JsonObject();
        void Perhaps(string name, params JsonNode[] values)
        {
            if (random.Next(4) == 0)
            {
                settings[name] = values[random.Next(values.Length)];
            }
        }
        Perhaps("fallbackUnit", "heads", "fte");
        Perhaps("excludeStudents", true, false);
        Perhaps("excludeFlexiJobs", true, false);
        Perhaps("excludeOccasional", true, false);
        Perhaps("excludeApprentices", true, false);
        Perhaps("monthRegime", "firstDay", "lastDay", "weighted", "weighted", "max");
        Perhaps("capSameEmployer", "none", "1");
        Perhaps("partialLeaveReducesB", false, true);
        Perhaps("suspensionReducesC", true, true, false);
        Perhaps("windowMode", "personalYear", "personalDate", "personalDate", "fixed2024");
        Perhaps("carry2023", false, true);
        Perhaps("overuse", "average", "average", "noNegative");
        Perhaps("consumptionOrder", "layerFirst", "layerFirst", "fifo");
        Perhaps("gapClosesAccount", 2, 3, 5, 10, 40);
        Perhaps("rounding", "twoDecimals", "halfDayUp", "hourUp", "none");
        Perhaps("countPEL", true, false);
        return settings;
    }

    private JsonObject Employer()
    {
        var employer = new JsonObject { ["schemes"] = List(random.Next(3) == 0 ? 4 : 0, Scheme) };
        if (random.Next(12) == 0)
        {
            employer["inScope"] = false;
        }
        if (random.Next(4) == 0)
        {
            employer["fullTimeWeeklyHours"] = Pick("36", "37.5", "40", "35", "38.25");
        }
        if (random.Next(3) > 0)
        {
            employer["sizeClass"] = List(3, SizeClass, "from");
        }
        employer["declarations"] = List(random.Next(3) > 0 ? 10 : 0, Declaration, "quarter");
        if (random.Next(4) == 0)
        {
            employer["firstEmployment"] = Declaration();
            if (random.Next(2) == 0)
            {
                employer["firstEmployment"]!["heads"] = random.Next(40);
            }
        }
        employer["extraDays"] = List(random.Next(3) == 0 ? 6 : 0, () => OfYear("0.5", "1", "2", "3", "1/3"), "year");
        employer["optOuts"] = List(random.Next(3) == 0 ? 6 : 0, () => OfYear("0.5", "2", "3", "4.5", "5", "6", "20/3"), "year");
        return employer;
    }

    private JsonObject OfYear(params string[] days) =>
        new() { ["year"] = first.Year + random.Next(7) - 1, ["days"] = Pick(days) };

    private JsonObject SizeClass() =>
        new()
        {
            ["from"] = Text(new(random.Next(2) == 0 ? first.Year - random.Next(2) : first.Year + random.Next(5), 1, 1)),
            ["class"] = Pick("full", "full", "small", "none"),
        };

    private JsonObject Declaration() =>
        new()
        {
            ["quarter"] = string.Create(CultureInfo.InvariantCulture, $"{first.Year - 2 + random.Next(6)}Q{random.Next(1, 5)}"),
            ["fte"] = Pick("0", "8", "9.99", "10", "12.4", "19.98", "20", "20", "20.02", "22", "31/3", "40"),
        };

    private JsonObject Scheme()
    {
        var from = random.Next(2) == 0 ? new DateOnly(first.Year + random.Next(5) - 1, 1, 1) : Near();
        var row = new JsonObject
        {
            ["jointCommittee"] = Pick("310", "310.01", "310.01.02", "200", "302", "111", "220", "112", "149.01"),
            ["from"] = Text(from),
            ["bindingFrom"] = random.Next(8) == 0 ? null : Text(random.Next(4) == 0 ? from.AddDays(random.Next(-40, 200)) : from),
            ["kind"] = random.Next(10) == 0 ? "collective" : "individual",
        };
        row[random.Next(4) == 0 ? "hours" : "days"] = Pick("2", "3", "4", "4.5", "1.5", "0.5", "7/2", "24", "16", "15.2", "2");
        Perhaps(3, () => row["to"] = Text(from.AddDays(random.Next(1, 900))));
        Perhaps(3, () => row["worker"] = Pick("all", "blueCollar", "employee"));
        Perhaps(2, () => row["class"] = Pick("all", "full", "small", "none"));
        Perhaps(3, () => row["windowYears"] = random.Next(1, 6));
        Perhaps(3, () => row["depositedOn"] = Text(new(from.Year - random.Next(2), random.Next(9, 11), random.Next(1, 31))));
        return row;
    }

    private JsonArray Employments()
    {
        var employments = new JsonArray();
        var next = first;
        var count = Pick(1, 1, 1, 2, 2, 3, 4, 5) - (random.Next(60) == 0 ? 1 : 0);
        for (var i = 0; i < count; i++)
        {
            var start = i == 0 ? first : next;
            DateOnly? end = random.Next(3) == 0 ? null : End(start);
            employments.Add(Employment(start, end));
            next = random.Next(4) == 0 ? Near() : AfterGap(end ?? start);
        }
        if (random.Next(3) == 0)
        {
            var turned = employments.Reverse().Select(one => one!.DeepClone()).ToArray();
            return new(turned);
        }
        return employments;
    }

    private DateOnly End(DateOnly start)
    {
        var end = random.Next(6) switch
        {
            0 => start,
            1 => start.AddDays(random.Next(60)),
            2 => MonthEnd(start.AddDays(random.Next(700))),
            3 => new(start.Year + random.Next(3), 12, 31),
            4 => new DateOnly(start.Year < 2028 ? 2028 : 2033, 12, 31).AddDays(random.Next(-1, 2)),
            _ => start.AddDays(random.Next(1500)),
        };
        return Seen(end < start ? start : end);
    }

    private DateOnly AfterGap(DateOnly end) => end.AddDays(Pick(0, 1, 1, 1, 2, 3, 4, 5, 6, 10, 31, 45, 100, 400, -20));

    private JsonObject Employment(DateOnly start, DateOnly? end)
    {
        Seen(start);
        var employment = new JsonObject { ["start"] = Text(start) };
        if (end is { } last)
        {
            employment["end"] = Text(last);
            employment["endReason"] = Pick(
                "resignation",
                "grossMisconduct",
                "dismissal",
                "mutualAgreement",
                "fixedTerm",
                "medicalForceMajeure",
                "death",
                "retirement",
                "breachByEmployer",
                "transfer",
                null,
                "fixedTerm",
                "dismissal"
            );
            Perhaps(3, () => employment["paidInLieu"] = random.Next(2) == 0);
            Perhaps(3, () => employment["noticeWorked"] = random.Next(2) == 0);
        }
        Perhaps(2, () => employment["jointCommittee"] = Pick(Committees));
        Perhaps(
            3,
            () =>
                employment["category"] = Pick(
                    "worker",
                    "blueCollar",
                    "employee",
                    "student",
                    "flexiJob",
                    "occasional",
                    "apprentice",
                    "agency"
                )
        );
        employment["regimes"] = List(random.Next(2) == 0 ? 4 : 0, () => Regime(start), "from");
        employment["suspensions"] = List(random.Next(3) == 0 ? 3 : 0, () => Suspension(start));
        return employment;
    }

    private JsonObject Regime(DateOnly start)
    {
        var regime = new JsonObject { ["from"] = Text(random.Next(3) == 0 ? start : start.AddDays(random.Next(-40, 800))) };
        if (random.Next(3) > 0)
        {
            regime["fraction"] = Pick(Fractions);
            return regime;
        }
        regime["hours"] = Pick("19", "28.5", "38", "40", "7.6", "0");
        Perhaps(2, () => regime["fullTimeHours"] = Pick("38", "36", "39", "164.67"));
        return regime;
    }

    private JsonObject Suspension(DateOnly start)
    {
        var from = start.AddDays(random.Next(-30, 700));
        var suspension = new JsonObject
        {
            ["from"] = Text(Seen(from)),
            ["to"] = random.Next(5) == 0 ? null : Text(Seen(from.AddDays(random.Next(300)))),
            ["kind"] = Pick("sickness", "parental", "timeCredit", "unpaid", "other"),
        };
        Perhaps(2, () => suspension["fraction"] = Pick("1/2", "4/5", "0.9", "0", "1/3"));
        return suspension;
    }

    private JsonObject Training()
    {
        var end = Near();
        var days = random.Next(3) > 0;
        var start = end.AddDays(-random.Next(random.Next(4) == 0 ? 500 : 10));
        var training = new JsonObject
        {
            ["start"] = Text(start),
            ["end"] = Text(end),
            [days ? "days" : "hours"] = Pick(DayCounts),
            ["status"] = Pick("followed", "followed", "followed", "followed", "planned", "notFollowed", "cancelled"),
        };
        Perhaps(8, () => training["counts"] = random.Next(2) == 0);
        Perhaps(8, () => training["leaveScheme"] = Pick("VOV", "PEL_BXL", "PEL_WAL", "PEL_DG"));
        Perhaps(5, () => training["offeredAndRefused"] = true);
        if (start.Year < end.Year && random.Next(2) == 0)
        {
            training.Remove("days");
            training.Remove("hours");
            training[days ? "days" : "hours"] = "3";
            training["perYear"] = new JsonObject
            {
                [(end.Year - 1).ToString(CultureInfo.InvariantCulture)] = "1.25",
                [end.Year.ToString(CultureInfo.InvariantCulture)] = "7/4",
            };
        }
        return training;
    }

    private JsonObject Adjustment() =>
        new()
        {
            ["on"] = Text(Near()),
            ["days"] = (random.Next(3) == 0 ? "-" : "") + Pick(DayCounts),
            ["reason"] = "agreed",
        };

    private DateOnly On() => random.Next(4) == 0 ? Day(2022, 2036) : Near();

    /// <summary>A day at or near one that matters in this case, most of them within a few years of the first contract.</summary>
    private DateOnly Near() =>
        random.Next(6) switch
        {
            0 => (seen.Count == 0 ? first : seen[random.Next(seen.Count)]).AddDays(random.Next(-1, 2)),
            1 => new DateOnly(first.Year + random.Next(6), 12, 31).AddDays(random.Next(2)),
            2 => new DateOnly(Pick(2023, 2025, 2027, 2028, 2028, 2029, 2033), 12, 31).AddDays(random.Next(-1, 2)),
            3 => first.AddYears(5).AddDays(random.Next(-2, 3)),
            _ => first.AddDays(random.Next(-60, 1500)),
        };

    private DateOnly Day(int fromYear, int toYear)
    {
        var year = random.Next(fromYear, toYear + 1);
        return random.Next(6) switch
        {
            0 => new(year, 1, 1),
            1 => new(year, 12, 31),
            2 => MonthEnd(new(year, 2, 1)),
            3 => MonthEnd(new(year, random.Next(1, 13), 1)),
            _ => new DateOnly(year, 1, 1).AddDays(random.Next(365)),
        };
    }

    private static DateOnly MonthEnd(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private DateOnly Seen(DateOnly day)
    {
        seen.Add(day);
        return day;
    }

    private void Perhaps(int oneIn, Action write)
    {
        if (random.Next(oneIn) == 0)
        {
            write();
        }
    }

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];

    /// <summary>Up to so many; of two with the same key the first stays.</summary>
    private JsonArray List(int most, Func<JsonObject> one, string? key = null)
    {
        var all = Enumerable.Range(0, random.Next(most + 1)).Select(_ => one()).ToList();
        return new([.. key is null ? all : all.DistinctBy(item => item[key]!.ToString(), StringComparer.Ordinal)]);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
