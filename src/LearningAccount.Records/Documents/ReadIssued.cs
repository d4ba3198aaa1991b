using System.Data.Common;
using System.Globalization;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>A document with what happened to it, the oldest first.</summary>
public sealed record DocumentOnItsWay(IssuedDocumentVersion Document, IReadOnlyList<DocumentStepVersion> Steps)
{
    /// <summary>What is proven of its arrival: the furthest step, else how it came back; null where it has not left yet.</summary>
    public DocumentStepVersion? Furthest =>
        Standing(Steps).MaxBy(step => (step.Step, step.HappenedAt)) ?? (Steps.Count == 0 ? null : Steps[^1]);

    /// <summary>It came back by each way it went.</summary>
    public bool HasBounced => Steps.Count > 0 && !IsTold;

    /// <summary>The worker was told: it left by some way, and did not come back by it since.</summary>
    public bool IsTold => Standing(Steps).Any();

    /// <summary>The steps after which nothing came back by the same way.</summary>
    /// <param name="steps">Of one document, the oldest first.</param>
    internal static IEnumerable<DocumentStepVersion> Standing(IReadOnlyList<DocumentStepVersion> steps) =>
        steps.Where(
            (step, place) =>
                step.Step is not SendingStep.Bounced
                && !steps.Skip(place + 1).Any(later => later.Step is SendingStep.Bounced && later.Channel == step.Channel)
        );

    internal static IReadOnlyList<DocumentStepVersion> InOrder(IEnumerable<DocumentStepVersion> steps) =>
        [.. steps.OrderBy(step => step.HappenedAt).ThenBy(step => step.Recorded).ThenBy(step => step.Place)];
}

/// <summary>That a worker has a document, without what it says.</summary>
public sealed record GivenDocument
{
    internal const string Columns = "t.worker_id, t.kind, t.about, t.stated_on, t.run_id";
    public required Guid WorkerId { get; init; }
    public required DocumentKind Kind { get; init; }
    public required string? About { get; init; }
    public required DateOnly StatedOn { get; init; }
    public required Guid? RunId { get; init; }

    public bool IsAbout(string? about) => string.Equals(About, about, StringComparison.Ordinal);
}

/// <summary>What documents are asked for.</summary>
public sealed record DocumentQuestion
{
    public DocumentKind? Kind { get; init; }
    public Guid? Run { get; init; }

    /// <summary>Of these workers alone; null: of all.</summary>
    public IReadOnlyCollection<Guid>? Workers { get; init; }

    /// <summary>Only those that did not leave, or came back.</summary>
    public bool OnlyNotTold { get; init; }
}

/// <summary>Reads documents an employer issued.</summary>
public static class ReadIssued
{
    /// <summary>How many there are, and those of a page, the newest first.</summary>
    public static async Task<(long Count, IReadOnlyList<DocumentOnItsWay> Documents)> Page(
        DbConnection connection,
        Guid employerId,
        DocumentQuestion question,
        int skip,
        int take,
        CancellationToken cancel
    )
    {
        // As DocumentOnItsWay.IsTold has it.
        var told = question.OnlyNotTold
            ? """
                 and not exists (select 1 from document_step as s
                  where s.employer_id = d.employer_id and s.document_id = d.document_id and s.superseded is null
                    and s.step <> 'bounced'
                    and not exists (select 1 from document_step as b
                      where b.employer_id = s.employer_id and b.document_id = s.document_id and b.superseded is null
                        and b.step = 'bounced' and b.channel = s.channel
                        and (b.happened_at, b.recorded, b.place) > (s.happened_at, s.recorded, s.place)))
                """
            : "";
        // An evidence file is for the employer, an inspector or a judge: it goes to nobody by itself.
        var sent = question.OnlyNotTold ? $" and d.kind <> '{ColumnText.Of(DocumentKind.EvidenceFile)}'" : "";
        var workers = question.Workers is null ? "" : $" and d.worker_id in ({Database.ManyKeys(connection)})";
        var where = $"""
            from issued_document as d where d.employer_id = @employerId and d.superseded is null
            {(question.Kind is null ? "" : " and d.kind = @kind")}
            {(question.Run is null ? "" : " and d.run_id = @run")}
            {workers}
            {sent}
            {told}
            """;
        var asked = new
        {
            employerId,
            kind = question.Kind is { } kind ? ColumnText.Of(kind) : null,
            run = question.Run,
            keys = ReadVersions.List((question.Workers ?? []).Select(ColumnText.Of)),
            skip,
            take,
        };
        var count = await connection.ExecuteScalarAsync<long>(new($"select count(*) {where}", asked, cancellationToken: cancel));
        var documents = await ReadVersions.Query<IssuedDocumentVersion>(
            connection,
            $"select {Columns} {where} order by d.recorded desc, d.place limit @take offset @skip",
            asked,
            cancel
        );
        return (count, await WithSteps(connection, employerId, documents, cancel));
    }

