using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Registers a worker by hand: who it is, how the employer names the person, and a first contract where there is one.</summary>
public static class HireWorker
{
    /// <param name="identity">Its worker is set here.</param>
    /// <param name="contract">Its worker is set here; null: it is said later.</param>
    /// <exception cref="RefusedException"><c>worker.known</c>: the employer has this worker; or a fact was refused.</exception>
    public static async Task<Guid> Do(
        Change change,
        Guid employerId,
        Ssin number,
        WorkerIdentityVersion identity,
        ContractVersion? contract,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "hireWorker", cancel);
        var registered = await RegisterWorkers.Do(change, employerId, [number], FactVersion.ByHand, null, cancel);
        var worker = registered[number];
        if (!worker.IsNew)
        {
            throw new RefusedException("worker.known", "ssin");
        }
        await Accept(SayIdentities.Do(change, employerId, [identity with { WorkerId = worker.WorkerId }], cancel));
        if (contract is not null)
        {
            await Accept(SayContracts.Do(change, employerId, [contract with { WorkerId = worker.WorkerId }], cancel));
        }
        return worker.WorkerId;
    }

    private static async Task Accept(Task<IReadOnlyList<SaidAnswer>> said) => (await said).OrThrow();
}
