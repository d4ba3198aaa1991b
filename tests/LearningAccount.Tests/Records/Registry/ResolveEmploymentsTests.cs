using LearningAccount.Law.Facts;
using static LearningAccount.Tests.Records.Registry.Declared;

namespace LearningAccount.Tests.Records.Registry;

/// <summary>The numbers T1 to T29 and #1 to #12 are those of the NSSO messages' traps and of the synthetic declaration.</summary>
public sealed class ResolveEmploymentsTests
{
    [Fact]
    public void A_full_timer_has_one_open_employment()
    {
        var resolved = Resolve(Occupation("2015-03-02")); // #1
        Assert.Equal(["2015-03-02.."], resolved.Spans());
        var law = Assert.Single(resolved.Law);
        Assert.Equal("19/19", $"{law.Regimes[0].Hours! / 2}/{law.Regimes[0].FullTimeHours! / 2}");
        Assert.Equal(new Origin("dmfa", "2025Q3"), law.Regimes[0].Origin);
        Assert.Empty(resolved.Anomalies);
    }

    [Theory]
    [InlineData("3040/3800", 1, "4/5")] // #4
    [InlineData("2400/3800", 1, "12/19")] // #6
    [InlineData("3040/3800", 0, "4/5")] // T13: contract type 0 with Q < S
    [InlineData("4000/4000", 0, "1")] // #3
    [InlineData("4000/3800", 0, "1")] // T14: Q > S
    [InlineData("", 0, "1")] // T15: no hours, full-time
    public void Hours_against_full_time_hours_are_the_regime(string hours, int contractType, string regime) =>
        Assert.Equal(
            [$"2019-01-01.. {regime} 226 employee"],
            Resolve(Occupation("2019-01-01", hours: hours, contractType: contractType)).Parts()
        );

    [Theory]
    [InlineData("")]
    [InlineData("1900/0")]
    public void A_part_timer_without_hours_counts_for_nothing_until_somebody_gives_them(string hours)
    {
        var resolved = Resolve(Occupation("2019-01-01", hours: hours, contractType: 1));
        Assert.Equal(["2019-01-01.. 0 226 employee"], resolved.Parts());
        Assert.Equal("regimeUnknown", Assert.Single(resolved.Anomalies).Code);
        var told = Resolve(Occupation("2019-01-01", hours: hours, contractType: 1), ByHand("2019-01-01", fraction: "1/2"));
        Assert.Equal(["2019-01-01.. 1/2 226 employee"], told.Parts());
    }

    [Fact]
    public void A_change_of_regime_goes_on_in_the_same_employment()
    {
        // T4: a new occupation on a mere change of regime.
        var resolved = Resolve(Occupation("2019-01-07", "2025-07-31"), Occupation("2025-08-01", hours: "1900/3800"));
        Assert.Equal(["2019-01-07.."], resolved.Spans());
        Assert.Equal(["1", "1/2"], Assert.Single(resolved.Law).Regimes.Select(Regime));
    }

    [Fact]
    public void A_gap_makes_another_employment()
    {
        // T5: from Friday to Monday; whether the account closes is the law's affair.
        var resolved = Resolve(Occupation("2025-01-06", "2025-08-29"), Occupation("2025-09-01"));
        Assert.Equal(["2025-01-06..2025-08-29", "2025-09-01.."], resolved.Spans());
        Assert.Equal(2, resolved.Law.Length);
    }

    [Fact]
    public void A_worker_who_becomes_an_employee_stays_in_one_employment()
    {
        // T2 and 015 → 495, 31/08 → 01/09.
        var resolved = Resolve(
            Occupation("2020-01-06", "2025-08-31", code: "015", committee: "140.03", kind: WorkerCategory.BlueCollar),
            Occupation("2025-09-01")
        );
        Assert.Equal(["2020-01-06.."], resolved.Spans());
        Assert.Equal(
            ["140.03 BlueCollar 2020-01-06", "226 Employee 2025-09-01"],
            resolved.Law.Select(law => $"{law.JointCommittee} {law.Category} {law.Start:yyyy-MM-dd}")
        );
    }

