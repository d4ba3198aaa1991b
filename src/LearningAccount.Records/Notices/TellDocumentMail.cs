using Dapper;
using LearningAccount.Records.Documents;
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
        var told = 0;
        foreach (var ofEmployer in (await Ended(cancel)).GroupBy(mail => mail.EmployerId))
        {
            told += await Change.Make(
                database,
                new Author("Learning Account", Door.Job),
                async change =>
                {
                    await change.Touch(ofEmployer.Key, "tellDocumentSteps", cancel);
                    // Read under the lock of the journal: another program may have told of them just now.
                    var steps = new List<DocumentStepVersion>();
                    foreach (var mail in ofEmployer)
                    {
                        if (
                            await ReadIssued.Find(change.Connection, mail.EmployerId, mail.DocumentId, cancel) is { } known
                            && !known.Steps.Any(step =>
                                string.Equals(step.Reference, ColumnText.Of(mail.MailId), StringComparison.Ordinal)
                            )
                        )
                        {
                            steps.Add(Step(mail, known.Document));
                        }
                    }
                    change.Insert(Tables.DocumentStep, steps);
                    return steps.Count;
                },
                cancel
            );
        }
        return told;
    }

    private static DocumentStepVersion Step(EndedMail mail, IssuedDocumentVersion document) =>
        new()
        {
            EmployerId = mail.EmployerId,
            Origin = FactVersion.ByHand,
            StepId = Guid.CreateVersion7(),
            DocumentId = document.DocumentId,
            WorkerId = document.WorkerId,
            Channel = SendingChannel.Email,
            Step = mail.State is "sent" ? SendingStep.Sent : SendingStep.Bounced,
            HappenedAt = mail.EndedAt,
            Reference = ColumnText.Of(mail.MailId),
            Note = mail.Answer,
        };

    private async Task<IReadOnlyList<EndedMail>> Ended(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var mails = await connection.QueryAsync<EndedMail>(
            new(
                """
                select o.mail_id, o.employer_id, o.document_id, o.state, o.ended_at, o.answer from outbox as o
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
        public required string State { get; init; }
        public required DateTimeOffset EndedAt { get; init; }
        public required string? Answer { get; init; }
    }
}
