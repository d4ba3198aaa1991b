using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records.Journal;

namespace LearningAccount.App.Portal.History;

/// <summary>Changes with the lines of the journal that made them.</summary>
/// <param name="Known">The address of the page as it was known at the end of the day of a line.</param>
public sealed record ChangesView(
    EmployerView Employer,
    IReadOnlyList<(JournalLine Line, IReadOnlyList<FactChange> Changes)> Lines,
    Func<JournalLine, string> Known
)
{
    /// <summary>The page is not about one worker, so each change names whom it is about.</summary>
    public bool TellsWho { get; init; } = true;

    /// <summary>The worker a change is about, by name, where the reader may see the worker.</summary>
    public string? Who(FactChange change) =>
        change.WorkerId is { } id && Employer.Snapshot.Worker(id) is { } worker ? WorkerNames.Listed(worker) : null;

    /// <summary>The lines of one page of changes, and how many lines there are in all.</summary>
    public static IReadOnlyList<long> SeqsOf(IEnumerable<FactChange> changes) =>
        [.. changes.Select(change => change.Seq).Distinct()];

    public static ChangesView Of(
        EmployerView employer,
        IReadOnlyList<JournalLine> lines,
        IEnumerable<FactChange> changes,
        Func<Guid, string> page
    )
    {
        var bySeq = changes.ToLookup(change => change.Seq);
        return new(
            employer,
            [.. lines.Select(line => (line, (IReadOnlyList<FactChange>)[.. bySeq[line.Seq]]))],
            line => $"{page(employer.Head.Id)}?{PageDates.KnownName}={PageDates.Text(Knowledge.DayOf(line.RecordedAt))}"
        );
    }
}
