using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Says what is due to be erased, to the last version, without erasing anything.</summary>
internal sealed class PlanErasure(DbConnection connection, EmployerSnapshot snapshot, DateOnly today, CancellationToken cancel)
{
    private readonly ErasedVersions versions = new();
    private RetentionRules rules = RetentionRules.Default;

    private Guid EmployerId => snapshot.Employer.EmployerId;

    /// <summary>All whose term is over.</summary>
    public async Task<ErasurePlan> OfRetention()
    {
        rules = await RetentionRules.Of(connection, EmployerId, cancel);
        var left = await new FindDue(connection, snapshot, cancel).Left();
        var due = left.Where(person => person.EndedOn <= rules.EndedBy(RetentionKind.Account, today)).ToList();
        ImmutableArray<DuePerson> persons = [.. due.Where(person => person.Held is null)];
        await AddPersons(persons);
        await AddOfKind(left, RetentionKind.Attachments, Tables.Attachment);
        await AddOfKind(left, RetentionKind.Notices, Tables.Notice);
        await AddOfKind(left, RetentionKind.Documents, Tables.IssuedDocument);
        await AddOfKind(left, RetentionKind.Documents, Tables.DocumentStep);
        await AddOfKind(left, RetentionKind.Corrections, Tables.CorrectionRequest);
        await AddOfKind(left, RetentionKind.Corrections, Tables.PrivacyRequest);
        return await End(
            ErasureCause.Retention,
            persons,
            [.. due.Where(person => person.Held is not null)],
            Knowledge.EndOf(rules.EndedBy(RetentionKind.Looks, today))
        );
    }

    /// <summary>
    /// All of one worker whose term is over; of a worker whose term is not, what no duty and no claim asks to keep (GDPR, art. 17 (3)
    /// (b) and (e)): the address for mail, the way in, who looked.
    /// </summary>
    public async Task<ErasurePlan> OfRequest(Guid worker)
    {
        rules = await RetentionRules.Of(connection, EmployerId, cancel);
        var left = await new FindDue(connection, snapshot, cancel).Left();
        var asks = left.FirstOrDefault(person => person.Workers.Contains(worker));
        if (asks is not null && asks.EndedOn <= rules.EndedBy(RetentionKind.Account, today))
        {
            await AddPersons([asks]);
            return await End(ErasureCause.Request, [asks], [], looksBefore: null);
        }
        ImmutableArray<Guid> workers = [.. snapshot.AliasesOf(worker)];
        versions.Add(
            EmployerId,
            Tables.WorkerIdentity,
            await OfWorkers(Tables.WorkerIdentity, workers, "and t.email is not null")
        );
        versions.Add(EmployerId, Tables.AccessGrant, await OfWorkers(Tables.AccessGrant, workers, ""));
        var of = new DuePerson(worker, workers, snapshot.Worker(worker), today);
        return await End(ErasureCause.Request, [], [], looksBefore: null, partly: of);
    }

    private async Task AddPersons(IReadOnlyCollection<DuePerson> persons)
    {
        Guid[] workers = [.. persons.SelectMany(person => person.Workers)];
        if (workers.Length == 0)
        {
            return;
        }
        // The lists of attendance and other files of trainings these workers followed together with others.
        versions.Add(
            EmployerId,
            Tables.Attachment,
            await Places(
                $"""
                attachment as t where t.employer_id = @EmployerId and t.worker_id is null and t.occasion_id in (
                  select coalesce(f.occasion_id, f.training_id) from training as f
                  where f.employer_id = @EmployerId and f.worker_id in ({Keys}))
                """,
                workers
            )
        );
        foreach (var table in Tables.All.Where(table => table.HasWorker))
        {
            versions.Add(EmployerId, table, await OfWorkers(table, workers, ""));
        }
        await AddNumbers(workers);
    }

