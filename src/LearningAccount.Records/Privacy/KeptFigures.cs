using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>What stays of facts that go, without telling of anybody: the size of the employer, and the sums of its years.</summary>
internal static class KeptFigures
{
    /// <summary>Of fewer persons a year does not tell men from women.</summary>
    public const int SmallestGroup = 5;

    private const string Counted = "counted";

    /// <summary>The persons who counted in a quarter, as each line of the journal knew them.</summary>
    public static IReadOnlyList<KeptQuarterVersion> Quarters(
        Guid employerId,
        IEnumerable<DuePerson> persons,
        IReadOnlyCollection<DeclarationPersonVersion> declared
    )
    {
        var personOf = persons
            .SelectMany(person => person.Workers.Select(worker => (Worker: worker, Person: person.WorkerId)))
            .ToDictionary(pair => pair.Worker, pair => pair.Person);
        var stretches =
            from one in declared
            where one.WorkerId is not null && string.Equals(one.Outcome, Counted, StringComparison.Ordinal)
            group one by (Person: personOf[one.WorkerId!.Value], one.Quarter) into ofPerson
            from stretch in Stretches([.. ofPerson])
            group stretch.Fte by (ofPerson.Key.Quarter, stretch.From, stretch.Until) into same
            orderby same.Key.Quarter, same.Key.From
            select new KeptQuarterVersion
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                Quarter = same.Key.Quarter,
                KnownFrom = same.Key.From,
                KnownUntil = same.Key.Until,
                Fte = same.Aggregate(Fraction.Zero, (sum, fte) => sum + fte),
                Heads = same.Count(),
            };
        return [.. stretches];
    }

    // Several declarations of a quarter make a person no more than one, at each line they were known at.
    private static IEnumerable<(long From, long? Until, Fraction Fte)> Stretches(
        ImmutableArray<DeclarationPersonVersion> versions
    )
    {
        long[] lines =
        [
            .. versions
                .Select(version => version.Recorded)
                .Concat(versions.Select(version => version.Superseded).OfType<long>())
                .Distinct()
                .Order(),
        ];
        for (var i = 0; i < lines.Length; i++)
        {
            var known = versions.Where(version => version.HoldsAt(lines[i])).ToList();
            if (known.Count > 0)
            {
                var sum = known.Aggregate(Fraction.Zero, (total, version) => total + version.Fte);
                yield return (lines[i], i + 1 < lines.Length ? lines[i + 1] : null, Fraction.Min(sum, Fraction.One));
            }
        }
    }

    public static IReadOnlyList<KeptDimonaVersion> Dimona(Guid employerId, IEnumerable<DimonaPeriodVersion> going) =>
        [
            .. from one in going
            group one.SaidAt by (one.Recorded, one.Superseded) into same
            orderby same.Key.Recorded
            select new KeptDimonaVersion
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                KnownFrom = same.Key.Recorded,
                KnownUntil = same.Key.Superseded,
                SaidOn = ColumnText.ToDay(same.Min(StringComparer.Ordinal)![..10]),
            },
        ];

    /// <summary>The sums of each year over some workers, men and women apart where there are enough of each.</summary>
    public static IReadOnlyList<KeptTotalVersion> Totals(
        EmployerSnapshot snapshot,
        IEnumerable<WorkerSnapshot> workers,
        LawBook law,
        DateOnly today
    )
    {
        var own = snapshot.LawUnder(law);
        var years =
            from worker in workers
            from year in YearsOf(snapshot.Employer.EmployerId, worker, AccountComputation.For(worker.Facts, own, today))
            group year by year.Year into ofYear
            from total in BySex([.. ofYear])
            orderby total.Year
            select total;
        return [.. years];
    }

    /// <summary>The same with what is kept already, each year and sex once; both apart where one is of too few persons.</summary>
    public static KeptTotalVersion Sum(IEnumerable<KeptTotalVersion> totals) =>
        totals.Aggregate(
            (a, b) =>
                a with
                {
                    Sex = string.Equals(a.Sex, b.Sex, StringComparison.Ordinal) ? a.Sex : null,
                    Workers = a.Workers + b.Workers,
                    Credit = a.Credit + b.Credit,
                    Used = a.Used + b.Used,
                    Trainings = a.Trainings + b.Trainings,
                    FormalHours = a.FormalHours + b.FormalHours,
                    InformalHours = a.InformalHours + b.InformalHours,
                    FormalDays = a.FormalDays + b.FormalDays,
                    InformalDays = a.InformalDays + b.InformalDays,
                }
        );

    private static IEnumerable<KeptTotalVersion> BySex(ImmutableArray<KeptTotalVersion> ofYear)
    {
        var sexes = ofYear.GroupBy(total => total.Sex, StringComparer.Ordinal).ToList();
        return sexes.TrueForAll(sex => sex.Count() >= SmallestGroup)
            ? sexes.Select(Sum)
            : [Sum(ofYear.Select(total => total with { Sex = null }))];
    }

    private static IEnumerable<KeptTotalVersion> YearsOf(Guid employerId, WorkerSnapshot worker, Account account)
    {
        var followed = worker.Trainings.Where(training => training.Status is TrainingStatus.Followed).ToLookup(t => t.EndOn.Year);
        var years = account.Years.ToDictionary(year => year.Year);
        foreach (var year in years.Keys.Union(followed.Select(ofYear => ofYear.Key)).Order())
        {
            Fraction Of(Func<TrainingVersion, Fraction?> amount, TrainingKind kind) =>
                followed[year]
                    .Where(training => training.Kind == kind)
                    .Aggregate(Fraction.Zero, (sum, training) => sum + (amount(training) ?? Fraction.Zero));
            var figures = years.GetValueOrDefault(year);
            yield return new()
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                Year = year,
                Sex = worker.Sex switch
                {
                    Sex.Woman => "f",
                    Sex.Man => "m",
                    _ => null,
                },
                Workers = 1,
                Credit = figures?.Credit ?? Fraction.Zero,
                Used = figures?.Used ?? Fraction.Zero,
                Trainings = followed[year].Count(),
                FormalHours = Of(training => training.Hours, TrainingKind.Formal),
                InformalHours = Of(training => training.Hours, TrainingKind.Informal),
                FormalDays = Of(training => training.Days, TrainingKind.Formal),
                InformalDays = Of(training => training.Days, TrainingKind.Informal),
            };
        }
    }
}
