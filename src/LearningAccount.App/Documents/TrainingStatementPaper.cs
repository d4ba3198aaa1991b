using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>That a worker followed a training: what, when, how long, and what it took from the credit.</summary>
internal static class TrainingStatementPaper
{
    public static Paper Of(DocumentFacts facts) => DocumentParts.Paper(facts, isLetter: false, Blocks(facts));

    private static IEnumerable<PaperBlock> Blocks(DocumentFacts facts)
    {
        var (words, training) = (facts.Words, facts.Training!);
        yield return DocumentParts.Dated(facts);
        yield return new PaperText(
            words.Of(
                training.Status is TrainingStatus.Followed ? "document.confirm" : "document.confirmNot",
                ("name", DocumentParts.Strong(Stress.Escaped(facts.WorkerName)))
            )
        );
        yield return new PaperFacts([.. Told(facts, training)]);
        yield return new PaperText(words["document.counted"], PaperVoice.Small);
        yield return DocumentParts.Basis(facts, "document.TrainingStatement.basis");
        yield return DocumentParts.Signature(facts);
    }

    private static IEnumerable<PaperFact> Told(DocumentFacts facts, TrainingVersion training)
    {
        var words = facts.Words;
        yield return new(words["document.training"], DocumentParts.Strong(DocumentParts.Own(training.Title, words)));
        yield return new(words["document.period"], DocumentParts.Period(training.StartOn, training.EndOn, words));
        yield return new(
            words["document.length"],
            training.Hours is { } hours
                ? words.Of("training.hours", ("hours", words.Short(hours)))
                : words.Days(training.Days!.Value)
        );
        yield return new(words["trainings.kind"], words[$"training.kind.{training.Kind}"]);
        if (facts.Register.ProviderOf(training, facts.Language) is { } provider)
        {
            yield return new(words["correction.field.provider"], Stress.Escaped(provider));
        }
        if (training.CertificateReceived is true)
        {
            yield return new(
                words["document.certificate"],
                training.CertificateValidUntil is { } until
                    ? words.Of("document.certificateUntil", ("until", words.Date(until)))
                    : words["document.certificateReceived"]
            );
        }
        var line = TrainingInAccount
            .Of(facts.Account, facts.Facts)
            .FirstOrDefault(one =>
                facts.Worker.Trainings[facts.Facts.Trainings.IndexOf(one.Training)].TrainingId == training.TrainingId
            );
        yield return new(
            words["document.taken"],
            line is { Effect: "used" or "partly" or "outside" }
                ? words.Days(line.Used)
                : words[training.Counts ? "document.notTaken" : "document.notCounted"]
        );
    }
}
