using System.Collections.Frozen;
using LearningAccount.Records.Events;

namespace LearningAccount.App.Events;

/// <summary>What events are called outside (REST guide of the Belgian government, async-svctype).</summary>
internal static class EventTypes
{
    /// <summary>The API that says what they mean.</summary>
    public const string Service = "be.learningaccount.v1";

    /// <summary>Of what a webhook is tried out with; it stands in no feed.</summary>
    public const string Test = $"{Service}.webhooks.notify.tested";

    private static readonly FrozenDictionary<EventKind, string> Names = new Dictionary<EventKind, string>
    {
        [EventKind.EmployerRegistered] = "employers.notify.registered",
        [EventKind.EmployerChanged] = "employers.notify.changed",
        [EventKind.WorkerRegistered] = "workers.notify.registered",
        [EventKind.WorkerChanged] = "workers.notify.changed",
        [EventKind.TrainingRegistered] = "trainings.notify.registered",
        [EventKind.TrainingChanged] = "trainings.notify.changed",
        [EventKind.TrainingCancelled] = "trainings.notify.cancelled",
        [EventKind.CorrectionStepTaken] = "corrections.notify.stepTaken",
        [EventKind.ImportCompleted] = "imports.notify.completed",
        [EventKind.ImportUndone] = "imports.notify.undone",
    }.ToFrozenDictionary();

    public static string Of(EventKind kind) => $"{Service}.{Names[kind]}";

    /// <summary>Null: there is no such type.</summary>
    public static EventKind? KindOf(string type)
    {
        foreach (var (kind, _) in Names)
        {
            if (string.Equals(Of(kind), type, StringComparison.Ordinal))
            {
                return kind;
            }
        }
        return null;
    }
}