    [Fact]
    public void Two_occupations_at_once_are_one_employment_and_two_for_the_law()
    {
        // #7: 15 and 10 hours.
        var resolved = Resolve(Occupation("2022-09-01", hours: "1500/3800"), Occupation("2025-07-01", hours: "1000/3800"));
        Assert.Equal(["2022-09-01.."], resolved.Spans());
        Assert.Equal(["15/38", "5/19"], resolved.Law.Select(law => Regime(Assert.Single(law.Regimes))));
    }

    [Fact]
    public void An_end_date_ends_it() =>
        Assert.Equal(["2008-05-05..2025-08-15"], Resolve(Occupation("2008-05-05", "2025-08-15")).Spans()); // #8

    [Fact]
    public void Severance_is_no_employment()
    {
        // T8: dates after the exit.
        var resolved = Resolve(Occupation("2008-05-05", "2025-08-15"), Occupation("2025-08-16", "2026-02-15", severance: true));
        Assert.Equal(["2008-05-05..2025-08-15"], resolved.Spans());
        Assert.Empty(Resolve(Occupation("2025-08-16", "2026-02-15", severance: true)).Employments);
    }

    [Fact]
    public void A_partial_career_break_suspends_a_part_of_the_contract()
    {
        // #11: full time, then 4/5 under measure 4.
        var resolved = Resolve(Occupation("2012-09-03", "2025-07-31"), Occupation("2025-08-01", hours: "3040/3800", measure: 4));
        Assert.Equal(["2012-09-03.."], resolved.Spans());
        Assert.Equal(["2012-09-03..2025-07-31 1 226 employee", "2025-08-01.. 1 226 employee"], resolved.Parts());
        var leave = Assert.Single(Assert.Single(resolved.Law).Suspensions);
        Assert.Equal(
            (Day("2025-08-01"), null, SuspensionKind.TimeCredit, "4/5"),
            (leave.From, leave.To, leave.Kind, $"{leave.Fraction}")
        );
        Assert.Empty(resolved.Anomalies);
    }

    [Fact]
    public void A_full_career_break_known_alone_began_an_unknown_time_after_the_start()
    {
        var resolved = Resolve(Occupation("2025-04-01", hours: "0/3800", measure: 3)); // #12
        Assert.Equal(["2025-04-01.. ?"], resolved.Spans());
        Assert.Equal(["2025-04-01.. 1 226 employee"], resolved.Parts());
        Assert.Null(Assert.Single(Assert.Single(resolved.Law).Suspensions).Fraction);
        Assert.Equal("startUncertain", Assert.Single(resolved.Anomalies).Code);
    }

    [Fact]
    public void An_earlier_quarter_gives_a_career_break_its_start_and_its_regime()
    {
        var resolved = Resolve(
            Occupation("2025-04-01", hours: "0/3800", measure: 3),
            Occupation("2016-01-04", "2025-03-31", hours: "1900/3800", last: "2025Q1")
        );
        Assert.Equal(["2016-01-04.."], resolved.Spans());
        Assert.Equal(["1/2", "1/2"], Assert.Single(resolved.Law).Regimes.Select(Regime));
        Assert.Empty(resolved.Anomalies);
    }

    [Fact]
    public void Statutory_absence_is_a_suspension_too()
    {
        var resolved = Resolve(Occupation("2016-01-04", "2025-03-31"), Occupation("2025-04-01", hours: "0/3800", measure: 516));
        Assert.Equal(SuspensionKind.Other, Assert.Single(Assert.Single(resolved.Law).Suspensions).Kind);
        Assert.Empty(resolved.Anomalies);
    }

    [Theory]
    [InlineData("2025-09-30")]
    [InlineData("2025-09-28")]
    public void The_end_of_a_flexi_job_closes_nothing(string end)
    {
        var resolved = Resolve(Occupation("2025-09-05", end, "800/3800", "050", "302", kind: WorkerCategory.FlexiJob)); // T16
        Assert.Equal(["2025-09-05.."], resolved.Spans());
        Assert.Equal(
            [$"2025-09-05..{end} 4/19 302 flexiJob", $"{Day(end).AddDays(1):yyyy-MM-dd}.. 0 302 flexiJob"],
            resolved.Parts()
        );
    }

