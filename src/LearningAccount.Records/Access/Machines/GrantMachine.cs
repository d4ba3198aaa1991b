using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>Gives a machine access to an employer, as a user of it with the rights that are named; it is ended as any access is.</summary>
public static class GrantMachine
{
    /// <summary>Gives it; where the machine has a grant with the same id, that one is replaced.</summary>
    /// <exception cref="RefusedException">
    /// <c>machineUnknown</c>: there is none, or it was stopped; <c>machineRole</c>: it administers nothing, and gives no reasons;
    /// else as <see cref="GrantAccess.Do"/>.
    /// </exception>
    public static async Task Do(Change change, Guid machineId, Grant grant, CancellationToken cancel)
    {
        if (grant.Role is not Role.EmployerUser)
        {
            throw new RefusedException("machineRole", "role");
        }
        if (await ReadMachines.Find(change.Connection, machineId, cancel) is not { IsOpen: true })
        {
            throw RegisterMachine.Unknown();
        }
        await GrantAccess.Do(change, machineId, grant, cancel);
    }

    /// <summary>All that a machine can be given at an employer, from a day on.</summary>
    public static Grant Everything(Guid employerId, DateOnly from) =>
        GrantAccess.Administrator(employerId, from) with
        {
            Role = Role.EmployerUser,
            Rights = Grant.Givable,
        };
}
