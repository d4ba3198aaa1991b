using System.Collections.Frozen;
using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>
/// The parameters of the law and the sector agreements, asked by date. A value has two clocks: the days it holds for, and the
/// day it became known. Among values for the same days the one that became known last holds, and an operator's before a
/// shipped one; what it covers stays in the book and is the answer to <see cref="KnownOn"/> of an earlier day.
/// </summary>
public sealed class LawBook
{
    private readonly ImmutableArray<DatedValue> law;
    private readonly ImmutableArray<SectorValue> shipped;
    private readonly ImmutableArray<SectorValue> proposed;
    private readonly ImmutableArray<LawFile> files;
    private readonly FrozenSet<JointCommittee> lawApplies;
    private readonly FrozenDictionary<string, ImmutableArray<DatedValue>> values;
    private readonly ImmutableArray<DatedValue>[] legalDays;
    private readonly FrozenDictionary<JointCommittee, ImmutableArray<SectorValue>> schemes;
    private readonly FrozenDictionary<JointCommittee, ImmutableArray<SectorValue>> proposals;

    internal LawBook(
        ImmutableArray<DatedValue> law,
        ImmutableArray<SectorValue> shipped,
        ImmutableArray<SectorValue> proposed,
        ImmutableArray<JointCommittee> lawApplies
    )
        : this(law, shipped, proposed, lawApplies.ToFrozenSet(), []) { }

    private LawBook(
        ImmutableArray<DatedValue> law,
        ImmutableArray<SectorValue> shipped,
        ImmutableArray<SectorValue> proposed,
        FrozenSet<JointCommittee> lawApplies,
        ImmutableArray<LawFile> files
    )
    {
        (this.law, this.shipped, this.proposed, this.lawApplies, this.files) = (law, shipped, proposed, lawApplies, files);
        values = law.GroupBy(value => value.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(parameter => parameter.Key, LaidOver, StringComparer.Ordinal);
        legalDays = [values["legalDays.none"], values["legalDays.small"], values["legalDays.full"]];
        WindowYears = Whole(values["window.years"][0]);
        FirstWindowFrom = values["window.years"][0].From;
        SchemeFloor = values["scheme.floorFull"][0].Value;
        FullTimeWeeklyHours = values["week.fullTimeHours"][0].Value;
        DaysPerWeek = Whole(values["day.perWeek"][0]);
        StandingFiles = [.. files.Where((file, place) => !files.Skip(place + 1).Any(file.IsReplacedBy))];
        Schemes = InForce(shipped, StandingFiles);
        var confirmed = StandingFiles.Select(file => file.Confirms).ToHashSet();
        Proposals = [.. proposed.Where(value => !confirmed.Contains(value.Row.JointCommittee))];
        schemes = ByCommittee(Schemes);
        proposals = ByCommittee([.. Proposals.Where(value => value.Row.Kind == SchemeKind.Individual)]);
        Edition = law.Select(value => value.KnownFrom)
            .Concat(shipped.Concat(proposed).Select(value => value.KnownFrom))
            .Concat(files.Select(file => file.KnownFrom))
            .Max();
    }

    /// <summary>What the program ships with.</summary>
    public static LawBook Shipped { get; } = ShippedLaw.Read();

    /// <summary>The day the newest value in it became known.</summary>
    public DateOnly Edition { get; }

    /// <summary>All values of the law itself, parameter by parameter in the order of the file, each by date.</summary>
    public IEnumerable<DatedValue> Values =>
        law.Select(value => value.Name).Distinct(StringComparer.Ordinal).SelectMany(name => values[name]);

    /// <summary>Sector agreements in force.</summary>
    public ImmutableArray<SectorValue> Schemes { get; }

    /// <summary>Agreements known to exist whose number is not confirmed: the law applies, the reason mentions them.</summary>
    public ImmutableArray<SectorValue> Proposals { get; }

    /// <summary>The operator's files in it that no later one replaces, in the order they were added.</summary>
    public ImmutableArray<LawFile> StandingFiles { get; }

    /// <summary>Days a year for a full-time worker employed the whole year, without sector agreement (R3.2); 0 before 2023.</summary>
    public DatedValue LegalDays(SizeClass sizeClass, int year) => On(legalDays[(int)sizeClass], new(year, 1, 1));

    /// <summary>Average full-time equivalents from which an employer is SMALL (10) or FULL (20) (R2.5).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Class NONE begins nowhere.</exception>
    public DatedValue SizeFrom(SizeClass sizeClass, DateOnly on)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(sizeClass, SizeClass.None);
        return Value(sizeClass == SizeClass.Small ? "size.smallFrom" : "size.fullFrom", on);
    }

    /// <summary>Length of a window in years (R5.2): 5.</summary>
    public int WindowYears { get; }

    /// <summary>The first day a window may begin on (R5.2): 2024-01-01.</summary>
    public DateOnly FirstWindowFrom { get; }

    /// <summary>The least days a year an agreement may give in class FULL (R3.4): 2.</summary>
    public Fraction SchemeFloor { get; }

    /// <summary>Weekly hours of a full-time worker where the employer says nothing else (R3.7): 38.</summary>
    public Fraction FullTimeWeeklyHours { get; }

    /// <summary>A training day is the full-time week divided by this number of days (R3.7): 5.</summary>
    public int DaysPerWeek { get; }

