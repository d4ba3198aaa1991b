using System.Data.Common;
using System.Text.Json;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>A notice as its worker sees it.</summary>
public sealed record ToldNotice(NoticeVersion Notice, IReadOnlyDictionary<string, string> Stated, bool IsRead);

/// <summary>Reads what a worker was told, and keeps what was read.</summary>
public sealed class ReadNotices(Database database)
{
    /// <summary>The newest first.</summary>
    /// <param name="workerIds">The worker, and whoever turned out to be the same person.</param>
    public async Task<IReadOnlyList<ToldNotice>> Of(
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var notices = await ReadVersions.Now(connection, Tables.Notice, employerId, workerIds, cancel);
        var read = await Read(connection, employerId, notices, cancel);
        return
        [
            .. notices
                .OrderByDescending(notice => notice.Recorded)
                .ThenByDescending(notice => notice.Place)
                .Select(notice => new ToldNotice(
                    notice,
                    JsonSerializer.Deserialize<Dictionary<string, string>>(notice.Stated)!,
                    read.Contains(notice.NoticeId)
                )),
        ];
    }

    /// <summary>The worker has them before its eyes.</summary>
    public async Task MarkRead(Guid employerId, IEnumerable<Guid> noticeIds, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        foreach (var noticeId in noticeIds)
        {
            await database.WriteState(
                "insert into notice_read (employer_id, notice_id, read_at) values (@employerId, @noticeId, @now) on conflict do nothing",
                new
                {
                    employerId,
                    noticeId,
                    now,
                },
                cancel
            );
        }
    }

    private static async Task<HashSet<Guid>> Read(
        DbConnection connection,
        Guid employerId,
        IEnumerable<NoticeVersion> notices,
        CancellationToken cancel
    ) =>
        [
            .. await connection.QueryAsync<Guid>(
                new(
                    $"""
                    select notice_id from notice_read
                    where employer_id = @employerId and notice_id in ({Database.ManyKeys(connection)})
                    """,
                    new { employerId, keys = ReadVersions.List(notices.Select(notice => ColumnText.Of(notice.NoticeId))) },
                    cancellationToken: cancel
                )
            ),
        ];
}
