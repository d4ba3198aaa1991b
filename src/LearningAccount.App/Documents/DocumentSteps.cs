using LearningAccount.App.Wording;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>What happened to a document, in words.</summary>
public static class DocumentSteps
{
    /// <summary><c>e-mail: delivered on 3 Feb. 2026, 10:02</c>.</summary>
    public static string InWords(DocumentStepVersion step, Words words) =>
        words.Of(
            "document.step",
            ("channel", words[$"document.channel.{step.Channel}"]),
            ("step", words[$"document.step.{step.Step}"]),
            ("at", words.Moment(step.HappenedAt))
        );
}
