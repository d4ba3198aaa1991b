using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Finds what goes with persons besides versions of facts: ways to sign in, mail, files, words in journals.</summary>
internal sealed class PlanState(DbConnection connection, Guid employerId, ErasedVersions versions, CancellationToken cancel)
{
    /// <summary>What stands in the place of an author who was erased.</summary>
    public const string Gone = "(erased)";

    /// <param name="looksBefore">Looks before that go too; null: only those at these workers.</param>
    /// <param name="isPartly">The account stays: in the journal the person keeps its name, and loses its address.</param>
    public async Task<ErasedState> Of(
        IReadOnlyCollection<DuePerson> persons,
        NamesOf named,
        DateTimeOffset? looksBefore,
        bool isPartly
    )
    {
        Guid[] workers = [.. persons.SelectMany(person => person.Workers)];
        var users = workers.Length == 0 ? [] : await Users(workers);
        var gone = users.Where(user => user.IsGone).ToList();
        foreach (var user in gone)
        {
            versions.Add(JournalLine.Instance, Tables.PortalUser, await OfUser(user.UserId));
        }
        var emails = named.With(gone.Select(user => user.Email));
        return new()
        {
            Workers = workers,
            Users = [.. users.Select(user => user.UserId)],
            UsersGone = [.. gone.Select(user => user.UserId)],
            Notices = await Ids(Tables.Notice, "notice_id"),
            Requests = await Ids(Tables.CorrectionRequest, "request_id"),
            Documents = await Ids(Tables.IssuedDocument, "document_id"),
            Attachments = await Attachments(),
            Lines = workers.Length == 0 ? [] : await Lines(emails, isPartly),
            LooksBefore = looksBefore ?? DateTimeOffset.MinValue,
        };
    }

    /// <summary>How many looks and mails that is.</summary>
    public static async Task<(long Looks, long Mail)> CountsOf(
        DbConnection connection,
        Guid employerId,
        ErasedState state,
        CancellationToken cancel
    )
    {
        var asked = StateKeys(employerId, state);
        return (
            await connection.ExecuteScalarAsync<long>(
                new($"select count(*) from look where {LooksOf(connection)}", asked, cancellationToken: cancel)
            ),
            await connection.ExecuteScalarAsync<long>(
                new($"select count(*) from outbox where {MailOf(connection)}", asked, cancellationToken: cancel)
            )
        );
    }

    internal static object StateKeys(Guid employerId, ErasedState state) =>
        new
        {
            employerId,
            before = state.LooksBefore,
            keys = ReadVersions.List(
                state.Workers.Concat(state.UsersGone).Concat(state.Users).Concat(state.Requests).Select(ColumnText.Of)
            ),
        };

    internal static string LooksOf(DbConnection connection) =>
        $"employer_id = @employerId and (looked_at < @before or worker_id in ({Database.ManyKeys(connection)}))";

    internal static string MailOf(DbConnection connection) =>
        $"""
            employer_id = @employerId
              and (user_id in ({Database.ManyKeys(connection)}) or request_id in ({Database.ManyKeys(connection)}))
            """;

    /// <summary>Who signs in as one of these workers, and whether that is all the person is here.</summary>
    private async Task<IReadOnlyList<SignedIn>> Users(Guid[] workers)
    {
        var keys = Database.ManyKeys(connection);
        return
        [
            .. await connection.QueryAsync<SignedIn>(
                new(
                    $"""
                    select u.user_id, u.email,
                      case when u.is_operator = 0 and not exists (
                          select 1 from access_grant as g where g.user_id = u.user_id and g.superseded is null
                          and (g.employer_id <> @employerId or g.worker_id is null or g.worker_id not in ({keys})))
                        and not exists (
                          select 1 from worker as w where w.person_id = u.person_id and w.superseded is null
                          and (w.employer_id <> @employerId or w.worker_id not in ({keys})))
                        then 1 else 0 end as IsGone
                    from portal_user as u
                    where u.superseded is null and (
                      u.user_id in (select g.user_id from access_grant as g where g.employer_id = @employerId and g.worker_id in ({keys}))
                      or u.person_id in (select w.person_id from worker as w where w.employer_id = @employerId and w.worker_id in ({keys})))
                    """,
                    new { employerId, keys = ReadVersions.List(workers.Select(ColumnText.Of)) },
                    cancellationToken: cancel
                )
            ),
        ];
    }

