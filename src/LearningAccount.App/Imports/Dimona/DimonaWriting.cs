using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.App.Imports.Dmfa;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>Takes the rows of a Dimona file and writes what each says of a period; what the period is, is made at each read.</summary>
internal sealed class DimonaWriting(ImportOptions options)
{
    public const string Origin = "dimona";

    private readonly Dictionary<(string? CompanyId, string? NssoNumber), Guid?> employers = [];
    private readonly Dictionary<Guid, List<WorkerIdentityVersion>> identities = [];
    private readonly HashSet<Statement> spoken = [];
    private readonly List<ReportRow> refused = [];

    /// <summary>Rows that have to be corrected, still to be answered.</summary>
    public IReadOnlyList<ReportRow> Refused => refused;

    public async Task<IReadOnlyList<ReportRow>> Take(
        IReadOnlyList<DimonaRow> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var decided = new List<DecidedRow>(rows.Count);
        foreach (var row in rows)
        {
            decided.Add(await Open(row, writing, cancel));
        }
        foreach (var ofEmployer in decided.Where(row => row.Outcome is null).GroupBy(row => row.EmployerId!.Value).ToList())
        {
            await Take(ofEmployer.Key, [.. ofEmployer], writing, cancel);
        }
        return [.. decided.Select(Answer).OfType<ReportRow>()];
    }

    /// <summary>What can be said of a row before it is known of whom it tells: whose it is, and whether it is of use.</summary>
    private async Task<DecidedRow> Open(DimonaRow row, ImportWriting writing, CancellationToken cancel)
    {
        var decided = new DecidedRow(row);
        if (row.IsRefused)
        {
            decided.Outcome = RowOutcome.Error;
        }
        else if (row.Kind != DimonaRowKind.Period)
        {
            decided.LeaveOut(
                row.Kind == DimonaRowKind.Daily ? "dimona.daily" : "dimona.refused",
                ("code", row.RefusedFor ?? "?")
            );
        }
        // Also what is left out belongs to its employer where that is known already.
        decided.EmployerId = decided.Outcome is null
            ? await Employer(row, writing, cancel)
            : employers.GetValueOrDefault((row.CompanyId, row.NssoNumber));
        if (decided.EmployerId is null && decided.Outcome is null)
        {
            decided.Outcome = RowOutcome.Error;
        }
        return decided;
    }

    private async Task<Guid?> Employer(DimonaRow row, ImportWriting writing, CancellationToken cancel)
    {
        var key = (row.CompanyId, row.NssoNumber);
        if (employers.TryGetValue(key, out var known) && known is not null)
        {
            return known;
        }
        var remarks = ImmutableArray.CreateBuilder<Anomaly>();
        var named = new NamedEmployer(row.CompanyId, row.NssoNumber, $"{row.Place}/EmployerId", Origin, writing.FileName);
        var employer = await DeclaringEmployer.Find(named, writing, remarks, cancel);
        row.Remarks.AddRange(remarks);
        return employers[key] = employer;
    }

    private async Task Take(Guid employerId, IReadOnlyList<DecidedRow> rows, ImportWriting writing, CancellationToken cancel)
    {
        foreach (var row in rows)
        {
            row.ReadNumber();
        }
        var numbers = rows.Select(row => row.Ssin).OfType<Ssin>().Distinct().ToList();
        var known = await KnownDimona.Read(writing, employerId, numbers, [.. rows.Select(row => row.Row)], cancel);
        var begun = rows.Where(row => row.Ssin is not null && MakesWorker(row.Row)).Select(row => row.Ssin!.Value).ToHashSet();
        var registered = await RegisterWorkers.Do(
            writing.Change,
            employerId,
            [.. begun.Where(number => !known.Workers.ContainsKey(number))],
            Origin,
            writing.FileName,
            cancel
        );
        foreach (var row in rows)
        {
            await FindWorker(employerId, row, known, registered, writing, cancel);
        }
        var telling = rows.Where(row => row is { WorkerId: not null, Outcome: null }).ToList();
        await Write(employerId, telling, writing, cancel);
        await Name(employerId, telling, writing, cancel);
    }

    /// <summary>Whoever has a contract by it becomes a worker here; students only when asked.</summary>
    private bool MakesWorker(DimonaRow row) =>
        row is { IsWhole: true, Cancelled: false }
        && (DimonaTypes.IsEmployment(row.WorkerType) || (options.RegisterStudents && DimonaTypes.IsStudent(row.WorkerType)));

