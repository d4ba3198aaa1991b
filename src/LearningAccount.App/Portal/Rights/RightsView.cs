using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LawSettings = LearningAccount.Law.Facts.Settings;

namespace LearningAccount.App.Portal.Rights;

/// <summary>What an employer decided of its workers' right, and the agreements that hold for them, in words.</summary>
public sealed record RightsView
{
    /// <summary>Of each kind of decision so many are shown, the newest first.</summary>
    public const int Most = 100;

    public required EmployerView Employer { get; init; }
    public required IReadOnlyList<GrantLine> OwnNumbers { get; init; }
    public required IReadOnlyList<GrantLine> ExtraDays { get; init; }
    public required IReadOnlyList<GrantLine> Adjustments { get; init; }
    public required IReadOnlyList<CommitteeLines> Committees { get; init; }
    public required IReadOnlyList<SettingLine> Settings { get; init; }

    public static RightsView Of(EmployerView employer, Words words)
    {
        var (facts, workers) = (employer.Snapshot.Facts, employer.Snapshot.Workers);
        var all = words["rights.everybody"];
        return new()
        {
            Employer = employer,
            OwnNumbers =
            [
                .. facts
                    .OptOuts.Select(own => Line(own.Year, all, own.Days, own.Reason, own.Origin, "ownNumber", $"{own.Year}"))
                    .Concat(
                        workers.SelectMany(worker =>
                            worker.OptOuts.Select(own =>
                                OfWorker(own.Year, worker, own.Days, own.Reason, own, "workerOwnNumber", $"{own.Year}")
                            )
                        )
                    )
                    .OrderByDescending(line => line.Order),
            ],
            ExtraDays =
            [
                .. facts
                    .ExtraDays.Select(extra =>
                        Line(extra.Year, all, extra.Days, null, extra.Origin, "extraDays", $"{extra.Year}")
                    )
                    .Concat(
                        workers.SelectMany(worker =>
                            worker.ExtraDays.Select(extra =>
                                OfWorker(extra.Year, worker, extra.Days, extra.Reason, extra, "workerExtraDays", $"{extra.Year}")
                            )
                        )
                    )
                    .OrderByDescending(line => line.Order),
            ],
            Adjustments =
            [
                .. workers
                    .SelectMany(worker =>
                        worker.Adjustments.Select(one => new GrantLine
                        {
                            Order = one.OnDay,
                            When = words.ShortDate(one.OnDay),
                            For = WorkerNames.Listed(worker),
                            WorkerId = worker.WorkerId,
                            Days = words.Signed(one.Days),
                            Reason = one.Reason,
                            Source = PeriodWords.Source(employer.Snapshot.OriginOf(one), words),
                            Withdraw = one.IsByHand ? ("adjustment", $"{worker.WorkerId:D}.{one.AdjustmentId:D}") : null,
                        })
                    )
                    .OrderByDescending(line => line.Order),
            ],
            Committees = CommitteeLines.Of(employer, words),
            Settings = [.. DisputedPoints.All.Select(point => SettingLine.Of(point, employer.Snapshot.Settings, words))],
        };

        GrantLine Line(int year, string who, Fraction days, string? reason, Origin? origin, string what, string key) =>
            new()
            {
                Order = new(year, 1, 1),
                When = year.ToString(Words.Invariant),
                For = who,
                Days = words.Number(days),
                Reason = reason,
                Source = origin is null ? "" : PeriodWords.Source(origin, words),
                Withdraw = origin is { Kind: FactVersion.ByHand } ? (what, key) : null,
            };
        GrantLine OfWorker(
            int year,
            WorkerSnapshot worker,
            Fraction days,
            string? reason,
            FactVersion fact,
            string what,
            string key
        ) =>
            Line(
                year,
                WorkerNames.Listed(worker),
                days,
                reason,
                employer.Snapshot.OriginOf(fact),
                what,
                $"{worker.WorkerId:D}.{key}"
            ) with
            {
                WorkerId = worker.WorkerId,
            };
    }
}

/// <summary>Days somebody granted: when, to whom, how many, why, and what would withdraw them.</summary>
public sealed record GrantLine
{
    public required DateOnly Order { get; init; }
    public required string When { get; init; }
    public required string For { get; init; }

    /// <summary>Null: everybody.</summary>
    public Guid? WorkerId { get; init; }
    public required string Days { get; init; }
    public required string? Reason { get; init; }
    public required string Source { get; init; }

    /// <summary>Null: it came from a file.</summary>
    public required (string What, string Key)? Withdraw { get; init; }
}

