using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>Employments that share one account, from its first day to its exit (R4.7).</summary>
internal sealed class AccountSpan
{
    /// <summary>Places in <see cref="AccountFacts.Employments"/>, in order of start.</summary>
    public required List<int> Employments { get; init; }
    public required DateOnly Opened { get; init; }

    /// <summary>The exit: the latest end, or null while an employment runs on.</summary>
    public DateOnly? End { get; set; }

    /// <summary>The place of the employment that ends last; its reason is that of the exit.</summary>
    public int EndsLast { get; set; }

    /// <summary>An employment was joined although days lie between, so the setting on gaps decided.</summary>
    public bool JoinedOverGap { get; set; }

    public bool IsOpenOn(DateOnly day) => Opened <= day && (End is null || day <= End);

    /// <summary>The accounts of a worker, oldest first.</summary>
    public static List<AccountSpan> Join(AccountFacts facts)
    {
        var employments = facts.Employments;
        var order = new List<int>(employments.Length);
        for (var place = 0; place < employments.Length; place++)
        {
            if (!IsExcluded(employments[place].Category, facts.Settings))
            {
                order.Add(place);
            }
        }
        if (order.Count > 1)
        {
            order.Sort(
                (a, b) => employments[a].Start.CompareTo(employments[b].Start) is var byStart and not 0 ? byStart : a.CompareTo(b)
            );
        }
        var spans = new List<AccountSpan>(1);
        AccountSpan? current = null;
        foreach (var place in order)
        {
            var employment = employments[place];
            if (current is not null && Joins(current, employment, employments[current.EndsLast], facts.Settings))
            {
                current.JoinedOverGap |= current.End is { } last && employment.Start > last.AddDays(1);
                current.Employments.Add(place);
                if (current.End is { } end && (employment.End is null || employment.End >= end))
                {
                    current.End = employment.End;
                    current.EndsLast = place;
                }
            }
            else
            {
                current = new()
                {
                    Employments = [place],
                    Opened = employment.Start,
                    End = employment.End,
                    EndsLast = place,
                };
                spans.Add(current);
            }
        }
        return spans;
    }

    public static bool IsExcluded(WorkerCategory category, Settings settings) =>
        category switch
        {
            WorkerCategory.Student => settings.ExcludeStudents,
            WorkerCategory.FlexiJob => settings.ExcludeFlexiJobs,
            WorkerCategory.Occasional => settings.ExcludeOccasional,
            WorkerCategory.Apprentice => settings.ExcludeApprentices,
            _ => false,
        };

    private static bool Joins(AccountSpan current, Employment next, Employment endsLast, Settings settings) =>
        current.End is not { } end
        || next.Start <= end.AddDays(1)
        || (next.Start.Year == end.Year && next.Start.Month == end.Month)
        || endsLast.EndReason == EndReason.Transfer
        || Calendar.FewerWorkingDaysBetween(end, next.Start, settings.GapClosesAccount);
}