    /// <summary>The numbers of persons whom no other employer knows, in whichever journal they are told.</summary>
    private async Task AddNumbers(Guid[] workers)
    {
        var rows = await connection.QueryAsync<NumberPlace>(
            new(
                $"""
                select n.employer_id, n.recorded, n.place, n.superseded from person_number as n
                where n.person_id in (
                  select w.person_id from worker as w where w.employer_id = @EmployerId and w.worker_id in ({Keys}))
                and not exists (
                  select 1 from worker as o where o.person_id = n.person_id
                  and (o.employer_id <> @EmployerId or o.worker_id not in ({Keys})))
                """,
                new { EmployerId, keys = ReadVersions.List(workers.Select(ColumnText.Of)) },
                cancellationToken: cancel
            )
        );
        foreach (var chain in rows.GroupBy(row => row.EmployerId))
        {
            versions.Add(
                chain.Key,
                Tables.PersonNumber,
                chain.Select(row => new VersionPlace(row.Recorded, row.Place, row.Superseded))
            );
        }
    }

    private async Task AddOfKind(ImmutableArray<DuePerson> left, RetentionKind kind, BulkTable table)
    {
        var ended = rules.EndedBy(kind, today);
        Guid[] workers =
        [
            .. left.Where(person => person.Held is null && person.EndedOn <= ended).SelectMany(person => person.Workers),
        ];
        if (workers.Length > 0)
        {
            versions.Add(EmployerId, table, await OfWorkers(table, workers, ""));
        }
    }

    private async Task<ErasurePlan> End(
        ErasureCause cause,
        ImmutableArray<DuePerson> persons,
        ImmutableArray<DuePerson> held,
        DateTimeOffset? looksBefore,
        DuePerson? partly = null
    )
    {
        var concerned = partly is null ? persons : [partly];
        var named = await NamesOf.Read(connection, snapshot, concerned, cancel);
        var files = cause is ErasureCause.Retention || persons.Length > 0 ? await Files(persons, named) : [];
        var state = await new PlanState(connection, EmployerId, versions, cancel).Of(
            concerned,
            named,
            looksBefore,
            partly is not null
        );
        var (looks, mail) = await PlanState.CountsOf(connection, EmployerId, state, cancel);
        return new()
        {
            EmployerId = EmployerId,
            Cause = cause,
            Today = today,
            Seq = snapshot.Seq,
            Rules = rules,
            Persons = persons,
            Held = held,
            Counts = versions.Counts(),
            Files = files,
            Lines = state.Lines.Count,
            Looks = looks,
            Mail = mail,
            Users = state.UsersGone.Count,
            Versions = versions,
            State = state,
        };
    }

    /// <summary>
    /// The files whose term is over, with what became of their rows; and before it, the files in which somebody who goes stands:
    /// nobody can be struck out of a file that is kept as it came. A file that came in several times, or of several employers, is
    /// kept once: its term is over when that of each is.
    /// </summary>
    private async Task<ImmutableArray<ErasedFile>> Files(IReadOnlyCollection<DuePerson> persons, NamesOf named)
    {
        var imports = (
            await connection.QueryAsync<ImportPlace>(
                new(
                    """
                    select i.import_id, i.file_name, i.file_hash, min(j.recorded_at) as at,
                      case when exists (select 1 from import_content as c where c.hash = i.file_hash and c.part = 0)
                        then 1 else 0 end as is_kept
                    from import as i join journal as j on j.employer_id = i.employer_id and j.seq = i.recorded
                    where i.employer_id = @EmployerId group by i.import_id, i.file_name, i.file_hash
                    """,
                    new { EmployerId },
                    cancellationToken: cancel
                )
            )
        ).AsList();
        var ended = rules.EndedBy(RetentionKind.Files, today);
        var over = imports.Where(import => Knowledge.DayOf(import.At) <= ended).Select(import => import.ImportId).ToHashSet();
        var naming = persons.Count == 0 ? [] : await Naming(persons, named);
        foreach (var import in over)
        {
            versions.Add(EmployerId, Tables.ImportRow, await OfImport(Tables.ImportRow, import, ""));
            versions.Add(
                EmployerId,
                Tables.ImportedCounter,
                await OfImport(Tables.ImportedCounter, import, "and t.worker_id is null")
            );
        }
        // Still to be shown by an import of this employer, or of another.
        var within = imports
            .Where(import => !over.Contains(import.ImportId))
            .Select(import => import.FileHash)
            .ToHashSet(StringComparer.Ordinal);
        var sought = imports.Where(import => import.IsKept).Select(import => import.FileHash);
        within.UnionWith(
            await FilesOfOthers.WithinTerm(connection, EmployerId, sought.Except(within, StringComparer.Ordinal), today, cancel)
        );
        return
        [
            .. from import in imports
            where import.IsKept
            where naming.Contains(import.ImportId) || (over.Contains(import.ImportId) && !within.Contains(import.FileHash))
            orderby import.At
            select new ErasedFile(
                import.ImportId,
                import.FileName,
                import.FileHash,
                Knowledge.DayOf(import.At),
                !over.Contains(import.ImportId)
            ),
        ];
    }

