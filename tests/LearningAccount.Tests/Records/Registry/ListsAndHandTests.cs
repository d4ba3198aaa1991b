using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using static LearningAccount.Tests.Records.Registry.Declared;

namespace LearningAccount.Tests.Records.Registry;

/// <summary>Staff lists beside declarations, and what somebody says by hand over both.</summary>
public sealed class ListsAndHandTests
{
    [Fact]
    public void A_list_alone_makes_an_employment()
    {
        var resolved = Resolve(Listed("2024-01-01", "2025-06-30", "1/2", EndReason.FixedTerm, "200"));
        Assert.Equal(["2024-01-01..2025-06-30 fixedTerm"], resolved.Spans());
        Assert.Equal(["2024-01-01..2025-06-30 1/2 200 worker"], resolved.Parts());
        Assert.Equal(EndReason.FixedTerm, Assert.Single(resolved.Law).EndReason);
    }

    [Fact]
    public void Contracts_of_a_list_that_follow_each_other_are_one_employment_and_others_are_not()
    {
        var resolved = Resolve(
            Listed("2024-01-01", "2024-06-30", "1/2"),
            Listed("2024-07-01", "2024-12-31", "1"),
            Listed("2025-02-01", null, "1")
        );
        Assert.Equal(["2024-01-01..2024-12-31", "2025-02-01.."], resolved.Spans());
        Assert.Equal(["1/2", "1"], resolved.Law[0].Regimes.Select(Regime));
    }

    [Fact]
    public void A_list_gives_the_time_before_the_first_occupation_with_its_own_regime()
    {
        var resolved = Resolve(Occupation("2022-01-01"), Listed("2015-03-02", "2021-12-31", "3/4"));
        Assert.Equal(["2015-03-02.."], resolved.Spans());
        Assert.Equal(["2015-03-02..2021-12-31 3/4 226 employee", "2022-01-01.. 1 226 employee"], resolved.Parts());
        Assert.Empty(resolved.Anomalies);
    }

    [Fact]
    public void Without_a_regime_in_the_list_the_time_before_has_the_first_one_known()
    {
        var resolved = Resolve(Occupation("2022-01-01", hours: "1900/3800"), Listed("2015-03-02"));
        Assert.Equal(["2015-03-02..2021-12-31 1/2 226 employee", "2022-01-01.. 1/2 226 employee"], resolved.Parts());
        Assert.Single(resolved.Law);
    }

    [Fact]
    public void A_list_gives_a_career_break_the_start_of_service()
    {
        var resolved = Resolve(Occupation("2025-04-01", hours: "0/3800", measure: 3), Listed("2016-01-04", fraction: "1"));
        Assert.Equal(["2016-01-04.."], resolved.Spans());
        Assert.Single(resolved.Law.SelectMany(law => law.Suspensions));
        Assert.Empty(resolved.Anomalies);
    }

    [Fact]
    public void A_list_gives_the_end_and_its_reason_where_declarations_have_none()
    {
        var resolved = Resolve(Occupation("2022-01-01"), Listed("2022-01-01", "2025-10-31", "1", EndReason.Dismissal));
        Assert.Equal(["2022-01-01..2025-10-31 dismissal"], resolved.Spans());
        Assert.Empty(resolved.Anomalies);
        Assert.Equal(EndReason.Dismissal, Assert.Single(resolved.Law).EndReason);
    }

    [Fact]
    public void A_list_gives_the_reason_of_a_declared_end()
    {
        var resolved = Resolve(
            Occupation("2022-01-01", "2025-08-15"),
            Listed("2022-01-01", "2025-08-15", "1", EndReason.Resignation)
        );
        Assert.Equal(["2022-01-01..2025-08-15 resignation"], resolved.Spans());
        Assert.Empty(resolved.Anomalies);
    }

