using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>
/// Takes trainings that a program sends, one or thousands: reads what they can be compared with in a few statements, decides them one by
/// one, and writes all that was decided together. What cannot be kept takes nothing else with it.
/// </summary>
public static class SendTrainings
{
    /// <summary>As many as are answered one by one in one answer.</summary>
    public const int Most = 10_000;

    /// <param name="action">A code for the journal: <c>registerTraining</c>.</param>
    /// <param name="aliases">Of every worker who is spoken of, and whoever is the same person, the one who stands for the person.</param>
    /// <param name="remarks">Null: nothing is remarked on them.</param>
    /// <returns>In the order they were sent. What was written has the line it was written by.</returns>
    public static async Task<IReadOnlyList<SentAnswer>> Do(
        Change change,
        Guid employerId,
        string action,
        IReadOnlyList<SentTraining> sent,
        IReadOnlyDictionary<Guid, Guid> aliases,
        CancellationToken cancel,
        RemarkBasis? remarks = null
    )
    {
        var line = await change.Touch(employerId, action, cancel) + 1;
        var known = await FindKnown(change, employerId, sent, aliases, cancel);
        var decide = new DecideSent(known, aliases, change.RestrictedOf(employerId));
        var answers = sent.Select(one => decide.Do(one, employerId)).ToList();
        if (remarks is not null)
        {
            answers = await Remarked(answers, decide, aliases, remarks);
        }
        var decided = answers.Where(IsToWrite).Select(answer => answer.Training!).ToList();
        // Each was checked when it was decided.
        await SayFacts.Do(change, Tables.Training, decided, known, training => training.TrainingId, _ => [], cancel);
        return
        [
            .. answers.Select(answer =>
                IsToWrite(answer) ? answer with { Training = answer.Training! with { Recorded = line } } : answer
            ),
        ];
    }

    private static async Task<List<SentAnswer>> Remarked(
        List<SentAnswer> answers,
        DecideSent decide,
        IReadOnlyDictionary<Guid, Guid> aliases,
        RemarkBasis on
    )
    {
        var kept = answers.Where(IsToRemark).Select(answer => aliases[answer.Training!.WorkerId]).ToHashSet();
        if (kept.Count == 0)
        {
            return answers;
        }
        var employments = await on.Employments(aliases.Where(alias => kept.Contains(alias.Value)).ToDictionary());
        return
        [
            .. answers.Select(answer =>
                !IsToRemark(answer)
                    ? answer
                    : answer with
                    {
                        Remarks = answer.Remarks.AddRange(
                            RemarkTraining.Of(
                                answer.Training!,
                                employments.GetValueOrDefault(aliases[answer.Training!.WorkerId]),
                                decide.Standing(aliases[answer.Training!.WorkerId]),
                                on.Today
                            )
                        ),
                    }
            ),
        ];
    }

    private static bool IsToRemark(SentAnswer answer) => answer.Outcome is not (SentOutcome.Refused or SentOutcome.Cancelled);

    private static bool IsToWrite(SentAnswer answer) =>
        answer.Outcome is SentOutcome.Created or SentOutcome.Changed or SentOutcome.Cancelled;

    private static Task<List<TrainingVersion>> FindKnown(
        Change change,
        Guid employerId,
        IReadOnlyList<SentTraining> sent,
        IReadOnlyDictionary<Guid, Guid> aliases,
        CancellationToken cancel
    )
    {
        var same = aliases.ToLookup(alias => alias.Value, alias => alias.Key);
        return FindTrainings.Near(
            change.Connection,
            employerId,
            sent.Where(one => one.Words is not null)
                .GroupBy(one => aliases[one.WorkerId])
                .SelectMany(person =>
                {
                    var first = person.Min(one => one.Words!.StartOn);
                    var last = person.Max(one => one.Words!.EndOn);
                    // One that ends before it starts is refused later; until then it is a day.
                    var days = new Period(first, last < first ? first : last);
                    return same[person.Key].Select(worker => (worker, days));
                }),
            sent.Where(one => one.ExternalId is not null)
                .SelectMany(one => same[aliases[one.WorkerId]].Select(worker => (worker, one.ExternalId!))),
            sent.Where(one => one.TrainingId is not null)
                .SelectMany(one => same[aliases[one.WorkerId]].Select(worker => (worker, one.TrainingId!.Value))),
            cancel
        );
    }
}
