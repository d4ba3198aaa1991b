using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>A period of work as Dimona has it, of all that was said of it, with who said each point last.</summary>
public sealed record DimonaPeriod
{
    /// <summary>All that was said of it, the first word first.</summary>
    public required ImmutableArray<DimonaPeriodVersion> Statements { get; init; }

    /// <summary>Null: only its end is known here.</summary>
    public DimonaPeriodVersion? StartBy { get; init; }

    /// <summary>Null: it is open, as far as is known.</summary>
    public DimonaPeriodVersion? EndBy { get; init; }
    public DimonaPeriodVersion? TypeBy { get; init; }
    public DimonaPeriodVersion? CommitteeBy { get; init; }
    public bool IsCancelled { get; init; }

    /// <summary>The personnel file says that it has no end: nobody has told the NSSO of one.</summary>
    public bool IsOpenByFile { get; init; }

    public DateOnly? Start => StartBy?.StartOn;
    public DateOnly? End => EndBy?.EndOn;
    public string? WorkerType => TypeBy?.WorkerType;
}

/// <summary>
/// Makes the periods of one worker of what messages of Dimona say. A pure function, so the order in which the files came does not
/// matter: what was said later holds, by the moment of the message itself.
/// <para>
/// Messages on one period have its number. A DimonaIn has none, since the NSSO gives it in the answer: it belongs to the period
/// of the same worker that began on its day, and until that is known it is a period by itself. An end without a start belongs
/// to the only such period that was open on that day.
/// </para>
/// </summary>
public static class DimonaPeriods
{
    public static ImmutableArray<DimonaPeriod> Of(IEnumerable<DimonaPeriodVersion> said)
    {
        var all = said.OrderBy(one => one.SaidAt, StringComparer.Ordinal).ThenBy(one => one.Message).ToList();
        var numbered = all.Where(one => one.PeriodId is not null)
            .GroupBy(one => one.PeriodId, StringComparer.Ordinal)
            .Select(one => one.ToList())
            .ToList();
        var waiting = new List<List<DimonaPeriodVersion>>();
        foreach (var form in all.Where(one => one.PeriodId is null))
        {
            if ((Numbered(numbered, form) ?? waiting.Find(other => Began(other, form))) is { } period)
            {
                period.Add(form);
            }
            else
            {
                waiting.Add([form]);
            }
        }
        foreach (var end in numbered.Where(period => period.TrueForAll(one => one.StartOn is null)))
        {
            if (OnlyOpen(waiting, end) is { } begun)
            {
                end.AddRange(begun);
                waiting.Remove(begun);
            }
        }
        return [.. numbered.Concat(waiting).Select(Make).OrderBy(period => period.Start ?? period.End)];
    }

    /// <summary>The numbered period a form began: the one answered at its moment, else one not cancelled before it.</summary>
    private static List<DimonaPeriodVersion>? Numbered(List<List<DimonaPeriodVersion>> periods, DimonaPeriodVersion form) =>
        periods
            .Where(period => Began(period, form))
            .OrderByDescending(period => period.Exists(one => SaidAtOnce(one, form)))
            .ThenBy(period => period.Exists(one => one.Cancelled && string.CompareOrdinal(one.SaidAt, form.SaidAt) < 0))
            .FirstOrDefault();

    private static bool SaidAtOnce(DimonaPeriodVersion one, DimonaPeriodVersion other) =>
        string.Equals(one.SaidAt, other.SaidAt, StringComparison.Ordinal);

    private static bool Began(List<DimonaPeriodVersion> period, DimonaPeriodVersion form) =>
        period.Exists(one => one.StartOn is { } start && start == form.StartOn)
        && period.TrueForAll(one =>
            one.WorkerType is null
            || form.WorkerType is null
            || string.Equals(one.WorkerType, form.WorkerType, StringComparison.Ordinal)
        );

    private static List<DimonaPeriodVersion>? OnlyOpen(List<List<DimonaPeriodVersion>> waiting, List<DimonaPeriodVersion> ended)
    {
        if (ended.FindLast(one => one.EndOn is not null) is not { EndOn: { } end })
        {
            return null;
        }
        var open = waiting.Where(period => period[0].StartOn <= end && period.TrueForAll(one => one.EndOn is null)).ToList();
        return open.Count == 1 ? open[0] : null;
    }

    private static DimonaPeriod Make(List<DimonaPeriodVersion> said)
    {
        var period = new DimonaPeriod
        {
            Statements =
            [
                .. said.OrderBy(one => one.SaidAt, StringComparer.Ordinal)
                    .ThenBy(one => one.Message)
                    .ThenBy(one => one.StatementId),
            ],
        };
        foreach (var one in period.Statements)
        {
            var isWhole = one.Message is DimonaMessage.In or DimonaMessage.Answer or DimonaMessage.File;
            period = period with
            {
                // Who said it first stays named where a later message says the same.
                StartBy = one.StartOn is null || one.StartOn == period.Start ? period.StartBy : one,
                EndBy =
                    one.EndOn is null ? (isWhole ? null : period.EndBy)
                    : one.EndOn == period.End ? period.EndBy
                    : one,
                TypeBy = one.WorkerType is null ? period.TypeBy : one,
                CommitteeBy = one.JointCommittee is null ? period.CommitteeBy : one,
                IsCancelled = one.Cancelled || (period.IsCancelled && !isWhole),
                IsOpenByFile =
                    one.Message == DimonaMessage.File
                        ? one is { EndOn: null, Cancelled: false }
                        : one.EndOn is null && period.IsOpenByFile,
            };
        }
        return period;
    }
}
