using System.Data.Common;
using System.Globalization;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>A document with what happened to it, the oldest first.</summary>
public sealed record DocumentOnItsWay(IssuedDocumentVersion Document, IReadOnlyList<DocumentStepVersion> Steps)
{
    /// <summary>What is proven of its arrival: the furthest step; null where it has not left yet.</summary>
    public DocumentStepVersion? Furthest =>
        Steps.Where(step => step.Step is not SendingStep.Bounced).MaxBy(step => (step.Step, step.HappenedAt)) is { } reached
        && !(HasBounced && reached.Step is SendingStep.Sent)
            ? reached
            : Steps.LastOrDefault(step => step.Step is SendingStep.Bounced);

    /// <summary>It came back, and did not arrive by another way since.</summary>
    public bool HasBounced =>
        Steps.Where(step => step.Step is SendingStep.Bounced).MaxBy(step => step.HappenedAt) is { } bounced
        && !Steps.Any(step => step.Step is not SendingStep.Bounced && step.Channel != bounced.Channel);

    /// <summary>The worker was told: it left by some way, and did not come back.</summary>
    public bool IsTold => Steps.Count > 0 && !HasBounced;

    /// <summary>When it left for the first time by a way that did not fail; null: not yet.</summary>
    public DateTimeOffset? ToldAt =>
        IsTold ? Steps.Where(step => step.Step is not SendingStep.Bounced).Min(step => (DateTimeOffset?)step.HappenedAt) : null;
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
        // A document that has left has a step; one that came back has a bounce and no other step by another way.
        var told = question.OnlyNotTold
            ? """
                 and (not exists (select 1 from document_step as s
                    where s.employer_id = d.employer_id and s.document_id = d.document_id and s.superseded is null)
                  or exists (select 1 from document_step as b
                    where b.employer_id = d.employer_id and b.document_id = d.document_id and b.superseded is null
                      and b.step = 'bounced'
                      and not exists (select 1 from document_step as o
                        where o.employer_id = b.employer_id and o.document_id = b.document_id and o.superseded is null
                          and o.step <> 'bounced' and o.channel <> b.channel)))
                """
            : "";
        var workers = question.Workers is null ? "" : $" and d.worker_id in ({Database.ManyKeys(connection)})";
        var where = $"""
            from issued_document as d where d.employer_id = @employerId and d.superseded is null
            {(question.Kind is null ? "" : " and d.kind = @kind")}
            {(question.Run is null ? "" : " and d.run_id = @run")}
            {workers}
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
                .Select(one => new DocumentOnItsWay(one, InOrder(steps[one.DocumentId]))),
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
        return [.. documents.Select(one => new DocumentOnItsWay(one, InOrder(steps[one.DocumentId])))];
    }

    private static IReadOnlyList<DocumentStepVersion> InOrder(IEnumerable<DocumentStepVersion> steps) =>
        [.. steps.OrderBy(step => step.HappenedAt).ThenBy(step => step.Recorded).ThenBy(step => step.Place)];
}