    [Theory]
    [InlineData("2022-01-01", "2025-08-31", "1", "226", "sourcesDisagree.end")]
    [InlineData("2022-01-01", null, "1", "226", "sourcesDisagree.end")]
    [InlineData("2022-03-01", "2025-08-15", "1", "226", "sourcesDisagree.start")]
    [InlineData("2022-01-01", "2025-08-15", "4/5", "226", "sourcesDisagree.regime")]
    [InlineData("2022-01-01", "2025-08-15", "1", "200", "sourcesDisagree.committee")]
    public void Where_list_and_declarations_differ_the_declarations_win_and_both_are_told(
        string start,
        string? end,
        string fraction,
        string committee,
        string code
    )
    {
        var resolved = Resolve(Occupation("2022-01-01", "2025-08-15"), Listed(start, end, fraction, committee: committee));
        Assert.Equal(["2022-01-01..2025-08-15 1 226 employee"], resolved.Parts());
        var anomaly = Assert.Single(resolved.Anomalies);
        Assert.Equal(code, anomaly.Code);
        Assert.Equal("staffList staff.csv", anomaly.Values.Single(value => value.Name is "otherBy").Value);
        Assert.All(
            LearningAccount.Law.Texts.Languages.All,
            language => Assert.DoesNotContain("{", RecordTexts(anomaly, language), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_sub_committee_does_not_contradict_its_committee() =>
        Assert.Empty(
            Resolve(
                Occupation("2022-01-01", committee: "140.03"),
                Listed("2022-01-01", fraction: "1", committee: "140")
            ).Anomalies
        );

    [Fact]
    public void A_list_gives_the_committee_that_a_declaration_lacks() =>
        Assert.Equal(
            ["2022-01-01.. 1 200 employee"],
            Resolve(Occupation("2022-01-01", committee: null), Listed("2022-01-01", fraction: "1", committee: "200")).Parts()
        ); // T24

    [Fact]
    public void The_regime_a_list_has_today_is_compared_with_the_last_one_declared() =>
        Assert.Empty(
            Resolve(
                Occupation("2020-01-01", "2024-12-31"),
                Occupation("2025-01-01", hours: "1900/3800"),
                Listed("2020-01-01", fraction: "1/2")
            ).Anomalies
        );

    [Fact]
    public void A_stale_list_without_an_end_does_not_bridge_a_gap()
    {
        var resolved = Resolve(
            Occupation("2020-01-01", "2024-06-30"),
            Occupation("2025-02-03"),
            Listed("2020-01-01", fraction: "1")
        );
        Assert.Equal(["2020-01-01..2024-06-30", "2025-02-03.."], resolved.Spans());
        Assert.Equal("sourcesDisagree.end", Assert.Single(resolved.Anomalies).Code);
    }

    [Fact]
    public void A_list_of_another_time_is_an_employment_of_its_own() =>
        Assert.Equal(
            ["2018-01-01..2019-12-31", "2022-01-01.."],
            Resolve(Occupation("2022-01-01"), Listed("2018-01-01", "2019-12-31", "1")).Spans()
        );

    [Fact]
    public void What_is_said_by_hand_wins_on_the_days_it_speaks_of()
    {
        var resolved = Resolve(
            Occupation("2022-01-01", hours: "1900/3800"),
            Listed("2022-01-01", fraction: "1/2"),
            ByHand("2024-01-01", "2024-12-31", "4/5", committee: "200")
        );
        Assert.Equal(
            [
                "2022-01-01..2023-12-31 1/2 226 employee",
                "2024-01-01..2024-12-31 4/5 200 employee",
                "2025-01-01.. 1/2 226 employee",
            ],
            Resolve(
                    Occupation("2022-01-01", "2024-12-31", hours: "1900/3800"),
                    Occupation("2025-01-01", hours: "1900/3800"),
                    ByHand("2024-01-01", "2024-12-31", "4/5", committee: "200")
                )
                .Parts()
        );
        // Nothing begins after it, so its end is that of the employment.
        Assert.Equal(["2022-01-01..2024-12-31"], resolved.Spans());
    }

    [Fact]
    public void An_end_said_by_hand_wins_over_a_declared_one()
    {
        var occupation = Occupation("2022-01-01", "2025-08-15");
        Assert.Equal(
            ["2022-01-01..2025-08-31 dismissal"],
            Resolve(occupation, ByHand("2022-01-01", "2025-08-31", reason: EndReason.Dismissal)).Spans()
        );
        Assert.Equal(
            ["2022-01-01..2025-07-31 dismissal"],
            Resolve(occupation, ByHand("2022-01-01", "2025-07-31", reason: EndReason.Dismissal)).Spans()
        );
    }

    [Fact]
    public void A_start_said_by_hand_says_nothing_of_the_end()
    {
        var resolved = Resolve(Occupation("2025-04-01", "2025-08-15", hours: "0/3800", measure: 3), ByHand("2016-01-04"));
        Assert.Equal(["2016-01-04..2025-08-15"], resolved.Spans());
        Assert.Single(resolved.Law.SelectMany(law => law.Suspensions));
    }

    [Fact]
    public void A_contract_said_by_hand_without_an_end_goes_on_behind_one_that_ended()
    {
        object[] ended =
        [
            Occupation("2022-01-01", "2024-12-31"),
            Listed("2022-01-01", "2024-12-31", "1", committee: "226"),
            ByHand("2022-01-01", "2024-12-31", "1", committee: "226"),
        ];
        foreach (var one in ended)
        {
            Assert.Equal(["2022-01-01.."], Resolve(one, ByHand("2025-01-01")).Spans());
            var resolved = Resolve(one, ByHand("2025-01-01", fraction: "1/2"));
            Assert.Equal(["2022-01-01.."], resolved.Spans());
            Assert.StartsWith("2025-01-01.. 1/2 226 ", resolved.Parts()[^1], StringComparison.Ordinal);
        }
        // On the last day itself it begins in what ends.
        Assert.Equal(["2022-01-01..2024-12-31"], Resolve(ended[0], ByHand("2024-12-31")).Spans());
    }

    [Fact]
    public void A_contract_said_by_hand_without_an_end_goes_on_into_what_is_known_to_follow() =>
        Assert.Equal(
            ["2022-01-01..2026-06-30"],
            Resolve(Occupation("2022-01-01", "2024-12-31"), Occupation("2025-03-01", "2026-06-30"), ByHand("2025-01-01")).Spans()
        );

    [Fact]
    public void A_regime_said_by_hand_keeps_the_leave_that_was_declared()
    {
        var resolved = Resolve(Occupation("2025-04-01", hours: "0/3800", measure: 3), ByHand("2025-04-01", fraction: "1/2"));
        Assert.Equal(["2025-04-01.. 1/2 226 employee"], resolved.Parts());
        Assert.Single(Assert.Single(resolved.Law).Suspensions);
    }

    [Fact]
    public void One_contract_said_by_hand_joins_what_the_sources_keep_apart() =>
        Assert.Equal(
            ["2020-01-01..2026-01-31 resignation"],
            Resolve(
                    Occupation("2020-01-01", "2024-06-30"),
                    Occupation("2024-09-02"),
                    ByHand("2020-01-01", "2026-01-31", reason: EndReason.Resignation)
                )
                .Spans()
        );

    [Fact]
    public void A_reason_of_the_end_belongs_to_what_ends_last()
    {
        var resolved = Resolve(
            Occupation("2020-01-01", "2024-12-31", committee: "200"),
            Occupation("2025-01-01"),
            ByHand("2020-01-01", "2025-12-31", reason: EndReason.Retirement)
        );
        Assert.Equal([null, EndReason.Retirement], resolved.Law.Select(law => law.EndReason));
    }

    [Fact]
    public void A_suspension_is_of_every_contract_it_falls_in()
    {
        var leave = new SuspensionVersion
        {
            EmployerId = Employer,
            Origin = "manual",
            WorkerId = Worker,
            SuspensionId = Guid.CreateVersion7(),
            FromOn = Day("2024-12-01"),
            ToOn = Day("2025-02-28"),
            Kind = SuspensionKind.Parental,
            Fraction = Fraction.Of(4, 5),
        };
        var resolved = Resolve(
            Occupation("2020-01-01", "2023-12-31"),
            Occupation("2024-02-01", "2024-12-31", committee: "200"),
            Occupation("2025-01-01"),
            leave
        );
        Assert.Equal([0, 1, 1], resolved.Law.Select(law => law.Suspensions.Length));
    }

    private static string RecordTexts(Anomaly anomaly, LearningAccount.Law.Texts.Language language) =>
        LearningAccount.Records.RecordTexts.Of(anomaly, language);
}
