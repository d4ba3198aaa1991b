using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>Reads the requests of one employer.</summary>
public static class ReadCorrections
{
    /// <summary>Each as it stands, those that wait longest for the employer first.</summary>
    public static async Task<IReadOnlyList<CorrectionRequestVersion>> All(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    ) => InOrder(await ReadVersions.Now(connection, Tables.CorrectionRequest, employerId, cancel));

    /// <summary>The same, of one worker and whoever turned out to be the same person.</summary>
    public static async Task<IReadOnlyList<CorrectionRequestVersion>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    ) => InOrder(await ReadVersions.Now(connection, Tables.CorrectionRequest, employerId, workerIds, cancel));

    /// <summary>A request as it stands.</summary>
    public static async Task<CorrectionRequestVersion?> Now(
        DbConnection connection,
        Guid employerId,
        Guid requestId,
        CancellationToken cancel
    ) => (await Versions(connection, employerId, requestId, "and superseded is null", cancel)).SingleOrDefault();

    /// <summary>Its steps, the first first, each with when and by whom.</summary>
    public static async Task<IReadOnlyList<CorrectionStepTaken>> Steps(
        DbConnection connection,
        Guid employerId,
        Guid requestId,
        CancellationToken cancel
    )
    {
        var versions = await Versions(connection, employerId, requestId, "order by recorded, place", cancel);
        var lines = await connection.QueryAsync<WrittenBy>(
            new(
                """
                select seq, recorded_at, actor from journal
                where employer_id = @employerId and seq in (
                  select recorded from correction_request where employer_id = @employerId and request_id = @requestId)
                """,
                new { employerId, requestId },
                cancellationToken: cancel
            )
        );
        var written = lines.ToDictionary(line => line.Seq);
        return
        [
            .. versions.Select(version => new CorrectionStepTaken(
                version,
                written[version.Recorded].RecordedAt,
                written[version.Recorded].Actor
            )),
        ];
    }

    private static Task<List<CorrectionRequestVersion>> Versions(
        DbConnection connection,
        Guid employerId,
        Guid requestId,
        string rest,
        CancellationToken cancel
    ) =>
        ReadVersions.Query<CorrectionRequestVersion>(
            connection,
            $"""
            select {Tables.CorrectionRequest.ColumnList} from correction_request
            where employer_id = @employerId and request_id = @requestId {rest}
            """,
            new { employerId, requestId },
            cancel
        );

    private static IReadOnlyList<CorrectionRequestVersion> InOrder(IEnumerable<CorrectionRequestVersion> requests) =>
        [
            .. requests
                .OrderBy(request => request.WaitsSince is null)
                .ThenBy(request => request.WaitsSince)
                .ThenBy(request => !CorrectionRules.IsOpen(request.Step))
                .ThenByDescending(request => request.Recorded),
        ];

    private sealed record WrittenBy
    {
        public required long Seq { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
        public required string Actor { get; init; }
    }
}

/// <param name="Request">The request after the step.</param>
public sealed record CorrectionStepTaken(CorrectionRequestVersion Request, DateTimeOffset At, string Actor);
