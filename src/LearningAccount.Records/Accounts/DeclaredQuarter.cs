using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>The full-time equivalents of an employer on the last day of a quarter, and who made them up.</summary>
public sealed record DeclaredQuarter
{
    public required Quarter Quarter { get; init; }

    /// <summary>Each worker for 1 at the most, over all declarations of the quarter (NSSO glossary; rulebook R2.7).</summary>
    public required Fraction Fte { get; init; }

    /// <summary>The number said by hand, which goes before the declarations.</summary>
    public required DeclaredSizeVersion? Said { get; init; }

    /// <summary>Persons in service on that day; null where the number said by hand does not tell.</summary>
    public int? Heads => Said is { } said ? said.Heads : Counted.Length + ErasedHeads;
    public required ImmutableArray<DeclarationVersion> Declarations { get; init; }
    public required ImmutableArray<CountedPerson> Counted { get; init; }

    /// <summary>Persons who counted and whose facts were erased since; they are in <see cref="Fte"/>.</summary>
    public int ErasedHeads { get; init; }
    public Fraction ErasedFte { get; init; } = Fraction.Zero;

    /// <summary>Persons declared who do not count on that day, each with the reason.</summary>
    public required ImmutableArray<DeclarationPersonVersion> LeftOut { get; init; }
}

/// <param name="Fte">Cut at 1.</param>
public sealed record CountedPerson(Guid WorkerId, Fraction Fte, string? OwnReference);

/// <summary>Counts the quarters of an employer from what its declarations made of each person.</summary>
public static class CountQuarters
{
    private const string Counted = "counted";

    public static ImmutableArray<DeclaredQuarter> Of(
        IReadOnlyCollection<DeclarationVersion> declarations,
        IReadOnlyCollection<DeclarationPersonVersion> persons,
        IReadOnlyCollection<DeclaredSizeVersion> said,
        Func<Guid, Guid> workerOf,
        params IReadOnlyCollection<KeptQuarterVersion> erased
    )
    {
        var erasedOf = erased.ToLookup(kept => kept.Quarter);
        var byQuarter = persons.ToLookup(person => person.Quarter);
        // A declaration without any person is none in the sense of the size test.
        var quarters = declarations
            .Where(declaration => declaration.Persons > 0)
            .Select(declaration => declaration.Quarter)
            .Concat(said.Select(size => size.Quarter))
            .Distinct()
            .Order();
        return
        [
            .. quarters.Select(quarter =>
                Of(
                    quarter,
                    [.. declarations.Where(declaration => declaration.Quarter == quarter)],
                    byQuarter[quarter],
                    said.FirstOrDefault(size => size.Quarter == quarter),
                    workerOf,
                    [.. erasedOf[quarter]]
                )
            ),
        ];
    }

    private static DeclaredQuarter Of(
        Quarter quarter,
        ImmutableArray<DeclarationVersion> declarations,
        IEnumerable<DeclarationPersonVersion> persons,
        DeclaredSizeVersion? said,
        Func<Guid, Guid> workerOf,
        ImmutableArray<KeptQuarterVersion> erased
    )
    {
        var counted = new Dictionary<Guid, CountedPerson>();
        var leftOut = new List<DeclarationPersonVersion>();
        foreach (var person in persons.OrderBy(person => person.SequenceNumber))
        {
            if (person.WorkerId is not { } worker || !string.Equals(person.Outcome, Counted, StringComparison.Ordinal))
            {
                leftOut.Add(person);
                continue;
            }
            var id = workerOf(worker);
            var before = counted.TryGetValue(id, out var one) ? one.Fte : Fraction.Zero;
            counted[id] = new(id, Fraction.Min(before + person.Fte, Fraction.One), person.OwnReference ?? one?.OwnReference);
        }
        var sum = counted.Values.Aggregate(Fraction.Zero, (total, person) => total + person.Fte);
        var gone = erased.Aggregate(Fraction.Zero, (total, kept) => total + kept.Fte);
        return new()
        {
            Quarter = quarter,
            ErasedHeads = (int)erased.Sum(kept => kept.Heads),
            ErasedFte = gone,
            Fte = said?.Fte ?? (sum + gone),
            Said = said,
            Declarations = declarations,
            Counted = [.. counted.Values],
            LeftOut = [.. leftOut],
        };
    }
}
