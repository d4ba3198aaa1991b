using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>Duties of the employer as a whole: the days of the law, as its size and sectors let them apply.</summary>
internal static class OfLaw
{
    /// <summary>Law of 14 January 2026; rulebook R9.7.</summary>
    private static readonly DateOnly FederalAccountsErased = new(2026, 12, 31);

    /// <summary>Quarters passed that are looked at for trainings.</summary>
    private const int QuartersBack = 2;

    public static IEnumerable<Duty> Of(DutyCase asked)
    {
        var all = new List<Duty?>();
        for (var year = asked.On.Year - 1; year <= asked.Until.Year; year++)
        {
            all.AddRange(Plan(asked, year));
            all.Add(OwnNumber(asked, new(year, 9, 30)));
            all.Add(Agreements(asked, year));
        }
        for (var back = 1; back <= QuartersBack; back++)
        {
            all.Add(WithoutTraining(asked, Quarter.Containing(asked.On).AddQuarters(-back)));
        }
        all.Add(SizePeriod(asked));
        all.Add(Declaration(asked));
        all.Add(Made(asked, DutyKind.FederalAccounts, Year(FederalAccountsErased.Year), FederalAccountsErased, []));
        return all.OfType<Duty>();
    }

    // Law of 3 October 2022, chapter 9, from art. 34: every year by 31 March, the opinion before, the copy within a month after.
    private static IEnumerable<Duty?> Plan(DutyCase asked, int year)
    {
        var (fixedOn, subject) = (PlanDays.Fixed(year), Year(year));
        var threshold = PlanThreshold.Of(asked.Employer, asked.Law, year);
        ImmutableArray<(string, string)> values = [("year", subject), .. Size(threshold.Class, threshold.Average)];
        if (threshold.IsDue)
        {
            // Made here, or said done of one that was made elsewhere.
            var steps = asked.Plans.StepsOf(year);
            yield return Made(asked, DutyKind.PlanOpinion, subject, PlanDays.Opinion(year), values, steps?.OpinionOn is not null);
            yield return Made(asked, DutyKind.PlanFixed, subject, fixedOn, values, steps?.FixedOn is not null);
            // It enters into force when it is fixed, at the latest on the last day for that.
            var inForce = steps?.InForceOn ?? asked.Said(DutyKind.PlanFixed, subject)?.DoneOn;
            var from = inForce ?? fixedOn;
            yield return Made(
                asked,
                DutyKind.PlanFiled,
                subject,
                PlanDays.Filed(from),
                [.. values, ("from", ColumnText.Of(from))],
                steps?.FiledOn is not null
            );
        }
        else if (threshold is { IsDisputed: true, Heads: { } heads })
        {
            yield return Made(asked, DutyKind.PlanByHeads, subject, fixedOn, [.. values, ("heads", heads.ToString())]);
        }
    }

    // Law of 3 October 2022, chapter 12 (R3.5): before 30 September, for the next calendar year; without a decision, one day.
    private static Duty? OwnNumber(DutyCase asked, DateOnly on)
    {
        if (PeriodOn(asked, on) is not { Class: SizeClass.Small } period || !asked.Employer.Facts.InScope)
        {
            return null;
        }
        var next = on.Year + 1;
        var said = asked.Employer.Facts.OptOuts.FirstOrDefault(own => own.Year == next);
        ImmutableArray<(string, string)> values =
        [
            ("year", Year(next)),
            .. Size(period.Class, period.Average),
            .. said is null ? Array.Empty<(string, string)>() : [("days", said.Days.ToString())],
        ];
        var made = Made(asked, DutyKind.OwnNumber, Year(next), on, values, said is not null);
        // Nobody is late who decides nothing: then the law's one day holds.
        return made is { State: DutyState.Late } ? null : made;
    }

    // The deposit is the sector's to make; an employer under the committee waits for it (R3.4).
    private static Duty? Agreements(DutyCase asked, int year)
    {
        var on = asked.Law.Law.DepositDeadline(new(year, 1, 1));
        var committees = asked
            .Workers.SelectMany(worker => worker.Committees)
            .Distinct()
            .Where(committee =>
                asked.Law.Law.KnowledgeOf(committee) is SectorKnowledge.InForce or SectorKnowledge.Proposed
                || asked.Employer.Schemes.Any(scheme => scheme.JointCommittee == committee)
            )
            .OrderBy(committee => committee.Digits, StringComparer.Ordinal)
            .ToList();
        return on.Year == year && committees.Count > 0
            ? Made(
                asked,
                DutyKind.AgreementDeposited,
                Year(year),
                on,
                [("year", Year(year)), ("next", Year(year + 1)), ("committees", string.Join(", ", committees))]
            )
            : null;
    }

