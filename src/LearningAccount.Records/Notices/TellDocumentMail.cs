using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>
/// Keeps with each document what became of the mail that announced it: taken by the mail server, or refused for good. Done again or
/// broken off, it tells nothing twice.
/// </summary>
public sealed class TellDocumentMail(Database database)
{
    private const int AtOnce = 500;

    /// <returns>How many mails were told of.</returns>
    public async Task<int> Do(CancellationToken cancel)
    {
        var count = 0;
        foreach (var ofEmployer in (await Ended(cancel)).GroupBy(mail => mail.EmployerId))
        {
            count += await Change.Make(
                database,
                new Author("Learning Account", Door.Job),
                async change =>
                {
                    await change.Touch(ofEmployer.Key, "tellDocumentSteps", cancel);
                    // Read under the lock of the journal: another program may have told of them just now.
                    var told = await Told(change.Connection, ofEmployer.Key, ofEmployer, cancel);
                    var steps = ofEmployer.Where(mail => !told.Contains(ColumnText.Of(mail.MailId))).Select(Step).ToList();
                    change.Insert(Tables.DocumentStep, steps);
                    return steps.Count;
                },
                cancel
            );
        }
        return count;
    }

    private static DocumentStepVersion Step(EndedMail mail) =>
        new()
        {
            EmployerId = mail.EmployerId,
            Origin = FactVersion.ByHand,
            StepId = Guid.CreateVersion7(),
            DocumentId = mail.DocumentId,
            WorkerId = mail.WorkerId,
            Channel = SendingChannel.Email,
            Step = mail.State is "sent" ? SendingStep.Sent : SendingStep.Bounced,
            HappenedAt = mail.EndedAt,
            Reference = ColumnText.Of(mail.MailId),
            Note = mail.Answer,
        };

    /// <summary>Of which of these mails it stands with their documents already.</summary>
    private static async Task<HashSet<string>> Told(
        DbConnection connection,
        Guid employerId,
        IEnumerable<EndedMail> mails,
        CancellationToken cancel
    ) =>
        [
            .. await connection.QueryAsync<string>(
                new(
                    $"""
                    select t.reference from {Database.Holding(connection, Tables.DocumentStep, "document_id")}
                    where t.reference is not null
                    """,
                    new { employerId, keys = ReadVersions.List(mails.Select(mail => ColumnText.Of(mail.DocumentId))) },
                    cancellationToken: cancel
                )
            ),
        ];

    private async Task<IReadOnlyList<EndedMail>> Ended(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var mails = await connection.QueryAsync<EndedMail>(
            new(
                """
                select o.mail_id, o.employer_id, o.document_id, d.worker_id, o.state, o.ended_at, o.answer
                from outbox as o join issued_document as d
                  on d.employer_id = o.employer_id and d.document_id = o.document_id and d.superseded is null
                where o.document_id is not null and o.state <> 'waiting' and not exists (
                  select 1 from document_step as s
                  where s.employer_id = o.employer_id and s.document_id = o.document_id and s.reference = o.mail_id)
                order by o.ended_at limit @AtOnce
                """,
                new { AtOnce },
                cancellationToken: cancel
            )
        );
        return mails.AsList();
    }

    private sealed record EndedMail
    {
        public required Guid MailId { get; init; }
        public required Guid EmployerId { get; init; }
        public required Guid DocumentId { get; init; }
        public required Guid WorkerId { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset EndedAt { get; init; }
        public required string? Answer { get; init; }
    }
}