    private async Task<IEnumerable<VersionPlace>> OfUser(Guid userId) =>
        (
            await ReadVersions.Query<PortalUserVersion>(
                connection,
                $"select {Tables.PortalUser.ColumnList} from portal_user where employer_id = @Instance and user_id = @userId",
                new { JournalLine.Instance, userId },
                cancel
            )
        ).Select(version => new VersionPlace(version.Recorded, version.Place, version.Superseded));

    /// <summary>What facts that go are known by, as other tables name them.</summary>
    private async Task<IReadOnlyList<Guid>> Ids(BulkTable table, string column)
    {
        var going = Going(table);
        if (going.Count == 0)
        {
            return [];
        }
        var all = await connection.QueryAsync<(Guid Id, long Recorded, long Place)>(
            new(
                $"select {column}, recorded, place from {table.Name} where employer_id = @employerId",
                new { employerId },
                cancellationToken: cancel
            )
        );
        return [.. all.Where(one => going.Contains((one.Recorded, one.Place))).Select(one => one.Id).Distinct()];
    }

    private HashSet<(long Recorded, long Place)> Going(BulkTable table) =>
        versions
            .Of(employerId)
            .Where(one => ReferenceEquals(one.Table, table))
            .SelectMany(one => one.Versions)
            .Select(version => (version.Recorded, version.Place))
            .ToHashSet();

    /// <summary>The files of which no version stays.</summary>
    private async Task<IReadOnlyList<string>> Attachments()
    {
        var going = Going(Tables.Attachment);
        if (going.Count == 0)
        {
            return [];
        }
        var all = await ReadVersions.Query<AttachmentVersion>(
            connection,
            $"select {Tables.Attachment.ColumnList} from attachment where employer_id = @employerId",
            new { employerId },
            cancel
        );
        return
        [
            .. all.GroupBy(file => file.Hash, StringComparer.Ordinal)
                .Where(file => file.All(version => going.Contains((version.Recorded, version.Place))))
                .Select(file => file.Key),
        ];
    }

    /// <summary>The lines of the employer's journal, and of that of the installation, that one of them wrote or that name one.</summary>
    private async Task<IReadOnlyList<(Guid Chain, long Line, string Actor, string? Why)>> Lines(NamesOf named, bool isPartly)
    {
        var found = new List<(Guid, long, string, string?)>();
        foreach (var chain in (Guid[])[employerId, JournalLine.Instance])
        {
            var lines = await connection.QueryAsync<JournalLine>(
                new(
                    $"select {ReadJournal.Columns} from journal where employer_id = @chain order by seq",
                    new { chain },
                    cancellationToken: cancel
                )
            );
            foreach (var line in lines)
            {
                var actor =
                    !named.IsAuthor(line.Actor) ? line.Actor
                    : isPartly ? WithoutAddress(line.Actor)
                    : Gone;
                var why = !isPartly && named.StandIn(line.Why) ? null : line.Why;
                if (actor != line.Actor || why != line.Why)
                {
                    found.Add((chain, line.Seq, actor, why));
                }
            }
        }
        return found;
    }

    private static string WithoutAddress(string actor) => actor.LastIndexOf('<') is > 0 and var at ? actor[..at].TrimEnd() : Gone;

    private sealed record SignedIn
    {
        public required Guid UserId { get; init; }
        public required string Email { get; init; }
        public required bool IsGone { get; init; }
    }
}
