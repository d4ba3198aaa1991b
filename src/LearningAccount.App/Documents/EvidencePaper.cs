using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Documents;

/// <summary>
/// Everything that shows how the employer kept its duties to one worker, for an inspector or a judge (rulebook R6.4): the account,
/// each grant with its reason, offers and refusals, attendance, notices and how they arrived, corrections, and who wrote what when
/// with the hashes by which that can be checked.
/// </summary>
internal static class EvidencePaper
{
    public static Paper Of(DocumentFacts facts) => DocumentParts.Paper(facts, isLetter: false, Blocks(facts));

    private static IEnumerable<PaperBlock> Blocks(DocumentFacts facts)
    {
        var (words, evidence) = (facts.Words, facts.Evidence!);
        yield return new PaperText(
            words.Of("document.EvidenceFile.intro", ("name", DocumentParts.Strong(Stress.Escaped(facts.WorkerName))))
        );
        yield return new PaperHeading(words["statement.title"]);
        foreach (var block in AccountFormPaper.Mentions(facts))
        {
            yield return block;
        }
        yield return new PaperHeading(words["document.grants"]);
        yield return Grants(facts);
        foreach (var block in DocumentParts.Trainings(facts))
        {
            yield return block;
        }
        foreach (
            var table in (PaperTable[])[Attendance(facts), Told(facts), Documents(facts), Corrections(facts), Journal(facts)]
        )
        {
            yield return new PaperHeading(table.Caption);
            yield return table.Rows.IsEmpty ? new PaperText(words["document.nothing"]) : table;
        }
        yield return new PaperText(
            words.Of(
                "document.journalHead",
                ("line", words.Number(evidence.Head.Seq)),
                ("at", words.Moment(evidence.Head.RecordedAt)),
                ("hash", evidence.Head.Hash)
            )
        );
        yield return new PaperText(words["document.journalCheck"], PaperVoice.Small);
        yield return DocumentParts.Basis(facts, "statement.basis");
        yield return DocumentParts.Dated(facts);
        yield return DocumentParts.Signature(facts);
    }

    private static PaperTable Grants(DocumentFacts facts)
    {
        var (words, account) = (facts.Words, facts.Account);
        return new(
            words["document.grants"],
            [
                new(words["account.day"], 4),
                new(words["account.what"], 4),
                new(words["account.days"], 3, IsNumber: true),
                new(words["document.why"], 12),
            ],
            [
                .. account.Entries.Select(entry => new PaperRow([
                    words.ShortDate(entry.On),
                    words[$"account.entry.{entry.Kind}"],
                    words.Number(entry.Days),
                    $"{ReasonTexts.Of(account.Reasons[entry.Reason], facts.Language)} ({ReasonTexts.Law(account.Reasons[entry.Reason], facts.Language)})",
                ])),
            ]
        );
    }

    private static PaperTable Attendance(DocumentFacts facts)
    {
        var words = facts.Words;
        var sessions =
            from training in facts.Worker.Trainings
            from session in TrainingSessions.Of(training.Sessions)
            orderby session.On
            select new PaperRow([
                Stress.Escaped(training.Title),
                words.ShortDate(session.On),
                words.Short(session.Length),
                words.Short(session.Followed),
            ]);
        return new(
            words["document.attendance"],
            [
                new(words["document.training"], 8),
                new(words["account.day"], 4),
                new(words["document.length"], 3, IsNumber: true),
                new(words["document.followed"], 3, IsNumber: true),
            ],
            [.. sessions]
        );
    }

    private static PaperTable Told(DocumentFacts facts)
    {
        var words = facts.Words;
        return new(
            words["document.notices"],
            [new(words["account.day"], 4), new(words["account.what"], 8), new(words["document.read"], 4)],
            [
                .. facts.Evidence!.Notices.Select(told => new PaperRow([
                    words.ShortDate(told.Notice.ToldOn),
                    words[$"document.notice.{told.Notice.Kind}"],
                    words[told.IsRead ? "account.yes" : "account.no"],
                ])),
            ]
        );
    }

    private static PaperTable Documents(DocumentFacts facts)
    {
        var words = facts.Words;
        return new(
            words["document.documents"],
            [
                new(words["document.issued"], 4),
                new(words["account.what"], 6),
                new(words["document.way"], 8),
                new(words["document.hash"], 6),
            ],
            [
                .. facts.Evidence!.Documents.Select(one => new PaperRow([
                    words.ShortDate(one.Document.IssuedOn),
                    words[$"document.{one.Document.Kind}"],
                    one.Steps.Count == 0
                        ? words["document.notSent"]
                        : string.Join("; ", one.Steps.Select(step => Told(step, words))),
                    one.Document.ContentHash[..16],
                ])),
            ]
        );
    }

    private static string Told(DocumentStepVersion step, Words words) =>
        DocumentSteps.InWords(step, words) + (step.Reference is { } reference ? $" ({Stress.Escaped(reference)})" : "");

    private static PaperTable Corrections(DocumentFacts facts)
    {
        var words = facts.Words;
        return new(
            words["document.corrections"],
            [
                new(words["account.day"], 4),
                new(words["account.what"], 6),
                new(words["document.by"], 5),
                new(words["document.words"], 9),
            ],
            [
                .. facts.Evidence!.Corrections.Select(step => new PaperRow([
                    words.Moment(step.At),
                    words[$"document.correction.{step.Request.Step}"],
                    Stress.Escaped(step.Actor),
                    Stress.Escaped(step.Request.Words ?? ""),
                ])),
            ]
        );
    }

    private static PaperTable Journal(DocumentFacts facts)
    {
        var words = facts.Words;
        return new(
            words["document.journal"],
            [
                new(words["document.line"], 2, IsNumber: true),
                new(words["account.day"], 5),
                new(words["account.what"], 6),
                new(words["document.by"], 5),
                new(words["document.hash"], 6),
            ],
            [
                .. facts.Evidence!.Lines.Select(line => new PaperRow([
                    words.Number(line.Seq),
                    words.Moment(line.RecordedAt),
                    Action(line, words),
                    Stress.Escaped(line.Actor),
                    line.Hash[..16],
                ])),
            ]
        );
    }

    private static string Action(JournalLine line, Words words) =>
        Words.Has($"history.action.{line.Action}") ? words[$"history.action.{line.Action}"] : line.Action;
}
