using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Cases;

/// <summary>Reads the facts of a case, member by member.</summary>
internal static class CaseFacts
{
    public static CaseFile Read(CaseNode node)
    {
        if (!node.IsObject("case", "source", "settings", "employer", "employments", "trainings", "adjustments", "on", "expect"))
        {
            return new() { Facts = new() };
        }
        var expect = node.Member("expect");
        if (expect is { Element.ValueKind: not JsonValueKind.Object } wrong)
        {
            wrong.Note("objectExpected");
        }
        return new()
        {
            Name = node.Text("case"),
            Source = node.Text("source"),
            On = node.Date("on"),
            Expect = expect?.Element,
            Facts = new()
            {
                Settings = node.Member("settings") is { } settings ? CaseSettings.Read(settings) : Settings.Default,
                Employer = node.Member("employer") is { } employer ? CaseEmployer.Read(employer) : new(),
                Employments = node.List("employments", Employment),
                Trainings = node.List("trainings", Training),
                Adjustments = node.List("adjustments", Adjustment),
            },
        };
    }

    public static Origin Origin(CaseNode node) => new("case", node.Path);

    private static Employment? Employment(CaseNode node)
    {
        if (
            !node.IsObject(
                "id",
                "start",
                "end",
                "endReason",
                "paidInLieu",
                "noticeWorked",
                "jointCommittee",
                "category",
                "regimes",
                "suspensions"
            )
        )
        {
            return null;
        }
        var start = node.Required("start", node.Date("start"));
        var end = node.Date("end");
        if (end < start)
        {
            node.Note("endBeforeStart");
        }
        return new()
        {
            Id = node.Text("id"),
            Start = start,
            End = end,
            EndReason = node.Code<EndReason>("endReason"),
            PaidInLieu = node.Flag("paidInLieu") ?? false,
            NoticeWorked = node.Flag("noticeWorked"),
            JointCommittee = node.Committee("jointCommittee"),
            Category = node.Code<WorkerCategory>("category") ?? WorkerCategory.Worker,
            Regimes = node.List("regimes", Regime),
            Suspensions = node.List("suspensions", Suspension),
            Origin = Origin(node),
        };
    }

    private static WorkRegime? Regime(CaseNode node)
    {
        if (!node.IsObject("from", "fraction", "hours", "fullTimeHours"))
        {
            return null;
        }
        if ((node.Member("fraction") is null) == (node.Member("hours") is null))
        {
            node.Note("fractionOrHours");
        }
        if (node.Member("fullTimeHours") is not null && node.Member("hours") is null)
        {
            node.Note("fullTimeHoursAlone");
        }
        return new()
        {
            From = node.Required("from", node.Date("from")),
            Fraction = node.Quantity("fraction"),
            Hours = node.Quantity("hours"),
            FullTimeHours = node.Quantity("fullTimeHours", mayBeZero: false),
            Origin = Origin(node),
        };
    }

    private static Suspension? Suspension(CaseNode node)
    {
        if (!node.IsObject("from", "to", "kind", "fraction"))
        {
            return null;
        }
        var from = node.Required("from", node.Date("from"));
        var to = node.Date("to");
        if (to < from)
        {
            node.Note("endBeforeStart");
        }
        return new(from, to, node.Code<SuspensionKind>("kind") ?? SuspensionKind.Other, node.Quantity("fraction"), Origin(node));
    }

    private static Training? Training(CaseNode node)
    {
        if (
            !node.IsObject(
                "id",
                "title",
                "start",
                "end",
                "hours",
                "days",
                "perYear",
                "kind",
                "status",
                "counts",
                "leaveScheme",
                "offeredAndRefused"
            )
        )
        {
            return null;
        }
        var end = node.Date("end") ?? node.Date("start");
        var start = node.Date("start") ?? end;
        if (end is null)
        {
            node.Required("end", end);
        }
        if (end < start)
        {
            node.Note("endBeforeStart");
        }
        if ((node.Member("hours") is null) == (node.Member("days") is null))
        {
            node.Note("hoursOrDays");
        }
        var (hours, days) = (node.Quantity("hours"), node.Quantity("days"));
        return new()
        {
            Id = node.Text("id"),
            Title = node.Text("title"),
            Start = start ?? default,
            End = end ?? default,
            Hours = hours,
            Days = days,
            Kind = node.Code<TrainingKind>("kind") ?? TrainingKind.Formal,
            Status = node.Code<TrainingStatus>("status") ?? TrainingStatus.Followed,
            Counts = node.Flag("counts") ?? true,
            LeaveScheme = node.Code<LeaveScheme>("leaveScheme"),
            OfferedAndRefused = node.Flag("offeredAndRefused") ?? false,
            PerYear = PerYear(node, start ?? default, end ?? default, hours ?? days),
            Origin = Origin(node),
        };
    }

    private static ImmutableArray<YearPart> PerYear(CaseNode training, DateOnly start, DateOnly end, Fraction? whole)
    {
        if (training.Member("perYear") is not { } node)
        {
            return [];
        }
        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            node.Note("objectExpected");
            return [];
        }
        var parts = new List<YearPart>();
        var sum = Fraction.Zero;
        foreach (var member in node.Element.EnumerateObject())
        {
            if (
                !int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                || year < start.Year
                || year > end.Year
                || parts.Exists(part => part.Year == year)
            )
            {
                node.Note("yearOfTraining", ("member", member.Name));
            }
            else if (node.Quantity(member.Name) is { } quantity)
            {
                parts.Add(new(year, quantity));
                sum += quantity;
            }
        }
        if (whole is { } all && sum != all)
        {
            node.Note("perYearSum", ("sum", sum.ToString()), ("whole", all.ToString()));
        }
        return [.. parts.OrderBy(part => part.Year)];
    }

    private static Adjustment? Adjustment(CaseNode node) =>
        node.IsObject("on", "days", "reason")
            ? new(
                node.Required("on", node.Date("on")),
                node.Required("days", node.Quantity("days", mayBeNegative: true)),
                node.Text("reason"),
                Origin(node)
            )
            : null;
}
