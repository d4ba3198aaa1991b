using System.Globalization;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Cases;

/// <summary>Reads what a case says of the employer.</summary>
internal static class CaseEmployer
{
    public static EmployerFacts Read(CaseNode node)
    {
        if (
            !node.IsObject(
                "inScope",
                "fullTimeWeeklyHours",
                "declarations",
                "firstEmployment",
                "sizeClass",
                "extraDays",
                "schemes",
                "optOuts"
            )
        )
        {
            return new();
        }
        var declarations = node.List("declarations", Declaration);
        OnceEach(node, "declarations", declarations.Select(declaration => declaration.Quarter.ToString()));
        var sizes = node.List("sizeClass", SizeClass);
        OnceEach(node, "sizeClass", sizes.Select(size => size.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var extra = node.List("extraDays", Extra);
        OnceEach(node, "extraDays", extra.Select(days => $"{days.Year}"));
        var optOuts = node.List("optOuts", OptOut);
        OnceEach(node, "optOuts", optOuts.Select(days => $"{days.Year}"));
        return new()
        {
            InScope = node.Flag("inScope") ?? true,
            FullTimeWeeklyHours = node.Quantity("fullTimeWeeklyHours", mayBeZero: false) ?? 38,
            Declarations = declarations,
            FirstEmployment = node.Member("firstEmployment") is { } first ? First(first) : null,
            SizeClasses = sizes,
            ExtraDays = extra,
            Schemes = node.List("schemes", Scheme),
            OptOuts = optOuts,
        };
    }

    private static void OnceEach(CaseNode node, string list, IEnumerable<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (!seen.Add(key) && node.Member(list) is { } member)
            {
                member.Note("saidTwice", ("key", key));
            }
        }
    }

    private static Declaration? Declaration(CaseNode node) =>
        node.IsObject("quarter", "fte")
            ? new(
                node.Required("quarter", node.Quarter("quarter")),
                node.Required("fte", node.Quantity("fte")),
                CaseFacts.Origin(node)
            )
            : null;

    private static FirstEmployment? First(CaseNode node) =>
        node.IsObject("quarter", "fte", "heads")
            ? new(
                node.Required("quarter", node.Quarter("quarter")),
                node.Required("fte", node.Quantity("fte")),
                node.Whole("heads", 0, 10_000_000),
                CaseFacts.Origin(node)
            )
            : null;

    private static SaidSizeClass? SizeClass(CaseNode node)
    {
        if (!node.IsObject("from", "class"))
        {
            return null;
        }
        var from = node.Required("from", node.Date("from"));
        if (from is not { Month: 1, Day: 1 })
        {
            node.Note("firstOfJanuary");
        }
        return new(from, node.Required("class", node.Code<SizeClass>("class")), CaseFacts.Origin(node));
    }

    private static ExtraDays? Extra(CaseNode node) =>
        node.IsObject("year", "days")
            ? new(
                node.Required("year", node.Whole("year", 1900, 2199)),
                node.Required("days", node.Quantity("days")),
                CaseFacts.Origin(node)
            )
            : null;

    private static OptOut? OptOut(CaseNode node) =>
        node.IsObject("year", "days", "reason")
            ? new(
                node.Required("year", node.Whole("year", 1900, 2199)),
                node.Required("days", node.Quantity("days")),
                node.Text("reason"),
                CaseFacts.Origin(node)
            )
            : null;

    private static SchemeRow? Scheme(CaseNode node)
    {
        if (
            !node.IsObject(
                "jointCommittee",
                "worker",
                "class",
                "from",
                "to",
                "days",
                "hours",
                "kind",
                "registration",
                "depositedOn",
                "bindingFrom",
                "windowYears"
            )
        )
        {
            return null;
        }
        if ((node.Member("hours") is null) == (node.Member("days") is null))
        {
            node.Note("hoursOrDays");
        }
        var from = node.Required("from", node.Date("from"));
        var to = node.Date("to");
        if (to < from)
        {
            node.Note("endBeforeStart");
        }
        var isForAll = node.Member("class") is { } named && named.Element.ValueEquals("all");
        return new()
        {
            JointCommittee = node.Required("jointCommittee", node.Committee("jointCommittee")),
            Worker = node.Code<SchemeWorker>("worker") ?? SchemeWorker.All,
            Class = isForAll ? null : node.Code<SizeClass>("class"),
            From = from,
            To = to,
            Days = node.Quantity("days"),
            Hours = node.Quantity("hours"),
            Kind = node.Code<SchemeKind>("kind") ?? SchemeKind.Individual,
            Registration = node.Text("registration"),
            DepositedOn = node.Date("depositedOn"),
            BindingFrom = node.Date("bindingFrom"),
            WindowYears = node.Whole("windowYears", 1, 50),
            Origin = CaseFacts.Origin(node),
        };
    }
}
