using System.Collections.Immutable;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// Takes the periods of Dimona into the employments that declarations and lists make: they give the first and last day where the
/// declarations do not reach, go before a staff list, and make an employment where nothing else does (decision 14).
/// </summary>
internal sealed class DimonaOnChains(WorkerFacts facts, List<EmploymentChain> chains, HashSet<FactVersion> beginWithLeave)
{
    public void Add()
    {
        var periods = DimonaPeriods.Of(facts.Dimona).Where(period => !period.IsCancelled).ToList();
        foreach (var run in Runs(periods.Where(period => DimonaTypes.IsEmployment(period.WorkerType))))
        {
            Take(run);
        }
        foreach (var period in periods.Where(period => DimonaTypes.CategoryOf(period.WorkerType) == WorkerCategory.Student))
        {
            foreach (var chain in chains)
            {
                chain.CompareCategory(period);
            }
        }
        TellWhoIsKnownToOneSource();
    }

    private void Take(Run run)
    {
        var touched = chains
            .Where(chain => chain.Touches(run.Start ?? run.End!.Value, run.End))
            .OrderBy(chain => chain.From)
            .ToList();
        if (touched.Count == 0)
        {
            if (run.Start is not null)
            {
                chains.Add(EmploymentChain.OfDimona(run, facts));
            }
            return;
        }
        if (!run.IsIntermittent && run.Start is { } start && start != touched[0].From)
        {
            Begin(touched[0], start, run);
        }
        if (!run.IsIntermittent)
        {
            End(touched[^1], run);
        }
        foreach (var chain in touched)
        {
            foreach (var period in run.Periods)
            {
                chain.FillCommittee(period);
                chain.CompareCommittee(period);
                chain.CompareCategory(period);
            }
        }
        touched[0].Claim(run.StartBy, run.Start, end: null);
        touched[^1].Claim(run.EndBy, start: null, run.IsIntermittent ? null : run.End);
    }

    private void Begin(EmploymentChain chain, DateOnly start, Run run)
    {
        var (from, by) = (chain.From, chain.StartBy);
        var declared = chain.FirstDeclaredDay;
        if (declared == from)
        {
            if (start < from && (chain.BeginsWith(beginWithLeave) || !Reaches(start, from.AddDays(-1))))
            {
                chain.ExtendBack(start, run.StartBy!);
            }
            else if (start < from || !chain.HasPartFrom(start))
            {
                chain.Disagree(Point.Start, from, ColumnText.Of(from), by, ColumnText.Of(start), run.StartBy!);
            }
            return;
        }
        if (declared < start)
        {
            // The days before are the list's alone; those after are declared, and Dimona has less than that.
            return;
        }
        if (start < from)
        {
            chain.ExtendBack(start, run.StartBy!);
        }
        else
        {
            chain.CutBefore(start);
        }
        chain.Disagree(Point.Start, start, ColumnText.Of(start), run.StartBy!, ColumnText.Of(from), by);
    }

    private void End(EmploymentChain chain, Run run)
    {
        var (to, by) = (chain.To, chain.EndBy);
        if (run.End is not { } end)
        {
            if (run.IsOpenByFile && to is { } declaredEnd && by is OccupationVersion)
            {
                chain.Disagree(Point.End, declaredEnd, ColumnText.Of(declaredEnd), by, Disagreement.Open, run.Last);
            }
            return;
        }
        if (end == to || chain.IsIntermittent)
        {
            return;
        }
        if (chain.DeclaredBeyond(end, facts.LastDeclared) is { } declared)
        {
            chain.Disagree(Point.End, end, Disagreement.Day(to), by ?? declared, ColumnText.Of(end), run.EndBy!);
            return;
        }
        if (to < end)
        {
            chain.ExtendTo(end, run.EndBy!);
        }
        else
        {
            chain.CutAfter(end);
        }
        if (to is { } listed && by is not null)
        {
            chain.Disagree(Point.End, end, ColumnText.Of(end), run.EndBy!, ColumnText.Of(listed), by);
        }
    }

    /// <summary>Declarations were brought in of some of these days.</summary>
    private bool Reaches(DateOnly from, DateOnly? to) =>
        facts is { FirstDeclared: { } first, LastDeclared: { } last } && Days.Overlap(from, to, first.FirstDay, last.LastDay);

    private void TellWhoIsKnownToOneSource()
    {
        foreach (var chain in chains)
        {
            var reached = Reaches(chain.From, chain.To);
            if (chain.FirstDeclaredDay is { } first)
            {
                if (facts.Dimona.IsEmpty && facts.DimonaSince <= first)
                {
                    chain.TellOnly("sourcesDisagree.onlyDeclared", null);
                }
            }
            else if (chain.IsStudent)
            {
                // Declarations name no employment of students.
            }
            else if (reached)
            {
                chain.TellOnly(
                    chain.IsOfDimona ? "sourcesDisagree.onlyDimona" : "sourcesDisagree.onlyListed",
                    facts.LastDeclared
                );
            }
        }
    }

    /// <summary>Periods of one kind without a day between them; those of flexi-jobs and occasional work all together.</summary>
    private static IEnumerable<Run> Runs(IEnumerable<DimonaPeriod> periods)
    {
        foreach (var kind in periods.GroupBy(period => DimonaTypes.CategoryOf(period.WorkerType)))
        {
            var isIntermittent = kind.Key is WorkerCategory.FlexiJob or WorkerCategory.Occasional;
            var run = new List<DimonaPeriod>();
            var end = DateOnly.MinValue;
            foreach (var period in kind.OrderBy(period => period.Start ?? period.End))
            {
                if (run.Count > 0 && !isIntermittent && !Days.Follows(end, period.Start ?? period.End!.Value))
                {
                    yield return new([.. run], kind.Key);
                    run.Clear();
                    end = DateOnly.MinValue;
                }
                end = Days.Later(end, period.End ?? DateOnly.MaxValue);
                run.Add(period);
            }
            if (run.Count > 0)
            {
                yield return new([.. run], kind.Key);
            }
        }
    }

    /// <summary>Periods that are one time in service.</summary>
    internal sealed record Run(ImmutableArray<DimonaPeriod> Periods, WorkerCategory Category)
    {
        public bool IsIntermittent => Category is WorkerCategory.FlexiJob or WorkerCategory.Occasional;
        public DimonaPeriodVersion? StartBy => Periods[0].StartBy;
        public DateOnly? Start => StartBy?.StartOn;
        private bool IsOpen => Periods.Any(period => period.End is null);
        public DimonaPeriodVersion? EndBy => IsOpen ? null : Periods.MaxBy(period => period.End)!.EndBy;
        public DateOnly? End => EndBy?.EndOn;
        public bool IsOpenByFile => Periods.Any(period => period.IsOpenByFile);

        /// <summary>The last word on the last period.</summary>
        public DimonaPeriodVersion Last => Periods[^1].Statements[^1];
    }
}
