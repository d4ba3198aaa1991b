using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.WentWrongElsewhere;

/// <summary>Builds a worker's facts in the order in which they would be told.</summary>
internal static class Given
{
    /// <summary>An employer of this class from 2022 on.</summary>
    public static AccountFacts Employer(SizeClass sizeClass = SizeClass.Full) =>
        new() { Employer = new() { SizeClasses = [new(new(2022, 1, 1), sizeClass)] } };

    public static AccountFacts Employed(
        this AccountFacts facts,
        string start,
        string? end = null,
        EndReason? reason = EndReason.FixedTerm,
        string regime = "1",
        string? committee = null
    ) =>
        facts with
        {
            Employments = facts.Employments.Add(
                new()
                {
                    Start = Day(start),
                    End = end is null ? null : Day(end),
                    EndReason = end is null ? null : reason,
                    JointCommittee = committee is null ? null : JointCommittee.Parse(committee),
                    Regimes = [new() { From = Day(start), Fraction = Fraction.Parse(regime) }],
                }
            ),
        };

    public static AccountFacts From(this AccountFacts facts, string day, string regime) =>
        facts with
        {
            Employments = facts.Employments.SetItem(
                facts.Employments.Length - 1,
                facts.Employments[^1] with
                {
                    Regimes = facts.Employments[^1].Regimes.Add(new() { From = Day(day), Fraction = Fraction.Parse(regime) }),
                }
            ),
        };

    public static AccountFacts Trained(
        this AccountFacts facts,
        string on,
        string days,
        TrainingStatus status = TrainingStatus.Followed
    ) =>
        facts with
        {
            Trainings = facts.Trainings.Add(
                new()
                {
                    Start = Day(on),
                    End = Day(on),
                    Days = Fraction.Parse(days),
                    Status = status,
                }
            ),
        };

    public static AccountFacts TrainedHours(this AccountFacts facts, string on, string hours) =>
        facts with
        {
            Trainings = facts.Trainings.Add(
                new()
                {
                    Start = Day(on),
                    End = Day(on),
                    Hours = Fraction.Parse(hours),
                }
            ),
        };

    public static AccountFacts Corrected(this AccountFacts facts, string on, string days, string reason = "agreed") =>
        facts with
        {
            Adjustments = facts.Adjustments.Add(new(Day(on), Fraction.Parse(days), reason)),
        };

    public static AccountFacts Setting(this AccountFacts facts, Func<Settings, Settings> setting) =>
        facts with
        {
            Settings = setting(facts.Settings),
        };

    public static AccountFacts FullTimeHours(this AccountFacts facts, string hours) =>
        facts with
        {
            Employer = facts.Employer with { FullTimeWeeklyHours = Fraction.Parse(hours) },
        };

    /// <summary>The account as it stands on a day.</summary>
    public static Account On(this AccountFacts facts, string day) => AccountComputation.For(facts, LawBook.Shipped, Day(day));

    public static AccountYear Year(this Account account, int year) => account.Years.Single(one => one.Year == year);

    public static string Left(this Account account) => account.Balance.Exact.ToString();

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
