using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.Records.Reports;

public enum FigureUnit
{
    Persons,
    Hours,
    Days,
    Euro,
}

/// <summary>What one training adds to a figure.</summary>
public readonly record struct FigureShare(JudgedTraining Of, Fraction Quantity);

/// <summary>A figure of a report and all that stands behind it: the shares add up to it exactly.</summary>
public sealed record Figure
{
    private Figure(string code, string name, FigureUnit unit, ImmutableArray<FigureShare> shares)
    {
        (Code, Name, Unit, Shares) = (code, name, unit, shares);
        Value = shares.Aggregate(Fraction.Zero, (sum, share) => sum + share.Quantity);
    }

    /// <summary>In one report no two figures have the same: <c>5802</c>, <c>VOV.hours</c>.</summary>
    public string Code { get; }

    /// <summary>Has words: <c>persons</c>, <c>net</c>.</summary>
    public string Name { get; }
    public FigureUnit Unit { get; }
    public Fraction Value { get; }
    public ImmutableArray<FigureShare> Shares { get; }

    /// <summary>What belongs to the figure but has no known quantity, so that the figure is too small.</summary>
    public ImmutableArray<JudgedTraining> Missing { get; private init; } = [];

    /// <summary>What was counted with a part of its quantity unknown.</summary>
    public ImmutableArray<JudgedTraining> Incomplete { get; private init; } = [];

    public static Figure Hours(string code, IEnumerable<JudgedTraining> members, string name = "hours") =>
        new(code, name, FigureUnit.Hours, [.. members.Select(one => new FigureShare(one, one.Hours))]);

    public static Figure Days(string code, IEnumerable<JudgedTraining> members, Fraction hoursPerDay) =>
        new(code, "days", FigureUnit.Days, [.. members.Select(one => new FigureShare(one, one.Hours / hoursPerDay))]);

    /// <summary>Each person once, with the first of its trainings.</summary>
    public static Figure Persons(string code, IEnumerable<JudgedTraining> members)
    {
        var seen = new HashSet<Guid>();
        return new(
            code,
            "persons",
            FigureUnit.Persons,
            [.. members.Select(one => new FigureShare(one, seen.Add(one.Worker.PersonId) ? 1 : 0))]
        );
    }

    /// <summary>Euro of those whose costs were said.</summary>
    /// <param name="asksAll">It is the cost as a whole, or what hangs directly on the training: what of it nobody said is missing in it.</param>
    public static Figure Euro(
        string code,
        string name,
        IReadOnlyCollection<JudgedTraining> members,
        Func<TrainingCosts, Fraction?> amount,
        bool asksAll
    ) =>
        new(
            code,
            name,
            FigureUnit.Euro,
            [.. members.Where(one => !one.Costs.IsMissing).Select(one => new FigureShare(one, amount(one.Costs) ?? 0))]
        )
        {
            Missing = asksAll ? [.. members.Where(one => one.Costs.IsMissing)] : [],
            Incomplete = asksAll ? [.. members.Where(one => one.Costs.IsIncomplete)] : [],
        };
}

/// <summary>Figures of the same trainings.</summary>
/// <param name="Code">Has words: <c>formal</c>, <c>VOV</c>.</param>
public sealed record ReportSection(string Code, ImmutableArray<JudgedTraining> Members, ImmutableArray<Figure> Figures)
{
    /// <summary><c>men</c>, <c>women</c>, <c>unknown</c>, where the section is of some only.</summary>
    public string? Of { get; init; }

    /// <summary>The joint committee it is of, where the report has sections by sector.</summary>
    public JointCommittee? Committee { get; init; }
}

public enum ReportKind
{
    SocialBalance,
    Leave,
    SectorFund,
    Equality,
}

/// <summary>Figures of an employer over a period, with all they rest on and all that was left out.</summary>
public sealed record Report
{
    public required ReportKind Kind { get; init; }
    public required Period Period { get; init; }
    public required ImmutableArray<ReportSection> Sections { get; init; }

    /// <summary>Trainings that touch the period and do not count, each with its reason.</summary>
    public required ImmutableArray<JudgedTraining> LeftOut { get; init; }

    /// <summary>Hours of a full-time day: what a day of training was counted for.</summary>
    public required Fraction HoursPerDay { get; init; }

    /// <summary>The longest period asked for: reports are of a year, or of a long first financial year.</summary>
    public const int MostDays = 24 * 31;

    public IEnumerable<Figure> Figures => Sections.SelectMany(section => section.Figures);

    public (ReportSection Section, Figure Figure)? Find(string code)
    {
        foreach (var section in Sections)
        {
            foreach (var figure in section.Figures)
            {
                if (string.Equals(figure.Code, code, StringComparison.Ordinal))
                {
                    return (section, figure);
                }
            }
        }
        return null;
    }
}
