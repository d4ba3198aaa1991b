using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>What cannot be in a plan: lengths, amounts and days beyond their limits.</summary>
public static class PlanChecks
{
    public const int TitleLength = 200;
    public const int NameLength = 200;
    public const int WordsLength = 4_000;
    public const int MostLines = 500;
    private const int MostParts = 50;
    private const int MostPersons = 1_000_000;
    private const int MostHours = 10_000;
    private const int MostEuro = 1_000_000_000;
    private const int LongestYears = 10;
    private const int FirstYear = 2023;
    private const string OutOfRange = "fact.dayOutOfRange";

    // Long before its period nobody makes a plan; until when its steps may be taken late, nobody can say.
    private const int YearsAhead = 2;
    private const int LastYear = 2100;

    public static ImmutableArray<Anomaly> OfPeriod(DateOnly from, DateOnly to) => InPeriod(from, to).Found;

    public static ImmutableArray<Anomaly> Of(TrainingPlanVersion head) =>
        InPeriod(head.FromOn, head.ToOn)
            .Text("contribution", head.Contribution, WordsLength)
            .Text("riskGroups", head.RiskGroups, WordsLength)
            .Text("shortage", head.Shortage, WordsLength)
            .Text("gender", head.Gender, WordsLength)
            .Text("evaluation", head.Evaluation, WordsLength)
            .Text("remark", head.Remark, WordsLength)
            .Exactly("sentOn", IsOfPlan(head, head.SentOn), OutOfRange)
            .Period("meetingOn", head.SentOn ?? head.MeetingOn ?? head.FromOn, head.SentOn is null ? null : head.MeetingOn)
            .Exactly("opinionOn", IsOfPlan(head, head.OpinionOn), OutOfRange)
            .Text("opinion", head.Opinion, WordsLength)
            .Exactly("fixedOn", IsOfPlan(head, head.FixedOn), OutOfRange)
            .Exactly("inForceOn", IsOfPlan(head, head.InForceOn) && !(head.InForceOn > head.ToOn), OutOfRange)
            .Exactly("filedOn", IsOfPlan(head, head.FiledOn), OutOfRange)
            .Text("filedReference", head.FiledReference, NameLength)
            .Found;

    public static ImmutableArray<Anomaly> Of(TrainingPlanLineVersion line) =>
        new FactChecks()
            .Text("title", line.Title, TitleLength, isRequired: true)
            .Text("groupName", line.GroupName, NameLength)
            .Exactly("group", TargetGroup.Read(line.GroupParts).Length <= MostParts, "plan.tooManyParts")
            .Text("group", line.GroupParts, WordsLength)
            .Text("provider", line.Provider, NameLength)
            .Text("aim", line.Aim, NameLength)
            .Text("remark", line.Remark, WordsLength)
            .Amount("persons", line.Persons, MostPersons, mayBeZero: true)
            .Amount("women", line.Women, MostPersons, mayBeZero: true)
            .Amount("men", line.Men, MostPersons, mayBeZero: true)
            .Amount("fromFifty", line.FromFifty, MostPersons, mayBeZero: true)
            .Amount("withDisability", line.WithDisability, MostPersons, mayBeZero: true)
            .Amount("ofForeignOrigin", line.OfForeignOrigin, MostPersons, mayBeZero: true)
            .Amount("hours", line.Hours, MostHours)
            .Amount("days", line.Days, MostHours)
            .Amount("budget", line.Budget, MostEuro, mayBeZero: true)
            .Exactly("hours", line.Hours is null || line.Days is null, "fact.hoursOrDays")
            .Exactly("persons", Fits(line, (line.Women ?? 0L) + (line.Men ?? 0L)), "plan.morePersons")
            .Exactly("fromFifty", Fits(line, line.FromFifty ?? 0), "plan.morePersons")
            .Exactly("withDisability", Fits(line, line.WithDisability ?? 0), "plan.morePersons")
            .Exactly("ofForeignOrigin", Fits(line, line.OfForeignOrigin ?? 0), "plan.morePersons")
            .Found;

    public static ImmutableArray<Anomaly> OfCount(int lines) =>
        new FactChecks().Exactly("lines", lines <= MostLines, "plan.tooManyLines").Found;

    /// <exception cref="RefusedException">Something of it cannot be.</exception>
    public static void OrThrow(ImmutableArray<Anomaly> found)
    {
        if (found.FirstOrDefault(anomaly => anomaly.Severity is Severity.Error) is { } wrong)
        {
            throw new RefusedException(wrong);
        }
    }

    // Training plans are there since 2023.
    private static FactChecks InPeriod(DateOnly from, DateOnly to) =>
        new FactChecks()
            .Period("to", from, to)
            .Exactly("from", from.Year >= FirstYear, "plan.beforeFirst")
            .Exactly("to", from.Year > 9_000 || to < from.AddYears(LongestYears), "plan.tooLong");

    private static bool IsOfPlan(TrainingPlanVersion head, DateOnly? on) =>
        on is not { } day || (day >= new DateOnly(head.FromOn.Year - YearsAhead, 1, 1) && day.Year <= LastYear);

    private static bool Fits(TrainingPlanLineVersion line, long part) => line.Persons is not { } all || part <= all;
}