    // Royal decree of 5 December 2017, art. 2 § 3: days followed are entered as soon as possible; no term names a quarter.
    private static Duty? WithoutTraining(DutyCase asked, Quarter quarter)
    {
        var inService = asked.Workers.Any(worker => worker.IsKept && worker.ServiceFrom <= quarter.LastDay);
        var hasAny = asked
            .Employer.Workers.SelectMany(worker => worker.Trainings)
            .Any(training => quarter.FirstDay <= training.EndOn && training.EndOn <= quarter.LastDay);
        return !inService || hasAny || quarter.LastDay < asked.KeptSince
            ? null
            : Made(
                asked,
                DutyKind.QuarterWithoutTraining,
                quarter.ToString(),
                quarter.LastDay.AddDays(1).AddMonths(DutyTerms.MonthsAsSoonAsPossible).AddDays(-1),
                [("quarter", quarter.ToString())]
            );
    }

    // Law of 3 October 2022, art. 50 § 2: told also where it begins after the year that is looked at, if the class changes.
    private static Duty? SizePeriod(DutyCase asked)
    {
        if (SizeOutlook.Of(new(asked.Employer, asked.Law, asked.On)) is not { } next)
        {
            return null;
        }
        var made = Made(
            next.IsChange ? asked with { Until = next.From } : asked,
            DutyKind.SizePeriod,
            Year(next.From.Year),
            next.From,
            [
                ("class", next.Class.ToString()),
                ("now", (next.Now ?? next.Class).ToString()),
                ("change", next.IsChange ? "yes" : "no"),
                ("average", next.Average.ToString()),
                ("quarters", string.Join(' ', next.Known)),
                ("reference", next.IsOfReference ? "yes" : "no"),
            ]
        );
        return made;
    }

    private static Duty? Declaration(DutyCase asked)
    {
        var declared = asked
            .Employer.Quarters.Where(quarter => !quarter.Declarations.IsEmpty)
            .Select(one => one.Quarter)
            .ToList();
        if (declared.Count == 0)
        {
            return null;
        }
        var next = declared.Max().AddQuarters(1);
        while (EmployerChecks.DueOn(next) < asked.KeptSince)
        {
            next = next.AddQuarters(1);
        }
        return Made(asked, DutyKind.Declaration, next.ToString(), EmployerChecks.DueOn(next), [("quarter", next.ToString())]);
    }

    // What lies too far ahead, or fell due before the employer was kept here, is none.
    private static Duty? Made(
        DutyCase asked,
        DutyKind kind,
        string subject,
        DateOnly on,
        ImmutableArray<(string, string)> values,
        bool isShownDone = false
    )
    {
        var said = asked.Said(kind, subject);
        var isDone = isShownDone || said is not null;
        var state = DutyTerms.StateOf(kind, on, asked.On, isDone);
        var isOver =
            on < asked.On
            && (state is DutyState.Done ? on.AddMonths(DutyTerms.MonthsDoneIsShown) < asked.On : IsForgotten(asked, kind, on));
        return on > asked.Until || isOver || (state is DutyState.Done && !isDone)
            ? null
            : new()
            {
                Kind = kind,
                Subject = subject,
                On = on,
                State = state,
                Values = values,
                Said = said,
            };
    }

    // A year later the next one stands in its place; the federal accounts are gone.
    private static bool IsForgotten(DutyCase asked, DutyKind kind, DateOnly on) =>
        on < asked.KeptSince || on.AddYears(1) <= asked.On || kind is DutyKind.FederalAccounts;

    private static SizePeriod? PeriodOn(DutyCase asked, DateOnly day) =>
        SizePeriods.UpTo(asked.Law, day) is [.., var last] ? last.Period : null;

    private static (string, string)[] Size(SizeClass size, Fraction? mean) =>
        mean is { } average ? [("class", size.ToString()), ("average", average.ToString())] : [("class", size.ToString())];

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