    private async Task FindWorker(
        Guid employerId,
        DecidedRow decided,
        KnownDimona known,
        Dictionary<Ssin, RegisteredWorker> registered,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var row = decided.Row;
        if (decided.Outcome is not null)
        {
            return;
        }
        if (decided.Ssin is not { } number)
        {
            if (known.WorkerOfPeriod(row.PeriodId) is { } named)
            {
                decided.WorkerId = named;
                return;
            }
            await Suggest(employerId, decided, writing, cancel);
            return;
        }
        if (known.Workers.TryGetValue(number, out var worker))
        {
            decided.WorkerId = worker;
        }
        else if (registered.TryGetValue(number, out var added))
        {
            (decided.WorkerId, decided.IsNewWorker) = (added.WorkerId, true);
        }
        else if (row.Cancelled)
        {
            decided.LeaveOut("dimona.nothingToCancel");
        }
        else if (row.IsWhole)
        {
            decided.LeaveOut(DimonaTypes.IsStudent(row.WorkerType) ? "dimona.student" : "dimona.noContract");
        }
        else
        {
            decided.Fail("dimona.workerUnknown");
        }
    }

    /// <summary>Somebody without a national number is never taken for a worker by name alone; the answer says who it may be.</summary>
    private async Task Suggest(Guid employerId, DecidedRow decided, ImportWriting writing, CancellationToken cancel)
    {
        if (!identities.TryGetValue(employerId, out var all))
        {
            all = await ReadVersions.Now(writing.Connection, FactTables.WorkerIdentity, employerId, cancel);
            identities.Add(employerId, all);
        }
        var namesakes = await KnownDimona.Namesakes(writing, employerId, all, decided.Row, cancel);
        if (namesakes.Count != 1)
        {
            decided.Fail("dimona.ssinMissing");
            return;
        }
        decided.WorkerId = namesakes[0].WorkerId;
        decided.Fail("dimona.maybeWorker", ("worker", await KnownDimona.Called(writing, employerId, namesakes[0], cancel)));
    }

    private async Task Write(Guid employerId, List<DecidedRow> rows, ImportWriting writing, CancellationToken cancel)
    {
        var workers = rows.Select(row => row.WorkerId!.Value).Distinct().ToList();
        var said = (await ReadVersions.Now(writing.Connection, FactTables.DimonaPeriod, employerId, workers, cancel)).ToLookup(
            one => one.WorkerId
        );
        var known = said.SelectMany(one => one).Select(Statement.Of).ToHashSet();
        var added = new List<DimonaPeriodVersion>();
        foreach (var row in rows)
        {
            var version = Version(employerId, row, writing);
            var statement = Statement.Of(version);
            if (!spoken.Add(statement))
            {
                row.Outcome = RowOutcome.Duplicate;
                continue;
            }
            if (!known.Add(statement))
            {
                row.Outcome = RowOutcome.Unchanged;
                continue;
            }
            var before = said[version.WorkerId].Concat(added.Where(one => one.WorkerId == version.WorkerId)).ToList();
            var isKnown = before.Exists(one => IsOfSamePeriod(one, version));
            row.Outcome = isKnown || !row.Row.IsWhole ? RowOutcome.Changed : RowOutcome.New;
            added.Add(version);
            if (!row.Row.IsWhole && !DimonaPeriods.Of([.. before, version]).Any(period => IsBegunBy(period, version)))
            {
                row.Row.Remarks.Add(
                    new("dimona.periodUnknown", Severity.Warning, row.Row.Place) { Values = [("period", version.PeriodId!)] }
                );
            }
        }
        writing.Change.Insert(FactTables.DimonaPeriod, added);
    }

    private static bool IsOfSamePeriod(DimonaPeriodVersion one, DimonaPeriodVersion other) =>
        one.PeriodId is not null && other.PeriodId is not null
            ? string.Equals(one.PeriodId, other.PeriodId, StringComparison.Ordinal)
            : one.StartOn == other.StartOn;

    // Its start may come in the same row.
    private static bool IsBegunBy(DimonaPeriod period, DimonaPeriodVersion version) =>
        period.Start is not null && period.Statements.Contains(version);

    private static DimonaPeriodVersion Version(Guid employerId, DecidedRow decided, ImportWriting writing)
    {
        var row = decided.Row;
        return new()
        {
            EmployerId = employerId,
            Origin = Origin,
            OriginReference = string.Create(CultureInfo.InvariantCulture, $"{writing.FileName}:{row.Number}"),
            WorkerId = decided.WorkerId!.Value,
            StatementId = Guid.CreateVersion7(),
            Message = row.Message,
            PeriodId = row.PeriodId,
            StartOn = row.Start,
            EndOn = row.End,
            WorkerType = row.WorkerType,
            JointCommittee = row.Committee,
            Cancelled = row.Cancelled,
            SaidAt = string.Create(CultureInfo.InvariantCulture, $"{row.SaidOn:yyyy-MM-dd}T{row.SaidAt:HH:mm:ss.fff}"),
        };
    }

