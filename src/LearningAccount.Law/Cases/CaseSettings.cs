using System.Text.Json;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Cases;

/// <summary>Reads the settings of a case; those not given have their default.</summary>
internal static class CaseSettings
{
    public static Settings Read(CaseNode node)
    {
        var given = Settings.Default;
        if (
            !node.IsObject(
                "fallbackUnit",
                "excludeStudents",
                "excludeFlexiJobs",
                "excludeOccasional",
                "excludeApprentices",
                "monthRegime",
                "capSameEmployer",
                "partialLeaveReducesB",
                "suspensionReducesC",
                "windowMode",
                "carry2023",
                "overuse",
                "consumptionOrder",
                "gapClosesAccount",
                "rounding",
                "countPEL",
                "countTempWorkersAtUser",
                "planThresholdUnit",
                "severanceValuation",
                "retentionYearsAfterEnd",
                "yearlyNoticeMonth",
                "smallNeedsAccount"
            )
        )
        {
            return given;
        }
        return new()
        {
            FallbackUnit = node.Code<FallbackUnit>("fallbackUnit") ?? given.FallbackUnit,
            ExcludeStudents = node.Flag("excludeStudents") ?? given.ExcludeStudents,
            ExcludeFlexiJobs = node.Flag("excludeFlexiJobs") ?? given.ExcludeFlexiJobs,
            ExcludeOccasional = node.Flag("excludeOccasional") ?? given.ExcludeOccasional,
            ExcludeApprentices = node.Flag("excludeApprentices") ?? given.ExcludeApprentices,
            MonthRegime = node.Code<MonthRegime>("monthRegime") ?? given.MonthRegime,
            CapSameEmployer = Cap(node) ?? given.CapSameEmployer,
            PartialLeaveReducesB = node.Flag("partialLeaveReducesB") ?? given.PartialLeaveReducesB,
            SuspensionReducesC = node.Flag("suspensionReducesC") ?? given.SuspensionReducesC,
            WindowMode = node.Code<WindowMode>("windowMode") ?? given.WindowMode,
            Carry2023 = node.Flag("carry2023") ?? given.Carry2023,
            Overuse = node.Code<Overuse>("overuse") ?? given.Overuse,
            ConsumptionOrder = node.Code<ConsumptionOrder>("consumptionOrder") ?? given.ConsumptionOrder,
            GapClosesAccount = node.Whole("gapClosesAccount", 1, 1_000_000) ?? given.GapClosesAccount,
            Rounding = node.Code<Rounding>("rounding") ?? given.Rounding,
            CountPel = node.Flag("countPEL") ?? given.CountPel,
            CountTempWorkersAtUser = node.Flag("countTempWorkersAtUser") ?? given.CountTempWorkersAtUser,
            PlanThresholdUnit = node.Code<FallbackUnit>("planThresholdUnit") ?? given.PlanThresholdUnit,
            SeveranceValuation = node.Code<SeveranceValuation>("severanceValuation") ?? given.SeveranceValuation,
            RetentionYearsAfterEnd = node.Whole("retentionYearsAfterEnd", 0, 100) ?? given.RetentionYearsAfterEnd,
            YearlyNoticeMonth = node.Whole("yearlyNoticeMonth", 1, 12) ?? given.YearlyNoticeMonth,
            SmallNeedsAccount = node.Flag("smallNeedsAccount") ?? given.SmallNeedsAccount,
        };
    }

    private static bool? Cap(CaseNode node)
    {
        if (node.Member("capSameEmployer") is not { } member)
        {
            return null;
        }
        var text = member.Element.ValueKind == JsonValueKind.String ? member.Element.GetString() : null;
        if (string.Equals(text, "none", StringComparison.Ordinal))
        {
            return false;
        }
        if (!Fraction.TryParse(text, out var cap) || cap != 1)
        {
            member.Note("codeExpected", ("known", "1, none"));
        }
        return true;
    }
}