    [Fact]
    public void Five_days_of_occasional_work_are_one_employment()
    {
        var days = new[] { "2025-07-04", "2025-07-05", "2025-07-11", "2025-08-02", "2025-09-30" };
        var resolved = Resolve([.. days.Select(day => Occupation(day, day, "", "011", "302", kind: WorkerCategory.Occasional))]);
        Assert.Equal(["2025-07-04.."], resolved.Spans());
        Assert.Equal(["1", "1", "0", "1", "0", "1", "0", "1", "0"], Assert.Single(resolved.Law).Regimes.Select(Regime));
    }

    [Fact]
    public void Two_flexi_jobs_on_one_day_add_up_to_full_time_at_the_most()
    {
        var resolved = Resolve(
            Occupation("2025-07-01", "2025-07-31", "2000/3800", "050", "302", kind: WorkerCategory.FlexiJob),
            Occupation("2025-07-15", "2025-07-20", "3000/3800", "050", "302", kind: WorkerCategory.FlexiJob)
        );
        Assert.Equal(["10/19", "1", "10/19", "0"], Assert.Single(resolved.Law).Regimes.Select(Regime));
    }

    [Fact]
    public void A_list_tells_when_a_flexi_job_really_ended()
    {
        var resolved = Resolve(
            Occupation("2025-07-01", "2025-07-31", "800/3800", "050", "302", kind: WorkerCategory.FlexiJob),
            Listed("2025-07-01", "2025-08-31", reason: EndReason.Resignation)
        );
        Assert.Equal(["2025-07-01..2025-08-31 resignation"], resolved.Spans());
    }

    [Fact]
    public void An_occupation_that_a_later_quarter_replaces_ended_the_day_before()
    {
        // The file of 2025Q2, which would give its end, is missing: both counted together would be more than there is.
        var resolved = Resolve(Occupation("2015-03-02", last: "2025Q1"), Occupation("2025-06-01", hours: "1900/3800"));
        Assert.Equal(["2015-03-02..2025-05-31 1 226 employee", "2025-06-01.. 1/2 226 employee"], resolved.Parts());
    }

    [Fact]
    public void One_of_two_occupations_that_is_not_declared_any_more_has_ended()
    {
        var resolved = Resolve(
            Occupation("2015-03-02", hours: "1900/3800", last: "2025Q3"),
            Occupation("2016-01-01", hours: "1000/3800", committee: "200", last: "2025Q1")
        );
        Assert.Contains("2016-01-01..2025-03-31 5/19 200 employee", resolved.Parts());
        Assert.Equal("endMissing", Assert.Single(resolved.Anomalies).Code);
    }

    [Fact]
    public void The_order_of_the_facts_does_not_matter()
    {
        object[] facts =
        [
            Occupation("2012-09-03", "2018-12-31", hours: "1900/3800"),
            Occupation("2019-01-01", "2024-12-31"),
            Occupation("2025-01-01", hours: "3040/3800", measure: 4),
            Occupation("2022-03-01", "2022-04-30", "800/3800", "050", "302", kind: WorkerCategory.FlexiJob),
            Occupation("2021-01-01", "2021-06-30", hours: "1000/3800", committee: "200"),
            Listed("2011-01-03", "2012-12-31", fraction: "3/4"),
            Listed("2013-01-01", reason: EndReason.Dismissal),
            ByHand("2023-01-01", "2023-06-30", fraction: "1/3"),
        ];
        var expected = Resolve(facts);
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            random.Shuffle(facts);
            var shuffled = Resolve(facts);
            Assert.Equal(expected.Parts(), shuffled.Parts());
            Assert.Equal(expected.Spans(), shuffled.Spans());
            Assert.Equal(
                expected.Anomalies.Select(anomaly => anomaly.Code).Order(StringComparer.Ordinal),
                shuffled.Anomalies.Select(anomaly => anomaly.Code).Order(StringComparer.Ordinal)
            );
        }
    }
}
