using System.Data.Common;
using Dapper;

namespace LearningAccount.Records.Journal;

/// <summary>What was known when: the knowledge clock of an employer is its journal, its days are those of Belgium.</summary>
public static class Knowledge
{
    private static readonly TimeZoneInfo Belgium = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>The day in Belgium at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Belgium).DateTime);

    /// <summary>The first instant after a day in Belgium.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Belgium.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The last lines of the employer's journal and of that of the whole installation; 0 where there is none.</summary>
    public static async Task<(long Own, long Common)> Latest(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    ) =>
        await connection.QuerySingleAsync<(long, long)>(
            new(
                """
                select (select coalesce(max(seq), 0) from journal where employer_id = @employerId),
                  (select coalesce(max(seq), 0) from journal where employer_id = @Instance)
                """,
                new { employerId, JournalLine.Instance },
                cancellationToken: cancel
            )
        );

    /// <summary>The last line known at the end of a day, or today's last where no day is given; 0 where nothing was known.</summary>
    public static async Task<long> SeqOn(DbConnection connection, Guid employerId, DateOnly? known, CancellationToken cancel) =>
        known is null
            ? await connection.ExecuteScalarAsync<long>(
                new(
                    "select coalesce(max(seq), 0) from journal where employer_id = @employerId",
                    new { employerId },
                    cancellationToken: cancel
                )
            )
            : await SeqBefore(connection, employerId, EndOf(known.Value), cancel);

    /// <summary>The last line recorded before an instant; 0 where there was none.</summary>
    public static Task<long> SeqBefore(
        DbConnection connection,
        Guid employerId,
        DateTimeOffset instant,
        CancellationToken cancel
    ) =>
        connection.ExecuteScalarAsync<long>(
            new(
                "select coalesce(max(seq), 0) from journal where employer_id = @employerId and recorded_at < @instant",
                new { employerId, instant },
                cancellationToken: cancel
            )
        );
}