    /// <summary>All of some workers and whoever turned out to be the same person, the newest first.</summary>
    public static async Task<IReadOnlyList<DocumentOnItsWay>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    )
    {
        var documents = await ReadVersions.Now(connection, Tables.IssuedDocument, employerId, workerIds, cancel);
        return await WithSteps(
            connection,
            employerId,
            [.. documents.OrderByDescending(one => one.Recorded).ThenBy(one => one.Place)],
            cancel
        );
    }

    /// <summary>All of a kind that were given.</summary>
    public static async Task<IReadOnlyList<GivenDocument>> Given(
        DbConnection connection,
        Guid employerId,
        DocumentKind kind,
        CancellationToken cancel
    ) =>
        await ReadVersions.Query<GivenDocument>(
            connection,
            $"""
            select {GivenDocument.Columns} from issued_document as t
            where t.employer_id = @employerId and t.kind = @kind and t.superseded is null
            """,
            new { employerId, kind = ColumnText.Of(kind) },
            cancel
        );

    /// <summary>All that some workers were given.</summary>
    public static async Task<IReadOnlyList<GivenDocument>> Given(
        DbConnection connection,
        Guid employerId,
        IEnumerable<Guid> workerIds,
        CancellationToken cancel
    ) =>
        await ReadVersions.Query<GivenDocument>(
            connection,
            $"""
            select {GivenDocument.Columns} from {Database.Keyed(connection, Tables.IssuedDocument, "worker_id")}
            where t.superseded is null
            """,
            new { employerId, keys = ReadVersions.List(workerIds.Select(ColumnText.Of)) },
            cancel
        );

    /// <summary>All of an employer, in the order they were issued.</summary>
    public static async Task<IReadOnlyList<DocumentOnItsWay>> All(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    )
    {
        var documents = await ReadVersions.Now(connection, Tables.IssuedDocument, employerId, cancel);
        var steps = (await ReadVersions.Now(connection, Tables.DocumentStep, employerId, cancel)).ToLookup(step =>
            step.DocumentId
        );
        return
        [
            .. documents
                .OrderBy(one => one.Recorded)
                .ThenBy(one => one.Place)
                .Select(one => new DocumentOnItsWay(one, DocumentOnItsWay.InOrder(steps[one.DocumentId]))),
        ];
    }

    /// <summary>One, or null.</summary>
    public static async Task<DocumentOnItsWay?> Find(
        DbConnection connection,
        Guid employerId,
        Guid documentId,
        CancellationToken cancel
    ) =>
        (
            await WithSteps(
                connection,
                employerId,
                await ReadVersions.Query<IssuedDocumentVersion>(
                    connection,
                    $"""
                    select {Columns} from issued_document as d
                    where d.employer_id = @employerId and d.document_id = @documentId and d.superseded is null
                    """,
                    new { employerId, documentId },
                    cancel
                ),
                cancel
            )
        ).SingleOrDefault();

    /// <summary>Documents of a run in the order of issue, after a place in it: to write a file of all of them bit by bit.</summary>
    public static Task<List<IssuedDocumentVersion>> OfRun(
        DbConnection connection,
        Guid employerId,
        Guid run,
        (long Recorded, long Place) after,
        int take,
        CancellationToken cancel
    ) =>
        ReadVersions.Query<IssuedDocumentVersion>(
            connection,
            $"""
            select {Columns} from issued_document as d
            where d.employer_id = @employerId and d.run_id = @run and d.superseded is null
              and (d.recorded > @Recorded or (d.recorded = @Recorded and d.place > @Place))
            order by d.recorded, d.place limit @take
            """,
            new
            {
                employerId,
                run,
                after.Recorded,
                after.Place,
                take,
            },
            cancel
        );

    private static readonly string Columns = string.Join(
        ", ",
        Tables.IssuedDocument.ColumnList.Split(", ").Select(column => string.Create(CultureInfo.InvariantCulture, $"d.{column}"))
    );

    private static async Task<IReadOnlyList<DocumentOnItsWay>> WithSteps(
        DbConnection connection,
        Guid employerId,
        IReadOnlyList<IssuedDocumentVersion> documents,
        CancellationToken cancel
    )
    {
        var steps = (
            await ReadVersions.Query<DocumentStepVersion>(
                connection,
                $"""
                select {Tables.DocumentStep.ColumnList} from {Database.Holding(connection, Tables.DocumentStep, "document_id")}
                """,
                new { employerId, keys = ReadVersions.List(documents.Select(one => ColumnText.Of(one.DocumentId))) },
                cancel
            )
        ).ToLookup(step => step.DocumentId);
        return [.. documents.Select(one => new DocumentOnItsWay(one, DocumentOnItsWay.InOrder(steps[one.DocumentId])))];
    }
}