    /// <summary>The imports in which they stand; rows of them that were wrong, and so are nobody's, go with them.</summary>
    private async Task<HashSet<Guid>> Naming(IReadOnlyCollection<DuePerson> persons, NamesOf named)
    {
        Guid[] workers = [.. persons.SelectMany(person => person.Workers)];
        var naming = (
            await connection.QueryAsync<Guid>(
                new(
                    $"select distinct import_id from import_row as t where t.employer_id = @EmployerId and t.worker_id in ({Keys})",
                    new { EmployerId, keys = ReadVersions.List(workers.Select(ColumnText.Of)) },
                    cancellationToken: cancel
                )
            )
        ).ToHashSet();
        var loose = await connection.QueryAsync<LooseRow>(
            new(
                """
                select import_id, recorded, place, superseded, details, original from import_row
                where employer_id = @EmployerId and worker_id is null and (original is not null or details is not null)
                """,
                new { EmployerId },
                cancellationToken: cancel
            )
        );
        foreach (var row in loose.Where(row => named.StandIn(row.Original) || named.StandIn(row.Details)))
        {
            naming.Add(row.ImportId);
            versions.Add(EmployerId, Tables.ImportRow, [new(row.Recorded, row.Place, row.Superseded)]);
        }
        return naming;
    }

    private string Keys => Database.ManyKeys(connection);

    private Task<IReadOnlyList<VersionPlace>> OfWorkers(BulkTable table, IEnumerable<Guid> workers, string and) =>
        Places($"{table.Name} as t where t.employer_id = @EmployerId and t.worker_id in ({Keys}) {and}", workers);

    private Task<IReadOnlyList<VersionPlace>> OfImport(BulkTable table, Guid import, string and) =>
        Places($"{table.Name} as t where t.employer_id = @EmployerId and t.import_id in ({Keys}) {and}", [import]);

    private async Task<IReadOnlyList<VersionPlace>> Places(string from, IEnumerable<Guid> keys) =>
        [
            .. (
                await connection.QueryAsync<PlaceRow>(
                    new(
                        $"select t.recorded, t.place, t.superseded from {from}",
                        new { EmployerId, keys = ReadVersions.List(keys.Select(ColumnText.Of)) },
                        cancellationToken: cancel
                    )
                )
            ).Select(row => new VersionPlace(row.Recorded, row.Place, row.Superseded)),
        ];

    private record PlaceRow
    {
        public required long Recorded { get; init; }
        public required long Place { get; init; }
        public required long? Superseded { get; init; }
    }

    private sealed record NumberPlace : PlaceRow
    {
        public required Guid EmployerId { get; init; }
    }

    private sealed record LooseRow : PlaceRow
    {
        public required Guid ImportId { get; init; }
        public required string? Details { get; init; }
        public required string? Original { get; init; }
    }

    private sealed record ImportPlace
    {
        public required Guid ImportId { get; init; }
        public required string FileName { get; init; }
        public required string FileHash { get; init; }
        public required DateTimeOffset At { get; init; }
        public required bool IsKept { get; init; }
    }
}
