using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Documents;

/// <summary>What somebody says of documents on their way: posted on a day, handed over, come back.</summary>
internal static class StepForm
{
    /// <summary>As most is told: posted today.</summary>
    public static void Fill(SentForm form, DateOnly today)
    {
        form["day"] = SentForm.Of(today);
        form["channel"] = nameof(SendingChannel.Paper);
        form["step"] = nameof(SendingStep.Sent);
    }

    public static IReadOnlyList<FieldOption> Options(Words words, params ReadOnlySpan<SendingChannel> channels) =>
        Options(channels, one => words[$"document.channel.{one}"]);

    public static IReadOnlyList<FieldOption> Options(Words words, params ReadOnlySpan<SendingStep> steps) =>
        Options(steps, one => words[$"document.step.{one}"]);

    private static IReadOnlyList<FieldOption> Options<T>(ReadOnlySpan<T> all, Func<T, string> text)
        where T : struct, Enum
    {
        var options = new List<FieldOption>(all.Length);
        foreach (var one in all)
        {
            options.Add(new(one.ToString(), text(one)));
        }
        return options;
    }

    /// <summary>True where it was kept; else what is wrong stands beside its field.</summary>
    public static async Task<bool> TellAsync(
        SentForm form,
        Guid employer,
        IReadOnlyCollection<IssuedDocumentVersion> documents,
        Database database,
        Visitor visitor,
        TimeProvider clock,
        Words words,
        CancellationToken stop
    )
    {
        var day = form.NeededDay("day");
        var (reference, note) = (form.Text("reference", TellSteps.LongestReference), form.Text("note", TellSteps.LongestNote));
        if (
            !Enum.TryParse<SendingChannel>(form["channel"], out var channel)
            || channel is SendingChannel.Portal
            || !Enum.IsDefined(channel)
        )
        {
            form.Wrong("channel", "form.choose");
        }
        if (!Enum.TryParse<SendingStep>(form["step"], out var step) || step is SendingStep.Opened || !Enum.IsDefined(step))
        {
            form.Wrong("step", "form.choose");
        }
        if (form.IsWrong || day is not { } on)
        {
            return false;
        }
        var now = clock.GetUtcNow();
        var at = TellSteps.At(on, now);
        try
        {
            await Change.Make(
                database,
                visitor.Author(),
                change => TellSteps.Do(change, employer, documents, channel, step, at, now, reference, note, stop),
                stop
            );
            return true;
        }
        catch (RefusedException refused)
        {
            form.Say(refused.Anomaly.At, RecordTexts.BesideField(refused.Anomaly, words.Language));
            return false;
        }
    }
}
