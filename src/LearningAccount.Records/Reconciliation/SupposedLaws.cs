using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;

namespace LearningAccount.Records.Reconciliation;

/// <summary>
/// The law as it holds for an employer, and as it would with one thing changed. Each is made once for all workers, for to make
/// one takes longer than to compute an account under it.
/// </summary>
internal sealed class SupposedLaws(EmployerSnapshot snapshot, LawBook book)
{
    private static readonly DateOnly LastDay = new(2100, 12, 31);
    private readonly Dictionary<object, Supposed> made = [];
    private ImmutableArray<SaidSizeClass>? classes;

    private sealed record Supposed(EmployerLaw Law, ImmutableArray<SaidSizeClass>? Classes);

    public EmployerLaw Real { get; } = snapshot.LawUnder(book);

    /// <summary>The account of a worker where the class of the employer is another in one year.</summary>
    public Account WithClass(AccountFacts facts, int year, SizeClass size, DateOnly on)
    {
        if (!made.TryGetValue((year, size), out var supposed))
        {
            var first = new DateOnly(year, 1, 1);
            ImmutableArray<SaidSizeClass> said = [.. Classes.Where(one => one.From < first), new(first, size)];
            supposed = new(new(snapshot.Facts with { SizeClasses = said }, snapshot.Settings, book), said);
            made.Add((year, size), supposed);
        }
        var employer = facts.Employer with { SizeClasses = supposed.Classes!.Value };
        return AccountComputation.For(facts with { Employer = employer }, supposed.Law, on);
    }

    public SizeClass ClassOf(int year) =>
        Classes.LastOrDefault(one => one.From <= new DateOnly(year, 1, 1))?.Class ?? SizeClass.None;

    /// <summary>The account of a worker under other settings.</summary>
    public Account WithSettings(AccountFacts facts, Settings settings, DateOnly on)
    {
        if (!made.TryGetValue(settings, out var supposed))
        {
            made.Add(settings, supposed = new(new(snapshot.Facts, settings, book), null));
        }
        return AccountComputation.For(facts with { Settings = settings }, supposed.Law, on);
    }

    /// <summary>The account of a worker with other facts of its own; what the employer says of all stays.</summary>
    public Account With(AccountFacts facts, DateOnly on) => AccountComputation.For(facts, Real, on);

    private ImmutableArray<SaidSizeClass> Classes =>
        classes ??= [.. SizePeriods.UpTo(Real, LastDay).Select(one => new SaidSizeClass(one.Period.From, one.Period.Class))];
}
