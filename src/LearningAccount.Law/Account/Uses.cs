using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>Days of a training used on a day.</summary>
/// <param name="Training">Its place in <see cref="AccountFacts.Trainings"/>.</param>
/// <param name="Quantity">As it was given, in hours or days.</param>
internal readonly record struct Use(DateOnly On, Fraction Days, int Training, Fraction Quantity);

/// <summary>What trainings take from the account, and when.</summary>
internal static class Uses
{
    /// <summary>The uses from 2023 up to a day, by date and on one day in the order of the facts.</summary>
    public static List<Use> Followed(AccountFacts facts, Fraction hoursPerDay, DateOnly on)
    {
        var uses = new List<Use>(facts.Trainings.Length);
        for (var place = 0; place < facts.Trainings.Length; place++)
        {
            var training = facts.Trainings[place];
            if (training.Status == TrainingStatus.Followed && Counts(training, facts.Settings))
            {
                AddParts(uses, training, place, hoursPerDay, on);
            }
        }
        return InOrder(uses);
    }

    /// <summary>Days offered and refused up to a day: they count for the five-year test only (R5.6).</summary>
    public static List<Use> Refused(AccountFacts facts, Fraction hoursPerDay, DateOnly on)
    {
        var uses = new List<Use>();
        for (var place = 0; place < facts.Trainings.Length; place++)
        {
            var training = facts.Trainings[place];
            if (training.OfferedAndRefused && training.Status != TrainingStatus.Followed && Counts(training, facts.Settings))
            {
                AddParts(uses, training, place, hoursPerDay, on);
            }
        }
        return uses;
    }

    /// <summary>Days of planned trainings that end after a day.</summary>
    public static Fraction Planned(AccountFacts facts, Fraction hoursPerDay, DateOnly on)
    {
        var days = Fraction.Zero;
        foreach (var training in facts.Trainings)
        {
            if (training.Status == TrainingStatus.Planned && training.End > on && Counts(training, facts.Settings))
            {
                days += training.Days ?? training.Hours!.Value / hoursPerDay;
            }
        }
        return days;
    }

    // Flemish training leave and paid educational leave do not count towards the right (R7.5).
    private static bool Counts(Training training, Settings settings) =>
        training.Counts && (training.LeaveScheme is null || settings.CountPel);

    private static void AddParts(List<Use> uses, Training training, int place, Fraction hoursPerDay, DateOnly on)
    {
        if (training.PerYear.IsEmpty)
        {
            Add(training.End, training.Days ?? training.Hours!.Value);
            return;
        }
        foreach (var part in training.PerYear)
        {
            Add(part.Year == training.End.Year ? training.End : new(part.Year, 12, 31), part.Quantity);
        }

        void Add(DateOnly day, Fraction quantity)
        {
            if (day.Year >= CreditOfYears.FirstYear && day <= on)
            {
                uses.Add(new(day, training.Days is null ? quantity / hoursPerDay : quantity, place, quantity));
            }
        }
    }

    private static List<Use> InOrder(List<Use> uses)
    {
        for (var place = 1; place < uses.Count; place++)
        {
            if (uses[place].On < uses[place - 1].On)
            {
                return [.. uses.OrderBy(use => use.On)];
            }
        }
        return uses;
    }
}
