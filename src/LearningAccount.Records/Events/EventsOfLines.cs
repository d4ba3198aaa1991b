using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Events;

/// <summary>A line of a journal as the feed comes upon it.</summary>
internal sealed record FeedLine
{
    public required Guid EmployerId { get; init; }
    public required long Seq { get; init; }

    /// <summary>Among the lines of all journals.</summary>
    public required long Position { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string Action { get; init; }
}

/// <summary>
/// Makes events of what lines of one employer's journal wrote and closed. One event a thing, whatever of it changed; no values: who
/// follows reads them where they are.
/// </summary>
internal static class EventsOfLines
{
    private static readonly FrozenDictionary<string, string> OfEmployer = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Tables.Employer.Name] = "numbers",
        [Tables.EmployerProfile.Name] = "profile",
        [Tables.SaidSizeClass.Name] = "sizeClasses",
        [Tables.DeclaredSize.Name] = "declaredSizes",
        [Tables.Scheme.Name] = "schemes",
        [Tables.OptOut.Name] = "optOuts",
        [Tables.ExtraDays.Name] = "extraDays",
        [Tables.Setting.Name] = "settings",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> OfWorker = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Tables.Worker.Name] = "person",
        [Tables.WorkerIdentity.Name] = "identity",
        [Tables.Occupation.Name] = "occupations",
        [Tables.Contract.Name] = "contracts",
        [Tables.Suspension.Name] = "suspensions",
        [Tables.DimonaPeriod.Name] = "dimona",
        [Tables.Adjustment.Name] = "adjustments",
        [Tables.WorkerOptOut.Name] = "optOuts",
        [Tables.WorkerExtraDays.Name] = "extraDays",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes of what can change of an employer or a worker.</summary>
    public static IEnumerable<string> ChangeCodes => OfEmployer.Values.Concat(OfWorker.Values).Distinct(StringComparer.Ordinal);

    /// <param name="lines">Of one employer.</param>
    /// <returns>By line, in their order.</returns>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<(EventPlace Place, Told Event)>>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<long> lines,
        CancellationToken cancel
    )
    {
        var found = new Found(connection, employerId, string.Join(", ", lines.Select(Text)));
        var touched = await found.Tables(cancel);
        var told = lines.ToDictionary(line => line, _ => new SortedDictionary<EventPlace, Told>());
        foreach (var (table, code) in OfEmployer.Where(table => touched.ContainsKey(table.Key)))
        {
            foreach (var line in touched[table].Lines)
            {
                var isFirst = table == Tables.Employer.Name && touched[table].Closed == 0;
                Add(
                    told[line],
                    new(isFirst ? EventKind.EmployerRegistered : EventKind.EmployerChanged, employerId, null) { Changed = [code] }
                );
            }
        }
        foreach (var (table, code) in OfWorker.Where(table => touched.ContainsKey(table.Key)))
        {
            foreach (var of in await found.Facts(table, "worker_id", "null", touched[table].Closed > 0, cancel))
            {
                var isFirst = table == Tables.Worker.Name && of is { Written: true, Closed: false };
                Add(
                    told[of.Line],
                    new(isFirst ? EventKind.WorkerRegistered : EventKind.WorkerChanged, of.Subject, of.WorkerId)
                    {
                        Changed = [code],
                    }
                );
            }
        }
        await AddTrainings(found, touched, told, cancel);
        await AddRest(found, touched, told, cancel);
        return told.ToDictionary(
            line => line.Key,
            line => (IReadOnlyList<(EventPlace, Told)>)[.. line.Value.Select(one => (one.Key, one.Value))]
        );
    }

    private static async Task AddTrainings(
        Found found,
        Dictionary<string, Touched> touched,
        Dictionary<long, SortedDictionary<EventPlace, Told>> told,
        CancellationToken cancel
    )
    {
        if (!touched.TryGetValue(Tables.Training.Name, out var training))
        {
            return;
        }
        foreach (var of in await found.Facts(Tables.Training.Name, "training_id", "status", training.Closed > 0, cancel))
        {
            var kind =
                !of.Written || of.State == ColumnText.Of(TrainingStatus.Cancelled) ? EventKind.TrainingCancelled
                : of.Closed ? EventKind.TrainingChanged
                : EventKind.TrainingRegistered;
            Add(told[of.Line], new(kind, of.Subject, of.WorkerId));
        }
    }

    private static async Task AddRest(
        Found found,
        Dictionary<string, Touched> touched,
        Dictionary<long, SortedDictionary<EventPlace, Told>> told,
        CancellationToken cancel
    )
    {
        if (touched.ContainsKey(Tables.CorrectionRequest.Name))
        {
            foreach (var of in await found.Facts(Tables.CorrectionRequest.Name, "request_id", "step", false, cancel))
            {
                Add(told[of.Line], new(EventKind.CorrectionStepTaken, of.Subject, of.WorkerId) { Step = of.State });
            }
        }
        if (touched.ContainsKey(Tables.Import.Name))
        {
            foreach (var of in await found.Facts(Tables.Import.Name, "import_id", "state", false, cancel))
            {
                Add(
                    told[of.Line],
                    new(of.State is "undone" ? EventKind.ImportUndone : EventKind.ImportCompleted, of.Subject, null)
                );
            }
        }
    }

    // Several tables tell of one employer or worker: one event, with all that changed.
    private static void Add(SortedDictionary<EventPlace, Told> line, Told told)
    {
        var place = new EventPlace(GroupOf(told.Kind), told.Subject);
        line[place] = line.TryGetValue(place, out var known)
            ? known with
            {
                Kind = (EventKind)Math.Min((int)known.Kind, (int)told.Kind),
                Changed = [.. known.Changed.Union(told.Changed, StringComparer.Ordinal)],
            }
            : told;
    }

    private static int GroupOf(EventKind kind) =>
        kind switch
        {
            EventKind.EmployerRegistered or EventKind.EmployerChanged => 0,
            EventKind.WorkerRegistered or EventKind.WorkerChanged => 1,
            EventKind.TrainingRegistered or EventKind.TrainingChanged or EventKind.TrainingCancelled => 2,
            EventKind.CorrectionStepTaken => 3,
            _ => 4,
        };

    private static string Text(long line) => line.ToString(CultureInfo.InvariantCulture);

    /// <summary>An event without its line.</summary>
    internal sealed record Told(EventKind Kind, Guid Subject, Guid? WorkerId)
    {
        public ImmutableArray<string> Changed { get; init; } = [];
        public string? Step { get; init; }
    }

    private sealed record Touched(IReadOnlyList<long> Lines, long Closed);

    /// <summary>One thing that a line wrote a version of, closed one of, or both.</summary>
    private sealed record Fact(long Line, Guid Subject, Guid? WorkerId, string? State, bool Written, bool Closed);

    private sealed record Content
    {
        public required string TableName { get; init; }
        public required long Seq { get; init; }
        public required long Closed { get; init; }
    }

    private sealed record Row
    {
        public required long Line { get; init; }
        public required Guid Subject { get; init; }
        public required Guid? WorkerId { get; init; }
        public required string? State { get; init; }
    }

    // The lines are numbers: nothing else can stand in the list.
    private sealed class Found(DbConnection connection, Guid employerId, string lines)
    {
        public async Task<Dictionary<string, Touched>> Tables(CancellationToken cancel)
        {
            var contents = await connection.QueryAsync<Content>(
                new(
                    $"select table_name, seq, closed from journal_content where employer_id = @employerId and seq in ({lines})",
                    new { employerId },
                    cancellationToken: cancel
                )
            );
            return contents
                .GroupBy(content => content.TableName, StringComparer.Ordinal)
                .ToDictionary(
                    table => table.Key,
                    table => new Touched([.. table.Select(one => one.Seq)], table.Sum(one => one.Closed)),
                    StringComparer.Ordinal
                );
        }

        public async Task<List<Fact>> Facts(string table, string subject, string state, bool withClosed, CancellationToken cancel)
        {
            var facts = new Dictionary<(long Line, Guid Subject), Fact>();
            foreach (var row in await Rows(table, subject, state, "recorded", cancel))
            {
                facts[(row.Line, row.Subject)] = new(row.Line, row.Subject, row.WorkerId, row.State, true, false);
            }
            foreach (var row in withClosed ? await Rows(table, subject, state, "superseded", cancel) : [])
            {
                var key = (row.Line, row.Subject);
                facts[key] = facts.TryGetValue(key, out var written)
                    ? written with
                    {
                        Closed = true,
                    }
                    : new(row.Line, row.Subject, row.WorkerId, null, false, true);
            }
            return [.. facts.Values];
        }

        private async Task<List<Row>> Rows(string table, string subject, string state, string clock, CancellationToken cancel)
        {
            var worker = table == LearningAccount.Records.Storage.Tables.Import.Name ? "null" : "worker_id";
            var rows = await connection.QueryAsync<Row>(
                new(
                    $"""
                    select distinct {clock} as line, {subject} as subject, {worker} as worker_id, {state} as state
                    from {table} where employer_id = @employerId and {clock} in ({lines})
                    """,
                    new { employerId },
                    cancellationToken: cancel
                )
            );
            return rows.AsList();
        }
    }
}
