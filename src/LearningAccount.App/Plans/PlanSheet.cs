using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Plans;

/// <summary>A number of persons; null: it is not told. A hidden one is never written out.</summary>
public readonly record struct PlanCount(int? Value, bool IsHidden = false);

/// <summary>The persons of a training of a plan, or of all of them.</summary>
public sealed record PlanCounts(
    PlanCount Persons,
    PlanCount Women,
    PlanCount Men,
    PlanCount FromFifty,
    PlanCount WithDisability,
    PlanCount OfForeignOrigin
);

/// <summary>A training of a plan as it is shown.</summary>
/// <param name="Days">Of all who are to follow it together; null: not told, or it would tell how many they are.</param>
public sealed record PlanRow(TrainingPlanLineVersion Line, PlanCounts Counts, Fraction? Days);

/// <summary>
/// A plan as pages, papers and workbooks show it: the whole of it for who makes it, or a copy for others, without personal data
/// and without figures of small groups.
/// </summary>
public sealed record PlanSheet
{
    public required PlanEdition Edition { get; init; }
    public required ImmutableArray<PlanRow> Rows { get; init; }
    public required PlanCounts Total { get; init; }

    /// <summary>Days planned for all together; null: they would tell of small groups.</summary>
    public required Fraction? Days { get; init; }

    /// <summary>The days of formal trainings among them.</summary>
    public required Fraction? FormalDays { get; init; }
    public required Fraction HoursPerDay { get; init; }

    /// <summary>For the administration and for the workers.</summary>
    public required bool IsCopy { get; init; }

    public TrainingPlanVersion Head => Edition.Head;

    /// <summary>Some figure is hidden.</summary>
    public bool HidesAny => Rows.Any(row => Hides(row.Counts)) || Hides(Total);

    public static PlanSheet Of(PlanEdition edition, Fraction hoursPerDay) => Made(edition, hoursPerDay, isCopy: false);

    /// <summary>The same without anything that names or tells of persons.</summary>
    public static PlanSheet Copy(PlanEdition edition, Fraction hoursPerDay, PersonsInText persons) =>
        Made(persons.Without(edition), hoursPerDay, isCopy: true);

    private static PlanSheet Made(PlanEdition edition, Fraction hoursPerDay, bool isCopy)
    {
        var lines = edition.Lines;
        var hidden = isCopy ? HiddenCounts(lines) : new bool[lines.Length + 1, Columns];
        var rows = lines
            .Select(
                (line, place) =>
                    new PlanRow(
                        line,
                        CountsOf(line, hidden, place),
                        hidden[place, 0] ? null : ComparePlan.HoursOfAll(line, hoursPerDay) / hoursPerDay
                    )
            )
            .ToImmutableArray();
        // With the time of each person known, the days of all would be an equation more for what is hidden.
        var isExact = !Enumerable.Range(0, lines.Length).Any(row => hidden[row, 0]);
        return new()
        {
            Edition = edition,
            Rows = rows,
            Total = CountsOf(Sum(lines), hidden, lines.Length),
            Days = isExact ? ComparePlan.Planned(lines, hoursPerDay).Days : null,
            FormalDays = isExact
                ? ComparePlan.Planned(lines.Where(line => line.Kind is Law.Facts.TrainingKind.Formal), hoursPerDay).Days
                : null,
            HoursPerDay = hoursPerDay,
            IsCopy = isCopy,
        };
    }

    // Persons, women, men, of 50 and older, with a disability, of foreign origin.
    private const int Columns = 6;

    private static PlanCounts CountsOf(TrainingPlanLineVersion line, bool[,] hidden, int row)
    {
        PlanCount Of(int? value, int column) => hidden[row, column] ? new(null, true) : new(value);
        return new(
            Of(line.Persons, 0),
            Of(line.Women, 1),
            Of(line.Men, 2),
            Of(line.FromFifty, 3),
            Of(line.WithDisability, 4),
            Of(line.OfForeignOrigin, 5)
        );
    }

    /// <summary>
    /// By sex, and each risk group against the others: no cell of a small group, and none it could be computed from. What one of
    /// these tables hides is hidden in all of them.
    /// </summary>
    private static bool[,] HiddenCounts(ImmutableArray<TrainingPlanLineVersion> lines)
    {
        var all = new bool[lines.Length + 1, Columns];
        Hide(all, lines, line => [line.Women ?? 0, line.Men ?? 0], [1, 2]);
        Hide(all, lines, line => [line.FromFifty ?? 0], [3]);
        Hide(all, lines, line => [line.WithDisability ?? 0], [4]);
        Hide(all, lines, line => [line.OfForeignOrigin ?? 0], [5]);
        return all;
    }

    private static void Hide(
        bool[,] all,
        ImmutableArray<TrainingPlanLineVersion> lines,
        Func<TrainingPlanLineVersion, int[]> parts,
        int[] columns
    )
    {
        var (rows, last) = (lines.Length, columns.Length + 1);
        var people = new int[rows + 1, last + 1];
        for (var row = 0; row < rows; row++)
        {
            var told = parts(lines[row]);
            var persons = Math.Max(lines[row].Persons ?? 0, told.Sum());
            int[] cells = [.. told, persons - told.Sum(), persons];
            for (var column = 0; column <= last; column++)
            {
                people[row, column] = cells[column];
                people[rows, column] += cells[column];
            }
        }
        var hidden = SmallCells.Hidden(people);
        for (var row = 0; row <= rows; row++)
        {
            all[row, 0] |= hidden[row, last];
            for (var part = 0; part < columns.Length; part++)
            {
                all[row, columns[part]] |= hidden[row, part];
            }
        }
    }

    private static TrainingPlanLineVersion Sum(ImmutableArray<TrainingPlanLineVersion> lines)
    {
        int? Of(Func<TrainingPlanLineVersion, int?> value) =>
            lines.Any(line => value(line) is not null) ? lines.Sum(value) : null;
        return new()
        {
            EmployerId = default,
            Origin = FactVersion.ByHand,
            PlanId = default,
            Edition = 0,
            LineId = default,
            Position = 0,
            Title = "",
            Kind = default,
            IsShortage = false,
            Persons = Of(line => line.Persons),
            Women = Of(line => line.Women),
            Men = Of(line => line.Men),
            FromFifty = Of(line => line.FromFifty),
            WithDisability = Of(line => line.WithDisability),
            OfForeignOrigin = Of(line => line.OfForeignOrigin),
        };
    }

    private static bool Hides(PlanCounts counts) =>
        (
            (PlanCount[])
                [counts.Persons, counts.Women, counts.Men, counts.FromFifty, counts.WithDisability, counts.OfForeignOrigin]
        ).Any(count => count.IsHidden);
}