/// <summary>A setting as it is.</summary>
public sealed record SettingLine(string Name, string Title, string Value, bool IsDefault)
{
    public static SettingLine Of(DisputedPoint point, LawSettings settings, Words words)
    {
        var value = point.ValueIn(settings);
        return new(
            point.Name,
            words[$"settings.{point.Name}"],
            point.WordsOf(value, words),
            string.Equals(value, point.Default, StringComparison.Ordinal)
        );
    }
}

/// <summary>A joint committee of the employer's workers and the agreements known for it.</summary>
public sealed record CommitteeLines(string Committee, int Workers, string Statement, IReadOnlyList<AgreementLine> Agreements)
{
    internal static IReadOnlyList<CommitteeLines> Of(EmployerView employer, Words words)
    {
        var on = employer.Dates.On;
        return
        [
            .. employer
                .Snapshot.Workers.SelectMany(worker =>
                    worker
                        .Employments.Law.Where(work => work.Start <= on && !(work.End < on) && work.JointCommittee is not null)
                        .Select(work => (worker.WorkerId, Committee: work.JointCommittee!.Value))
                        .Distinct()
                )
                .GroupBy(work => work.Committee, work => work.WorkerId)
                .OrderByDescending(committee => committee.Count())
                .Select(committee => Of(employer, committee.Key, committee.Distinct().Count(), words)),
        ];
    }

    private static CommitteeLines Of(EmployerView employer, JointCommittee committee, int workers, Words words)
    {
        var (facts, versions) = (employer.Snapshot.Facts.Schemes, employer.Snapshot.Schemes);
        var own = Enumerable
            .Range(0, facts.Length)
            .Where(place => IsOf(facts[place].JointCommittee, committee))
            .Select(place => (Row: facts[place], Said: versions[place]))
            .ToList();
        var shipped = employer.Law.SchemesOf(committee);
        var proposals = employer.Law.Proposals.Where(value => IsOf(value.Row.JointCommittee, committee)).ToList();
        var code = own.Count > 0 ? "own" : $"{employer.Law.KnowledgeOf(committee)}";
        return new(
            committee.ToString(),
            workers,
            words[$"rights.knowledge.{code}"],
            [
                .. own.Select(one =>
                        AgreementLine.Of(one.Row, "own", PeriodWords.Source(one.Row.Origin!, words), employer, words) with
                        {
                            Withdraw = one.Said.IsByHand ? one.Said.SchemeId.ToString("D") : null,
                        }
                    )
                    .Concat(
                        shipped.Select(value =>
                            AgreementLine.Of(value.Row, value.IsAdded ? "added" : "shipped", value.Source, employer, words)
                        )
                    )
                    .Concat(proposals.Select(value => AgreementLine.Of(value.Row, "proposal", value.Source, employer, words))),
            ]
        );
    }

    private static bool IsOf(JointCommittee row, JointCommittee committee) =>
        row == committee || (committee.Parent is { } parent && IsOf(row, parent));
}

/// <summary>One dated value of an agreement.</summary>
/// <param name="Standing"><c>own</c>, <c>shipped</c>, <c>added</c>, or <c>proposal</c>: not in force.</param>
/// <param name="IsNow">It is of the day and the class of the employer on that day.</param>
public sealed record AgreementLine(
    string Period,
    string For,
    string Right,
    string Registration,
    string Source,
    string Standing,
    bool IsNow
)
{
    /// <summary>What withdraws it; null: it is not the employer's to withdraw.</summary>
    public string? Withdraw { get; init; }

    internal static AgreementLine Of(SchemeRow row, string standing, string source, EmployerView employer, Words words)
    {
        var on = employer.Dates.On;
        var from = row.BindingFrom is { } binding && binding > row.From ? binding : row.From;
        return new(
            PeriodWords.Of(row.From, row.To, words),
            string.Join(
                ", ",
                words[$"rights.class.{(row.Class is { } size ? CodeText.Of(size) : "all")}"],
                words[$"rights.worker.{CodeText.Of(row.Worker)}"]
            ),
            row switch
            {
                { Kind: SchemeKind.Collective } => words["rights.collective"],
                { Days: { } days } => words.Days(days),
                { Hours: { } hours } => words.Of("rights.hours", ("hours", words.Short(hours))),
                _ => words["rights.numberUnknown"],
            },
            row.Registration ?? "",
            source,
            standing,
            standing is not "proposal" && from <= on && !(row.To < on)
        );
    }
}
