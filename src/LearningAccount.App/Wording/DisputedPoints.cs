using System.Globalization;
using System.Text.Json;
using LearningAccount.Law.Facts;
using LawSettings = LearningAccount.Law.Facts.Settings;

namespace LearningAccount.App.Wording;

/// <summary>A point on which the law is silent or read in several ways, and the answers an employer may give.</summary>
/// <param name="Name">As case files spell it: <c>monthRegime</c>.</param>
/// <param name="Rule">The rule of the rulebook: <c>R4.4</c>.</param>
/// <param name="Answers">Values as case files spell them, in JSON; none: a whole number.</param>
/// <param name="Of">Its value among settings, in JSON.</param>
public sealed record DisputedPoint(string Name, string Rule, IReadOnlyList<string> Answers, Func<LawSettings, string> Of)
{
    internal const string Month = "yearlyNoticeMonth";

    public string Default => Of(LawSettings.Default);

    /// <summary>False: no account follows from it, only documents and other figures.</summary>
    public bool ChangesAccounts { get; init; } = true;

    public string ValueIn(LawSettings settings) => Of(settings);

    /// <summary>The value as its reader understands it.</summary>
    public string WordsOf(string value, Words words) =>
        Name is Month ? words.Culture.DateTimeFormat.GetMonthName(int.Parse(value, Words.Plain, Words.Invariant))
        : Answers.Count > 0 ? words[$"settings.{Name}.{Key(value)}"]
        : words.Count($"settings.{Name}.value", int.Parse(value, Words.Plain, Words.Invariant));

    /// <summary>The value without the quotes of JSON: <c>firstDay</c>, <c>true</c>.</summary>
    public static string Key(string value) => value.Trim('"');
}

/// <summary>The disputed points, in the order of the rulebook.</summary>
public static class DisputedPoints
{
    private static readonly string[] YesNo = ["false", "true"];

    public static IReadOnlyList<DisputedPoint> All { get; } =
    [
        Choice("fallbackUnit", "R2.4", settings => settings.FallbackUnit),
        Truth("excludeStudents", "R1.3", settings => settings.ExcludeStudents),
        Truth("excludeFlexiJobs", "R1.3", settings => settings.ExcludeFlexiJobs),
        Truth("excludeOccasional", "R1.3", settings => settings.ExcludeOccasional),
        Truth("excludeApprentices", "R1.3", settings => settings.ExcludeApprentices),
        Choice("monthRegime", "R4.4", settings => settings.MonthRegime),
        new("capSameEmployer", "R4.5", ["\"1\"", "\"none\""], settings => settings.CapSameEmployer ? "\"1\"" : "\"none\""),
        Truth("partialLeaveReducesB", "R4.6", settings => settings.PartialLeaveReducesB),
        Truth("suspensionReducesC", "R4.6", settings => settings.SuspensionReducesC),
        new("gapClosesAccount", "R4.7", [], settings => Number(settings.GapClosesAccount)),
        Choice("windowMode", "R5.4", settings => settings.WindowMode),
        Truth("carry2023", "R5.5", settings => settings.Carry2023),
        Choice("consumptionOrder", "R5.7", settings => settings.ConsumptionOrder),
        Choice("overuse", "R5.8", settings => settings.Overuse),
        Choice("rounding", "R3.8", settings => settings.Rounding),
        new("countPEL", "R7.5", YesNo, settings => Json(settings.CountPel)),
        Truth("countTempWorkersAtUser", "R2.7", settings => settings.CountTempWorkersAtUser) with
        {
            ChangesAccounts = false,
        },
        Choice("planThresholdUnit", "R7.12", settings => settings.PlanThresholdUnit) with
        {
            ChangesAccounts = false,
        },
        Choice("severanceValuation", "R6.3", settings => settings.SeveranceValuation) with
        {
            ChangesAccounts = false,
        },
        new("retentionYearsAfterEnd", "R8.2", [], settings => Number(settings.RetentionYearsAfterEnd))
        {
            ChangesAccounts = false,
        },
        new(
            DisputedPoint.Month,
            "R8.3",
            [.. Enumerable.Range(1, 12).Select(Number)],
            settings => Number(settings.YearlyNoticeMonth)
        )
        {
            ChangesAccounts = false,
        },
        Truth("smallNeedsAccount", "R8.4", settings => settings.SmallNeedsAccount) with
        {
            ChangesAccounts = false,
        },
    ];

    public static DisputedPoint? Find(string? name) =>
        All.FirstOrDefault(point => string.Equals(point.Name, name, StringComparison.Ordinal));

    private static DisputedPoint Truth(string name, string rule, Func<LawSettings, bool> of) =>
        new(name, rule, YesNo, settings => Json(of(settings)));

    private static DisputedPoint Choice<T>(string name, string rule, Func<LawSettings, T> of)
        where T : struct, Enum => new(name, rule, [.. Enum.GetValues<T>().Select(Quoted)], settings => Quoted(of(settings)));

    private static string Quoted<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(CodeText.Of(value));

    private static string Json(bool value) => value ? "true" : "false";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
