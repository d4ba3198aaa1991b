using System.Data.Common;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>What the workers of an employer were told before, as far as it decides what they are told now.</summary>
internal sealed class ReadTold
{
    private readonly Dictionary<Guid, DateOnly> opened = [];
    private readonly Dictionary<Guid, DateOnly> yearly = [];
    private readonly HashSet<(Guid, NoticeKind, string)> told = [];

    public DateOnly? OpenedOn(Guid worker) => opened.TryGetValue(worker, out var day) ? day : null;

    /// <summary>When the balance was told last; null: not within the last year.</summary>
    public DateOnly? YearlyOn(Guid worker) => yearly.TryGetValue(worker, out var day) ? day : null;

    public bool IsTold(Guid worker, NoticeKind kind, string about) => told.Contains((worker, kind, about));

    public static async Task<ReadTold> Of(
        DbConnection connection,
        EmployerSnapshot snapshot,
        DateOnly today,
        CancellationToken cancel
    )
    {
        // What was told more than a year ago cannot be due again.
        var notices = await ReadVersions.Query<NoticeVersion>(
            connection,
            $"""
            select {Tables.Notice.ColumnList} from notice
            where employer_id = @employerId and superseded is null and (kind = 'accountOpened' or told_on >= @since)
            """,
            new { employerId = snapshot.Employer.EmployerId, since = today.AddYears(-1) },
            cancel
        );
        var known = new ReadTold();
        foreach (var notice in notices)
        {
            // Two workers may have turned out to be one person.
            var worker = snapshot.Worker(notice.WorkerId)?.WorkerId ?? notice.WorkerId;
            known.told.Add((worker, notice.Kind, notice.About));
            if (notice.Kind is NoticeKind.AccountOpened)
            {
                known.opened[worker] = notice.ToldOn;
            }
            else if (notice.Kind is NoticeKind.YearlyBalance && !(notice.ToldOn < known.YearlyOn(worker)))
            {
                known.yearly[worker] = notice.ToldOn;
            }
        }
        return known;
    }
}
