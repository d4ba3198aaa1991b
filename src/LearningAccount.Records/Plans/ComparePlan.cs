using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>How much of something: each person once, time of all of them together. A day is that of a full-timer.</summary>
/// <param name="Women">Of the persons, as far as their sex is known.</param>
public readonly record struct PlanAmount(int Persons, int Women, int Men, Fraction Hours, Fraction Days);

/// <summary>A training of the plan beside what was followed of it.</summary>
/// <param name="Titles">The titles it was followed under.</param>
public sealed record LineDone(TrainingPlanLineVersion Line, PlanAmount Planned, PlanAmount Done, ImmutableArray<string> Titles);

/// <summary>A target group beside what its members followed of the trainings that are meant for it.</summary>
/// <param name="Line">One of the trainings that are meant for it.</param>
/// <param name="Members">Who belongs to it in the period; null where it is told in words alone.</param>
public sealed record GroupDone(TrainingPlanLineVersion Line, int? Members, PlanAmount Planned, PlanAmount Done);

/// <summary>Trainings that were followed and that no line of the plan tells of.</summary>
public sealed record NotPlanned(string Title, PlanAmount Done);

/// <summary>A plan beside what was followed in its period.</summary>
/// <param name="Credit">The training credit of the years of the period so far, of all workers together.</param>
/// <param name="Used">Of that, what was used.</param>
/// <param name="On">The day the accounts are of.</param>
public sealed record PlanComparison(
    ImmutableArray<LineDone> Lines,
    ImmutableArray<GroupDone> Groups,
    PlanAmount Planned,
    PlanAmount Done,
    ImmutableArray<NotPlanned> NotPlanned,
    Fraction Credit,
    Fraction Used,
    DateOnly On
);

/// <summary>Compares a plan with what was done: by the titles of trainings, and by what somebody linked.</summary>
public static class ComparePlan
{
    public static PlanComparison Of(
        PlanEdition plan,
        IEnumerable<TrainingPlanLinkVersion> links,
        EmployerSnapshot snapshot,
        LawBook book,
        DateOnly today
    )
    {
        var law = snapshot.LawUnder(book);
        var followed = Followed(plan.Head, snapshot, law.HoursPerDay).ToList();
        var lineOf = LinesByTitle(plan, links);
        var byLine = followed.ToLookup(one => lineOf.GetValueOrDefault(one.Key));
        var lines = plan
            .Lines.Select(line => new LineDone(
                line,
                Planned([line], law.HoursPerDay),
                Sum(byLine[line.LineId]),
                [.. byLine[line.LineId].Select(one => one.Title).Distinct(StringComparer.OrdinalIgnoreCase)]
            ))
            .ToImmutableArray();
        var (credit, used, on) = Credit(plan.Head, snapshot, book, today);
        return new(
            lines,
            Groups(plan, byLine, snapshot, law.HoursPerDay),
            Planned(plan.Lines, law.HoursPerDay),
            Sum(followed),
            [
                .. byLine[Guid.Empty]
                    .GroupBy(one => one.Key, StringComparer.Ordinal)
                    .Select(same => new NotPlanned(same.First().Title, Sum(same)))
                    .OrderByDescending(one => one.Done.Hours),
            ],
            credit,
            used,
            on
        );
    }

    /// <summary>What lines plan together.</summary>
    public static PlanAmount Planned(IEnumerable<TrainingPlanLineVersion> lines, Fraction hoursPerDay)
    {
        var sum = new PlanAmount();
        foreach (var line in lines)
        {
            var hours = HoursOfAll(line, hoursPerDay) ?? 0;
            sum = new(
                sum.Persons + (line.Persons ?? 0),
                sum.Women + (line.Women ?? 0),
                sum.Men + (line.Men ?? 0),
                sum.Hours + hours,
                sum.Days + hours / hoursPerDay
            );
        }
        return sum;
    }

    /// <summary>The hours of all who are to follow a training together; null where persons or length are not told.</summary>
    public static Fraction? HoursOfAll(TrainingPlanLineVersion line, Fraction hoursPerDay) =>
        (line.Hours ?? line.Days * hoursPerDay) is { } each && line.Persons is { } persons ? each * persons : null;

    /// <summary>The line of a plan that the trainings of a title belong to; null: none.</summary>
    public static TrainingPlanLineVersion? LineOf(PlanEdition plan, IEnumerable<TrainingPlanLinkVersion> links, string title) =>
        LinesByTitle(plan, links).TryGetValue(Letters.Of(title), out var line) ? plan.Line(line) : null;

