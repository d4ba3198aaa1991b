using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Properties;

/// <summary>The same work told otherwise gives the same account; more of it never gives less.</summary>
public sealed class SameFactsTests
{
    [Fact]
    public void Splitting_an_employment_in_two_changes_nothing() =>
        AnyCase.Holds(@case =>
        {
            var employments = @case.Facts.Employments;
            var place = @case.Choose(Math.Max(1, employments.Length));
            if (employments.IsEmpty || employments.Count(one => one.End == employments[place].End) > 1)
            {
                // Of two that end on the same day the later start decides the reason: a split would change which it is.
                return;
            }
            var whole = employments[place];
            var last = whole.End ?? whole.Start.AddDays(4000);
            if (last == whole.Start)
            {
                return;
            }
            var cut = whole.Start.AddDays(@case.Choose(last.DayNumber - whole.Start.DayNumber));
            ImmutableArray<Employment> split =
            [
                .. employments[..place],
                whole with
                {
                    End = cut,
                    EndReason = EndReason.MutualAgreement,
                },
                whole with
                {
                    Start = cut.AddDays(1),
                },
                .. employments[(place + 1)..],
            ];
            Same(@case, @case.Facts with { Employments = split });
        });

    [Fact]
    public void Splitting_a_suspension_in_two_changes_nothing() =>
        AnyCase.Holds(@case =>
            Same(
                @case,
                EachEmployment(
                    @case.Facts,
                    one =>
                        one with
                        {
                            Suspensions = [.. one.Suspensions.SelectMany(suspension => Halves(suspension, @case.Choose(60)))],
                        }
                )
            )
        );

    [Fact]
    public void Saying_a_regime_again_changes_nothing() =>
        AnyCase.Holds(@case =>
            Same(
                @case,
                EachEmployment(
                    @case.Facts,
                    one =>
                        one with
                        {
                            Regimes =
                            [
                                .. one.Regimes,
                                .. one
                                    .Regimes.Select(regime => regime with { From = regime.From.AddDays(1) })
                                    .Where(again => one.Regimes.All(regime => regime.From != again.From)),
                            ],
                        }
                )
            )
        );

    [Fact]
    public void The_order_of_the_facts_does_not_matter() =>
        AnyCase.Holds(@case =>
        {
            var facts = @case.Facts;
            var employer = facts.Employer;
            Same(
                @case,
                facts with
                {
                    // What the file's order decides where all else is equal is left as it stands.
                    Employments = AreDistinct(facts.Employments, one => one.Start)
                        ? [.. @case.Shuffled(facts.Employments)]
                        : facts.Employments,
                    Adjustments = AreDistinct(facts.Adjustments, one => one.On)
                        ? [.. @case.Shuffled(facts.Adjustments)]
                        : facts.Adjustments,
                    Trainings = [.. @case.Shuffled(facts.Trainings)],
                    Employer = employer with
                    {
                        Declarations = [.. @case.Shuffled(employer.Declarations)],
                        SizeClasses = [.. @case.Shuffled(employer.SizeClasses)],
                        ExtraDays = [.. @case.Shuffled(employer.ExtraDays)],
                        OptOuts = [.. @case.Shuffled(employer.OptOuts)],
                        Schemes = AreDistinct(employer.Schemes, row => (row.JointCommittee, row.From))
                            ? [.. @case.Shuffled(employer.Schemes)]
                            : employer.Schemes,
                    },
                }
            );
        });

    [Fact]
    public void The_order_of_regimes_and_suspensions_does_not_matter() =>
        AnyCase.Holds(@case =>
            Same(
                @case,
                EachEmployment(
                    @case.Facts,
                    one =>
                        one with
                        {
                            Regimes = [.. @case.Shuffled(one.Regimes)],
                            Suspensions = [.. @case.Shuffled(one.Suspensions)],
                        }
                )
            )
        );

    [Fact]
    public void Working_full_time_never_earns_less() =>
        AnyCase.Holds(@case => NeverLess(@case, EachEmployment(@case.Facts, one => one with { Regimes = [] })));

    [Fact]
    public void Working_on_instead_of_a_leave_never_earns_less() =>
        AnyCase.Holds(@case =>
        {
            // Where a month is the mean of its days, taking back a suspended day of low regime may lower the mean.
            var facts = @case.Facts with
            {
                Settings = @case.Facts.Settings with { MonthRegime = MonthRegime.Max },
            };
            NeverLess(@case, facts, EachEmployment(facts, one => one with { Suspensions = [] }));
        });

    [Fact]
    public void Staying_longer_never_earns_less() =>
        AnyCase.Holds(@case =>
        {
            var facts = @case.Facts with
            {
                Settings = @case.Facts.Settings with { MonthRegime = MonthRegime.Max, Rounding = Rounding.None },
            };
            NeverLess(@case, facts, EachEmployment(facts, one => one with { End = one.End?.AddDays(@case.Choose(100)) }));
        });

    [Fact]
    public void A_kind_of_suspension_changes_no_figure() =>
        AnyCase.Holds(@case =>
            Same(
                @case,
                EachEmployment(
                    @case.Facts,
                    one => one with { Suspensions = [.. one.Suspensions.Select(s => s with { Kind = SuspensionKind.Maternity })] }
                )
            )
        );

    [Fact]
    [Trait("BugClass", "32")]
    public void An_agreement_of_later_years_leaves_the_years_before_as_they_were() =>
        AnyCase.Holds(@case =>
        {
            var before = @case.Account;
            var from = new DateOnly(@case.On.Year, 1, 1);
            var later = new SchemeRow
            {
                JointCommittee = JointCommittee.Parse("310"),
                From = from,
                BindingFrom = from,
                Days = 3,
            };
            var employer = @case.Facts.Employer;
            var after = AnyCase.AccountOf(
                @case.Facts with
                {
                    Employer = employer with { Schemes = employer.Schemes.Add(later) },
                },
                @case.On
            );
            Assert.Equal(Earlier(before, from.Year), Earlier(after, from.Year));
        });

    private static string Earlier(Account account, int year) =>
        string.Join('\n', account.Years.Where(one => one.Year < year).Select(one => (one.Year, one.Credit, one.Closing)));

    private static bool AreDistinct<T, TKey>(ImmutableArray<T> all, Func<T, TKey> key) =>
        all.Select(key).Distinct().Count() == all.Length;

    private static IEnumerable<Suspension> Halves(Suspension whole, int days)
    {
        var cut = whole.From.AddDays(days);
        return cut < (whole.To ?? DateOnly.MaxValue) ? [whole with { To = cut }, whole with { From = cut.AddDays(1) }] : [whole];
    }

    private static AccountFacts EachEmployment(AccountFacts facts, Func<Employment, Employment> told) =>
        facts with
        {
            Employments = [.. facts.Employments.Select(told)],
        };

    private static void Same(AnyCase @case, AccountFacts told) =>
        Assert.Equal(AnyCase.Figures(@case.Account), AnyCase.Figures(AnyCase.AccountOf(told, @case.On)));

    private static void NeverLess(AnyCase @case, AccountFacts more) => NeverLess(@case, @case.Facts, more);

    private static void NeverLess(AnyCase @case, AccountFacts less, AccountFacts more)
    {
        var after = AnyCase.AccountOf(more, @case.On).Years.ToDictionary(year => year.Year);
        foreach (var year in AnyCase.AccountOf(less, @case.On).Years)
        {
            Assert.True(after[year.Year].Credit >= year.Credit, $"credit of {year.Year}");
            Assert.True(after[year.Year].Extra >= year.Extra, $"extra of {year.Year}");
        }
    }
}
