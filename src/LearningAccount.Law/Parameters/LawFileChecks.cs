using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>
/// What an agreement must satisfy to hold (R3.4): deposited in time, no gap, no overlap, not against an agreement added before,
/// not under the floor, and not below the days the sector has already reached. The law names no exception to the last, so a file
/// that lowers them is refused.
/// </summary>
internal sealed class LawFileChecks(LawBook law, JsonPlace root, List<LawFileReading.Step> steps, LawFile file)
{
    // One value a step; the other committees of the file have the same ones.
    private readonly List<SectorValue> values = [.. file.Values.Take(steps.Count)];

    public void Check()
    {
        if (
            values[0].Row.DepositedOn is { } deposited
            && law.DepositDeadline(steps[0].From) is var deadline
            && deposited > deadline
        )
        {
            root.Member("depositedOn")!.Value.Problem("late", ("deadline", LawFileReading.Iso(deadline)));
        }
        if (values[^1].Row is { To: { } end } last && last.BindingFrom > end)
        {
            root.Member("bindingFrom")!.Value.Problem("bindingAfterEnd", ("end", LawFileReading.Iso(end)));
        }
        var inOrder = true;
        for (var place = 1; place < steps.Count; place++)
        {
            inOrder &= Follows(steps[place - 1], steps[place]);
        }
        // Steps that do not follow each other have no days to compare with those of other files.
        if (inOrder)
        {
            CheckAddedBefore();
        }
        // A collective number is an average or a pool: floor and level reached are those of the individual right.
        if (values[0].Row.Kind == SchemeKind.Individual)
        {
            CheckNumbers();
        }
    }

    private static bool Follows(LawFileReading.Step before, LawFileReading.Step step)
    {
        if (step.From <= (before.To ?? before.From))
        {
            step.Place.Problem("overlap", ("day", LawFileReading.Iso(step.From)));
            return false;
        }
        if (before.To is { } end && end.AddDays(1) < step.From)
        {
            step.Place.Problem(
                "gap",
                ("from", LawFileReading.Iso(end.AddDays(1))),
                ("to", LawFileReading.Iso(step.From.AddDays(-1)))
            );
            return false;
        }
        return true;
    }

    private void CheckAddedBefore()
    {
        if (file.Replaces is { } replaced && !law.StandingFiles.Any(before => before.IsReplacedBy(file)))
        {
            root.Member("replaces")!.Value.Problem("nothingToReplace", ("registration", replaced.ToString()));
        }
        foreach (var before in law.StandingFiles.Where(before => before.IsContradictedBy(file)))
        {
            root.Member("steps")!.Value.Problem("conflict", ("registration", before.Registration.ToString()));
        }
    }

    private void CheckNumbers()
    {
        var reachedOn = steps[0].From.AddDays(-1);
        var reached = Holding(reachedOn).Select(value => DaysOf(value.Row)).DefaultIfEmpty().Max();
        for (var place = 0; place < steps.Count; place++)
        {
            var row = values[place].Row;
            var at = steps[place].Place.Member(row.Days is null ? "hours" : "days")!.Value;
            if ((row.Class is null or SizeClass.Full) && DaysOf(row) < law.SchemeFloor)
            {
                at.Problem("belowFloor", ("floor", law.SchemeFloor.ToDecimalText()));
            }
            if (DaysOf(row) < reached)
            {
                at.Problem("lowers", ("reached", reached.ToDecimalText()), ("day", LawFileReading.Iso(reachedOn)));
            }
            if (Holding(row.From).FirstOrDefault(held => !held.IsAdded && DaysOf(held.Row) != DaysOf(row)) is { } other)
            {
                at.Remark("otherNumber", ("days", DaysOf(other.Row).ToDecimalText()), ("source", other.Source));
            }
            if (DaysOf(row) > reached)
            {
                (reached, reachedOn) = (DaysOf(row), row.From);
            }
        }
    }

    // The rows in force on a day of the file's committees or else their parents, for workers the file is for.
    private IEnumerable<SectorValue> Holding(DateOnly day)
    {
        foreach (var committee in file.Values.Select(value => value.Row.JointCommittee).Distinct())
        {
            var holding = law.SchemesOf(committee)
                .Where(held => held.SharesWorkers(values[0]) && held.Days.Contains(day) && !IsReplaced(held))
                .ToList();
            foreach (var held in holding.Where(held => held.Row.JointCommittee == holding[0].Row.JointCommittee))
            {
                yield return held;
            }
        }
    }

    private bool IsReplaced(SectorValue held) =>
        held.IsAdded && string.Equals(held.Row.Registration, file.Replaces?.ToString(), StringComparison.Ordinal);

    private Fraction DaysOf(SchemeRow row) => row.Days ?? row.Hours!.Value / (law.FullTimeWeeklyHours / law.DaysPerWeek);
}