    private static Dictionary<string, Guid> LinesByTitle(PlanEdition plan, IEnumerable<TrainingPlanLinkVersion> links)
    {
        var lineOf = new Dictionary<string, Guid>(StringComparer.Ordinal);
        // The same title twice, for two groups: what was followed is told of the first.
        foreach (var line in plan.Lines)
        {
            lineOf.TryAdd(Letters.Of(line.Title), line.LineId);
        }
        foreach (var link in links.Where(link => plan.Line(link.LineId) is not null))
        {
            lineOf[Letters.Of(link.Title)] = link.LineId;
        }
        return lineOf;
    }

    private static IEnumerable<One> Followed(TrainingPlanVersion plan, EmployerSnapshot snapshot, Fraction hoursPerDay)
    {
        foreach (var worker in snapshot.Workers)
        {
            // The facts of the law name the trainings by their place.
            for (var i = 0; i < worker.Trainings.Length; i++)
            {
                var training = worker.Trainings[i];
                if (training.Status is TrainingStatus.Followed && Within(plan, worker.Facts.Trainings[i]) is { Sign: > 0 } length)
                {
                    var hours = training.Hours is null ? length * hoursPerDay : length;
                    yield return new(worker, training.Title, Letters.Of(training.Title), hours, hours / hoursPerDay);
                }
            }
        }
    }

    // What is told year by year falls in the years of the plan; else all of it on its last day.
    private static Fraction Within(TrainingPlanVersion plan, Training training)
    {
        if (training.PerYear.Length > 0)
        {
            return training
                .PerYear.Where(part => plan.FromOn.Year <= part.Year && part.Year <= plan.ToOn.Year)
                .Aggregate(Fraction.Zero, (sum, part) => sum + part.Quantity);
        }
        return plan.FromOn <= training.End && training.End <= plan.ToOn ? training.Hours ?? training.Days!.Value : 0;
    }

    private static ImmutableArray<GroupDone> Groups(
        PlanEdition plan,
        ILookup<Guid, One> byLine,
        EmployerSnapshot snapshot,
        Fraction hoursPerDay
    )
    {
        var (from, to) = (plan.Head.FromOn, plan.Head.ToOn);
        var groups = ImmutableArray.CreateBuilder<GroupDone>();
        foreach (var lines in plan.Lines.GroupBy(line => (line.GroupName, line.GroupParts)))
        {
            var parts = TargetGroup.Read(lines.Key.GroupParts);
            var members = parts.IsEmpty
                ? null
                : snapshot
                    .Workers.Where(worker => TargetGroup.Between(worker, from, to).Any())
                    .Where(worker => parts.Any(part => part.Covers(worker, from, to)))
                    .Select(worker => worker.WorkerId)
                    .ToHashSet();
            var done = lines.SelectMany(line => byLine[line.LineId]).Where(one => members?.Contains(one.Worker.WorkerId) ?? true);
            groups.Add(new(lines.First(), members?.Count, Planned(lines, hoursPerDay), Sum(done)));
        }
        return groups.ToImmutable();
    }

    /// <summary>The credit of the years of a plan so far, what was used of it, and the day the accounts are of.</summary>
    public static (Fraction Credit, Fraction Used, DateOnly On) Credit(
        TrainingPlanVersion plan,
        EmployerSnapshot snapshot,
        LawBook book,
        DateOnly today
    )
    {
        var on =
            today < plan.FromOn ? plan.FromOn
            : today > plan.ToOn ? plan.ToOn
            : today;
        var (credit, used) = (Fraction.Zero, Fraction.Zero);
        foreach (var account in snapshot.Accounts(book, on))
        {
            foreach (var year in account.Years.Where(year => plan.FromOn.Year <= year.Year && year.Year <= on.Year))
            {
                credit += year.Credit;
                used += year.Used;
            }
        }
        return (credit, used, on);
    }

    private static PlanAmount Sum(IEnumerable<One> followed)
    {
        var workers = new HashSet<WorkerSnapshot>(ReferenceEqualityComparer.Instance);
        var (hours, days) = (Fraction.Zero, Fraction.Zero);
        foreach (var one in followed)
        {
            workers.Add(one.Worker);
            hours += one.Hours;
            days += one.Days;
        }
        return new(
            workers.Count,
            workers.Count(worker => worker.Sex is Sex.Woman),
            workers.Count(worker => worker.Sex is Sex.Man),
            hours,
            days
        );
    }

    private readonly record struct One(WorkerSnapshot Worker, string Title, string Key, Fraction Hours, Fraction Days);
}
