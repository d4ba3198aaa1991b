using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>The day each line of an employer's journal was recorded. Lines never change, so readers share it and only add to it.</summary>
public sealed class RecordedDays
{
    /// <summary>For who does not ask for days.</summary>
    public static readonly RecordedDays None = new([], null);

    private readonly ConcurrentDictionary<long, DateOnly> days;
    private readonly (long Line, DateOnly Day)? open;

    private RecordedDays(ConcurrentDictionary<long, DateOnly> days, (long Line, DateOnly Day)? open) =>
        (this.days, this.open) = (days, open);

    public Origin OriginOf(FactVersion version) => new(version.Origin, version.OriginReference ?? "", Of(version.Recorded));

    internal static async Task<RecordedDays> Of(DbConnection connection, Guid employerId, CancellationToken cancel)
    {
        var all = new RecordedDays([], null);
        await all.AddSince(connection, employerId, 0, cancel);
        return all;
    }

    /// <summary>Reads the lines after one, for all who share it.</summary>
    internal async Task AddSince(DbConnection connection, Guid employerId, long seq, CancellationToken cancel)
    {
        var lines = await connection.QueryAsync<RecordedLine>(
            new(
                "select seq, recorded_at from journal where employer_id = @employerId and seq > @seq",
                new { employerId, seq },
                cancellationToken: cancel
            )
        );
        foreach (var line in lines)
        {
            days.TryAdd(line.Seq, Knowledge.DayOf(line.RecordedAt));
        }
    }

    /// <summary>The same with the line a change is going to write, unless it is written.</summary>
    internal RecordedDays With(long line, DateOnly day) => days.ContainsKey(line) ? this : new(days, (line, day));

    private DateOnly? Of(long line) =>
        days.TryGetValue(line, out var day) ? day
        : open?.Line == line ? open.Value.Day
        : null;

    private sealed record RecordedLine
    {
        public required long Seq { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
    }
}
