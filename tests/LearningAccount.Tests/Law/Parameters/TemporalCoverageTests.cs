using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Parameters;

/// <summary>For every parameter and every day of its life exactly one value applies, now and as known on any earlier day.</summary>
public sealed class TemporalCoverageTests
{
    private static readonly DateOnly First = new(2023, 1, 1);
    private static readonly DateOnly Last = new(2035, 12, 31);

    public static TheoryData<DateOnly> Known =>
        [
            DateOnly.MinValue,
            .. LawBook
                .Shipped.Values.Select(value => value.KnownFrom)
                .Concat(LawBook.Shipped.Schemes.Select(value => value.KnownFrom))
                .SelectMany(day => new[] { day.AddDays(-1), day })
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(Known))]
    public void Each_value_of_the_law_begins_where_the_one_before_ends(DateOnly known)
    {
        foreach (var parameter in LawBook.Shipped.KnownOn(known).Values.GroupBy(value => value.Name, StringComparer.Ordinal))
        {
            var values = parameter.ToList();
            for (var place = 1; place < values.Count; place++)
            {
                Assert.Equal(values[place].From, values[place - 1].To!.Value.AddDays(1));
            }
            Assert.Null(values[^1].To);
        }
    }

    [Fact]
    public void On_every_day_one_value_of_each_parameter_holds()
    {
        foreach (var parameter in LawBook.Shipped.Values.GroupBy(value => value.Name, StringComparer.Ordinal))
        {
            var values = parameter.ToList();
            for (var day = First > values[0].From ? First : values[0].From; day <= Last; day = day.AddDays(1))
            {
                var holding = Assert.Single(values, value => Holds(value.From, value.To, day));
                Assert.Equal(holding, LawBook.Shipped.Value(parameter.Key, day));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void No_two_rows_of_an_agreement_overlap(DateOnly known)
    {
        foreach (var path in LawBook.Shipped.KnownOn(known).Schemes.GroupBy(value => (value.Row.JointCommittee, value.Row.Class)))
        {
            var rows = path.ToList();
            for (var place = 1; place < rows.Count; place++)
            {
                Assert.True(rows[place - 1].Row.To < rows[place].Row.From);
            }
        }
    }

    [Fact]
    public void On_every_day_at_most_one_row_of_a_committee_holds_for_a_class()
    {
        foreach (var committee in LawBook.Shipped.Schemes.GroupBy(value => value.Row.JointCommittee))
        {
            foreach (var sizeClass in Enum.GetValues<SizeClass>())
            {
                var rows = committee.Where(value => value.Row.Class is null || value.Row.Class == sizeClass).ToList();
                for (var day = First; day <= Last; day = day.AddDays(1))
                {
                    Assert.True(rows.Count(value => Holds(value.Row.From, value.Row.To, day)) <= 1);
                }
            }
        }
    }

    [Fact]
    public void A_growth_path_never_falls_and_has_no_gap()
    {
        foreach (var path in LawBook.Shipped.Schemes.GroupBy(value => (value.Row.JointCommittee, value.Row.Class)))
        {
            var steps = path.ToList();
            for (var place = 1; place < steps.Count; place++)
            {
                Assert.Equal(steps[place].Row.From, steps[place - 1].Row.To!.Value.AddDays(1));
                Assert.True(
                    (steps[place].Row.Days ?? steps[place].Row.Hours) > (steps[place - 1].Row.Days ?? steps[place - 1].Row.Hours)
                );
            }
        }
    }

    [Fact]
    public void Every_value_has_a_source_a_confidence_and_a_day_it_became_known()
    {
        var sources = LawBook
            .Shipped.Values.Select(value => (value.Source, value.Confidence, value.KnownFrom))
            .Concat(
                LawBook
                    .Shipped.Schemes.Concat(LawBook.Shipped.Proposals)
                    .Select(value => (value.Source, value.Confidence, value.KnownFrom))
            );
        Assert.All(
            sources,
            value =>
            {
                Assert.True(Uri.TryCreate(value.Source, UriKind.Absolute, out var address) && address.Scheme is "https");
                Assert.True(value.Confidence is "H" or "M" or "L");
                Assert.NotEqual(default, value.KnownFrom);
            }
        );
        Assert.All(LawBook.Shipped.Schemes, value => Assert.Equal("H", value.Confidence));
        Assert.All(LawBook.Shipped.Proposals, value => Assert.True(value.Confidence is "M" or "L"));
    }

    [Fact]
    public void No_agreement_in_force_goes_below_the_floor_in_class_full()
    {
        var floor = LawBook.Shipped.SchemeFloor;
        Assert.All(
            LawBook.Shipped.Schemes.Where(value => value.Row.Class is null or SizeClass.Full),
            value => Assert.True((value.Row.Days ?? value.Row.Hours / Fraction.Parse("7.6")) >= floor)
        );
    }

    private static bool Holds(DateOnly from, DateOnly? to, DateOnly day) => from <= day && day <= (to ?? day);
}
