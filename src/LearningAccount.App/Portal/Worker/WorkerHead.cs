using LearningAccount.App.Wording;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Worker;

/// <summary>Who a page is about, in the words of this employer.</summary>
/// <param name="Name">Given name first, as one says it.</param>
/// <param name="Born">The day of birth in words.</param>
/// <param name="MaskedNumber">The national number as it may be shown.</param>
public sealed record WorkerHead(Guid Id, string Name, string? Born, string? OwnReference, string? MaskedNumber)
{
    public static WorkerHead Of(WorkerSnapshot worker, Words words) =>
        new(
            worker.WorkerId,
            WorkerNames.Full(worker),
            WorkerNames.Born(worker.Identity?.BirthDate, words),
            worker.Identity?.OwnReference,
            worker.MaskedNumber
        );
}
