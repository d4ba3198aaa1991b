using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Records.Corrections;

/// <summary>Makes the change a request proposes, by the operations that make it when the employer says it directly.</summary>
public static class CarryOutCorrection
{
    /// <exception cref="RefusedException">
    /// <c>correctionFactGone</c>: what it is about is not there any more; else what the operation refuses.
    /// </exception>
    public static async Task Do(Change change, CorrectionRequestVersion request, CancellationToken cancel)
    {
        if (await Prepare(change, request, cancel) is { } prepared)
        {
            (await prepared.Say()).OrThrow();
        }
    }

    /// <summary>Refuses a proposal that could never be carried out.</summary>
    internal static async Task Check(Change change, CorrectionRequestVersion request, CancellationToken cancel)
    {
        var anomalies = (await Prepare(change, request, cancel))?.Anomalies ?? [];
        if (anomalies.FirstOrDefault(anomaly => anomaly.Severity is Severity.Error) is { } wrong)
        {
            throw new RefusedException(wrong);
        }
    }

    private static async Task<Prepared?> Prepare(Change change, CorrectionRequestVersion request, CancellationToken cancel)
    {
        if (request.Proposal is null)
        {
            return null;
        }
        var (employer, worker) = (request.EmployerId, request.WorkerId);
        switch (request.Subject)
        {
            case CorrectionSubject.Training:
                var training = await Proposed(Tables.Training, known => known.TrainingId) with { WorkerId = worker };
                return new(SayTrainings.Check(training), () => SayTrainings.Do(change, employer, [training], cancel));
            case CorrectionSubject.Employment:
                var contract = await Proposed(Tables.Contract, known => known.ContractId) with { WorkerId = worker };
                return new(SayContracts.Check(contract), () => SayContracts.Do(change, employer, [contract], cancel));
            case CorrectionSubject.Identity:
                var identity = await Proposed(Tables.WorkerIdentity, known => known.WorkerId) with { WorkerId = worker };
                return new(SayIdentities.Check(identity), () => SayIdentities.Do(change, employer, [identity], cancel));
            default:
                var figure = await Proposed(Tables.Adjustment, known => known.AdjustmentId) with { WorkerId = worker };
                return new(SayAdjustments.Check(figure), () => SayAdjustments.Do(change, employer, [figure], cancel));
        }

        async Task<T> Proposed<T>(BulkTable<T> table, Func<T, Guid> id)
            where T : FactVersion
        {
            T? known = null;
            if (request.AboutId is { } about)
            {
                // Of two workers who turned out to be one person, either may be the one it hangs on.
                var same = await WorkerAliases.Of(change.Connection, employer, [worker], cancel);
                known =
                    (await ReadVersions.Now(change.Connection, table, employer, same.Keys, cancel)).Find(fact =>
                        id(fact) == about
                    ) ?? throw new RefusedException("correctionFactGone", "about");
            }
            try
            {
                var said = CorrectionProposal.On(known, request.Proposal);
                return (T)(
                    (FactVersion)said with
                    {
                        EmployerId = employer,
                        Origin = FactVersion.ByHand,
                        OriginReference = CorrectionReference.Of(request.RequestId),
                    }
                );
            }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
            {
                throw new RefusedException("correctionUnreadable", "proposal");
            }
        }
    }

    private sealed record Prepared(ImmutableArray<Anomaly> Anomalies, Func<Task<IReadOnlyList<SaidAnswer>>> Say);
}