    /// <summary>Declarations hold no names: what Dimona tells of a person fills what nobody said.</summary>
    private static async Task Name(Guid employerId, List<DecidedRow> rows, ImportWriting writing, CancellationToken cancel)
    {
        var named = rows.Where(row => row.Row.FamilyName is not null && row.Outcome is RowOutcome.New or RowOutcome.Changed)
            .DistinctBy(row => row.WorkerId)
            .ToList();
        if (named.Count == 0)
        {
            return;
        }
        var workers = named.Select(row => row.WorkerId!.Value).ToList();
        var known = (
            await ReadVersions.Now(writing.Connection, FactTables.WorkerIdentity, employerId, workers, cancel)
        ).ToDictionary(one => one.WorkerId);
        var said = named
            .Where(row => known.GetValueOrDefault(row.WorkerId!.Value)?.FamilyName is null)
            .Select(row => Identity(employerId, row, writing));
        await SayIdentities.Do(writing.Change, employerId, [.. said], cancel);
    }

    private static WorkerIdentityVersion Identity(Guid employerId, DecidedRow decided, ImportWriting writing) =>
        new()
        {
            EmployerId = employerId,
            Origin = Origin,
            OriginReference = string.Create(CultureInfo.InvariantCulture, $"{writing.FileName}:{decided.Row.Number}"),
            WorkerId = decided.WorkerId!.Value,
            FamilyName = decided.Row.FamilyName,
            GivenNames = decided.Row.GivenNames,
            BirthDate = decided.Row.BornOn is { } born ? ColumnText.Of(born) : null,
            BirthPlace = null,
            Domicile = null,
            Language = null,
            Email = null,
            Sex = null,
            OwnReference = null,
        };

    /// <summary>The answer to a row; null where it is given last, with the row as it came.</summary>
    private ReportRow? Answer(DecidedRow decided)
    {
        var answer = new ReportRow(decided.Row.Number, decided.Outcome!.Value)
        {
            EmployerId = decided.EmployerId,
            WorkerId = decided.WorkerId,
            Remarks = [.. decided.Row.Remarks],
        };
        if (decided.Outcome != RowOutcome.Error || refused.Count >= ImportLimits.OriginalsKept)
        {
            return answer;
        }
        refused.Add(answer);
        return null;
    }

    /// <summary>What makes two statements the same, whoever brought them.</summary>
    private readonly record struct Statement(
        Guid Worker,
        DimonaMessage Message,
        string? Period,
        DateOnly? Start,
        DateOnly? End,
        string? Type,
        string? Committee,
        bool Cancelled,
        string SaidAt
    )
    {
        public static Statement Of(DimonaPeriodVersion one) =>
            new(
                one.WorkerId,
                one.Message,
                one.PeriodId,
                one.StartOn,
                one.EndOn,
                one.WorkerType,
                one.JointCommittee,
                one.Cancelled,
                one.SaidAt
            );
    }

    /// <summary>A row while it is being decided.</summary>
    private sealed class DecidedRow(DimonaRow row)
    {
        public DimonaRow Row => row;
        public Guid? EmployerId { get; set; }
        public Ssin? Ssin { get; private set; }
        public Guid? WorkerId { get; set; }
        public bool IsNewWorker { get; set; }
        public RowOutcome? Outcome { get; set; }

        public void ReadNumber()
        {
            if (row.Ssin is null)
            {
                return;
            }
            if (LearningAccount.Law.Ssin.TryParseDigits(row.Ssin, out var ssin, out var why))
            {
                Ssin = ssin;
                return;
            }
            Fail(why == NumberFault.Check ? "dimona.ssinCheck" : "dimona.ssinWrong");
        }

        public void Fail(string code, params ImmutableArray<(string, string)> values)
        {
            Outcome = RowOutcome.Error;
            row.Remarks.Add(new(code, Severity.Error, row.Place) { Values = values });
        }

        public void LeaveOut(string code, params ImmutableArray<(string, string)> values)
        {
            Outcome = RowOutcome.LeftOut;
            row.Remarks.Add(new(code, Severity.Warning, row.Place) { Values = code is "dimona.refused" ? values : [] });
        }
    }
}
