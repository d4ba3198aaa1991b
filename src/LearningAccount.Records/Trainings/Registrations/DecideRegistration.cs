using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings.Registrations;

/// <summary>
/// An employer confirms or refuses what a provider registered of one of its workers. Nothing counts before; confirming makes a training
/// as if the employer had registered it, which names the provider as its source.
/// </summary>
public static class DecideRegistration
{
    public const string ConfirmAction = "confirmRegistration";
    public const string RefuseAction = "refuseRegistration";
    private const int LongestReason = 500;

    /// <summary>Makes the training.</summary>
    /// <param name="edit">What the employer says otherwise; null: nothing.</param>
    /// <param name="check">Asked before anything is written; may throw.</param>
    /// <returns>What became of the training; where it was refused, nothing was decided.</returns>
    /// <exception cref="RefusedException"><c>fact.unknown</c>, <c>registration.decided</c>, <c>changedMeanwhile</c>.</exception>
    public static async Task<SentAnswer> Confirm(
        Change change,
        EmployerVersion employer,
        Guid registrationId,
        Func<TrainingVersion, TrainingVersion>? edit,
        bool isBesideSimilar,
        DateTimeOffset now,
        CancellationToken cancel,
        Action<Registration>? check = null
    )
    {
        var id = employer.EmployerId;
        await change.Touch(id, ConfirmAction, cancel);
        var (known, worker) = await Find(change.Connection, employer, registrationId, cancel);
        check?.Invoke(known);
        SendRegistrations.Undecided(known);
        // The provider's own id is unique among its registrations, not among the trainings of the worker.
        var words = known.Words with
        {
            ExternalId = null,
        };
        var said = (edit?.Invoke(words) ?? words) with
        {
            ProviderName = words.ProviderName,
            ProviderNumber = words.ProviderNumber,
        };
        var sent = new SentTraining
        {
            Action = SentAction.Create,
            WorkerId = worker,
            ExternalId = said.ExternalId,
            Words = said,
            IsBesideSimilar = isBesideSimilar,
            Provider = known.Provider,
        };
        var aliases = await WorkerAliases.Of(change.Connection, id, [worker], cancel);
        var answer = (await SendTrainings.Do(change, id, ConfirmAction, [sent], aliases, cancel))[0];
        if (answer.Outcome is not SentOutcome.Refused)
        {
            await Decide(
                change,
                id,
                known,
                worker,
                (RegistrationChoice.Confirmed, answer.Training!.TrainingId, null),
                now,
                cancel
            );
        }
        return answer;
    }

    /// <exception cref="RefusedException">
    /// <c>fact.unknown</c>, <c>registration.decided</c>, <c>registration.reason</c>, <c>changedMeanwhile</c>, <c>workerRestricted</c>.
    /// </exception>
    public static async Task Refuse(
        Change change,
        EmployerVersion employer,
        Guid registrationId,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancel,
        Action<Registration>? check = null
    )
    {
        var id = employer.EmployerId;
        await change.Touch(id, RefuseAction, cancel);
        var (known, worker) = await Find(change.Connection, employer, registrationId, cancel);
        check?.Invoke(known);
        SendRegistrations.Undecided(known);
        if (reason?.Trim() is not { Length: > 0 and <= LongestReason } said)
        {
            throw new RefusedException("registration.reason", "reason");
        }
        await Decide(change, id, known, worker, (RegistrationChoice.Refused, null, SsinInText.Masked(said)), now, cancel);
    }

    private static async Task<(Registration Registration, Guid Worker)> Find(
        DbConnection connection,
        EmployerVersion employer,
        Guid registrationId,
        CancellationToken cancel
    ) =>
        await ReadRegistrations.Find(connection, employer, registrationId, cancel)
        ?? throw new RefusedException("fact.unknown", "registration");

    private static async Task Decide(
        Change change,
        Guid employerId,
        Registration known,
        Guid worker,
        (RegistrationChoice Choice, Guid? Training, string? Reason) decided,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await SendRegistrations.Take(change, known, now, cancel);
        change.Insert(
            Tables.RegistrationDecision,
            new RegistrationDecisionVersion
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                RegistrationId = known.RegistrationId,
                WorkerId = worker,
                Choice = decided.Choice,
                TrainingId = decided.Training,
                Reason = decided.Reason,
            }
        );
    }
}