    /// <summary>
    /// The last day to deposit an agreement that begins on a day (R3.4): 30 September of the first, odd, year of its two-year
    /// period.
    /// </summary>
    public DateOnly DepositDeadline(DateOnly from)
    {
        var periods = values["scheme.periodYears"][0];
        var years = Whole(periods);
        // The cycle runs on before its first year too, so that a remainder is never negative.
        var into = ((from.Year - periods.From.Year) % years + years) % years;
        return new(from.Year - into, Whole(Value("scheme.depositMonth", from)), Whole(Value("scheme.depositDay", from)));
    }

    /// <summary>The value of a parameter on a day; before its first day, its first value.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public DatedValue Value(string name, DateOnly on) => On(values[name], on);

    /// <summary>Rows in force of a committee, its parent and its grand-parent, in order of the file; fast: asked for every month.</summary>
    public ImmutableArray<SectorValue> SchemesOf(JointCommittee committee) => Nearest(schemes, committee);

    /// <summary>The unconfirmed agreement that would hold for a committee (or its parents), class and day, or null.</summary>
    public SectorValue? ProposalFor(JointCommittee committee, SizeClass sizeClass, DateOnly on)
    {
        foreach (var value in Nearest(proposals, committee))
        {
            if ((value.Row.Class is null || value.Row.Class == sizeClass) && value.Days.Contains(on))
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>What is known of the agreements of a committee or its parents.</summary>
    public SectorKnowledge KnowledgeOf(JointCommittee committee) =>
        !SchemesOf(committee).IsEmpty ? SectorKnowledge.InForce
        : !Nearest(proposals, committee).IsEmpty ? SectorKnowledge.Proposed
        : lawApplies.Contains(committee) ? SectorKnowledge.LawApplies
        : committee.Parent is { } parent ? KnowledgeOf(parent)
        : SectorKnowledge.NoneKnown;

    /// <summary>The same law with the operator's agreements, each known from its own day on.</summary>
    public LawBook With(IEnumerable<LawFile> added) => new(law, shipped, proposed, lawApplies, [.. files, .. added]);

    /// <summary>The same law as it was known on a day. Of a parameter not known yet its first value is given.</summary>
    public LawBook KnownOn(DateOnly day) =>
        day >= Edition
            ? this
            : new(
                [.. law.GroupBy(value => value.Name, StringComparer.Ordinal).SelectMany(parameter => Known(parameter, day))],
                shipped.RemoveAll(value => value.KnownFrom > day),
                proposed.RemoveAll(value => value.KnownFrom > day),
                lawApplies,
                files.RemoveAll(file => file.KnownFrom > day)
            );

    private static IEnumerable<DatedValue> Known(IEnumerable<DatedValue> parameter, DateOnly day)
    {
        var first = parameter.MinBy(value => value.KnownFrom)!;
        return parameter.Where(value => value.KnownFrom <= day || ReferenceEquals(value, first));
    }

    private static ImmutableArray<DatedValue> LaidOver(IEnumerable<DatedValue> parameter) =>
        [
            .. Timeline.Lay(
                parameter.OrderBy(value => value.KnownFrom),
                value => new(value.From, value.To),
                (_, _) => true,
                (value, days) => value with { From = days.From, To = days.To }
            ),
        ];

    private static ImmutableArray<SectorValue> InForce(ImmutableArray<SectorValue> shipped, ImmutableArray<LawFile> files) =>
        [
            .. shipped
                .OrderBy(value => value.KnownFrom)
                .Concat(files.OrderBy(file => file.KnownFrom).SelectMany(file => file.Values))
                .GroupBy(value => value.Row.JointCommittee)
                .OrderBy(committee => committee.Key.Digits, StringComparer.Ordinal)
                .SelectMany(committee => Timeline.Lay(committee, value => value.Days, Covers, Cut)),
        ];

    // A row for all workers or classes says something else of each of them; one for some leaves the others alone.
    private static bool Covers(SectorValue above, SectorValue below) =>
        above.Row.Kind == below.Row.Kind
        && (above.Row.Worker == SchemeWorker.All || above.Row.Worker == below.Row.Worker)
        && (above.Row.Class is null || above.Row.Class == below.Row.Class);

    private static SectorValue Cut(SectorValue value, Period days) =>
        value with
        {
            Row = value.Row with { From = days.From == value.Days.From ? value.Row.From : days.From, To = days.To },
        };

    private static FrozenDictionary<JointCommittee, ImmutableArray<SectorValue>> ByCommittee(ImmutableArray<SectorValue> all)
    {
        var own = all.ToLookup(value => value.Row.JointCommittee);
        return own.ToFrozenDictionary(
            committee => committee.Key,
            committee => Lineage(committee.Key).SelectMany(ancestor => own[ancestor]).ToImmutableArray()
        );
    }

    private static IEnumerable<JointCommittee> Lineage(JointCommittee committee)
    {
        for (JointCommittee? next = committee; next is { } ancestor; next = ancestor.Parent)
        {
            yield return ancestor;
        }
    }

    // A committee without rows of its own has those of its nearest ancestor that has some.
    private static ImmutableArray<SectorValue> Nearest(
        FrozenDictionary<JointCommittee, ImmutableArray<SectorValue>> rows,
        JointCommittee committee
    )
    {
        for (JointCommittee? next = committee; next is { } ancestor; next = ancestor.Parent)
        {
            if (rows.TryGetValue(ancestor, out var found))
            {
                return found;
            }
        }
        return [];
    }

    private static DatedValue On(ImmutableArray<DatedValue> parameter, DateOnly day)
    {
        var found = parameter[0];
        for (var place = 1; place < parameter.Length && parameter[place].From <= day; place++)
        {
            found = parameter[place];
        }
        return found;
    }

    private static int Whole(DatedValue value) => (int)value.Value.Numerator;
}
