using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>
/// The public keys by which a machine is known. Several hold at the same time, so that a new one is in use before the old one ends.
/// </summary>
public static class MachineKeys
{
    private const int MostHolding = 10;

    /// <exception cref="RefusedException">
    /// <c>machineUnknown</c>; <c>machineKey.known</c>: it is one of the machine's already, or was; <c>machineKey.over</c>: its
    /// certificate has ended; <c>machineKey.many</c>; <c>machineKey.label</c>.
    /// </exception>
    public static async Task Add(Change change, MachineKeyVersion key, DateTimeOffset now, CancellationToken cancel)
    {
        await change.Touch(JournalLine.Instance, "addMachineKey", cancel);
        _ = await ReadMachines.Find(change.Connection, key.MachineId, cancel) ?? throw RegisterMachine.Unknown();
        var known = await ReadMachines.Keys(change.Connection, key.MachineId, cancel);
        // One that was ended may be in wrong hands: it does not come back.
        if (known.Any(other => string.Equals(other.KeyId, key.KeyId, StringComparison.Ordinal)))
        {
            throw new RefusedException("machineKey.known", "key");
        }
        if (key.UntilAt <= now)
        {
            throw new RefusedException("machineKey.over", "key");
        }
        if (known.Count(other => !(other.UntilAt <= now)) >= MostHolding)
        {
            throw new RefusedException("machineKey.many", "key", ("most", $"{MostHolding}"));
        }
        change.Insert(
            Tables.MachineKey,
            key with
            {
                Label = string.IsNullOrWhiteSpace(key.Label)
                    ? null
                    : RegisterMachine.Named(key.Label, "machineKey.label", "label"),
            }
        );
    }

    /// <summary>It proves nothing from now on, and all tokens it led to end with it.</summary>
    /// <exception cref="RefusedException"><c>machineKey.unknown</c>: no key of the machine, or ended already.</exception>
    public static async Task End(Change change, Guid machineId, string keyId, DateTimeOffset now, CancellationToken cancel)
    {
        await change.Touch(JournalLine.Instance, "endMachineKey", cancel);
        var known = (await ReadMachines.Keys(change.Connection, machineId, cancel)).FirstOrDefault(key =>
            string.Equals(key.KeyId, keyId, StringComparison.Ordinal) && !(key.UntilAt <= now)
        );
        if (known is null)
        {
            throw new RefusedException("machineKey.unknown", "key");
        }
        await change.Replace(Tables.MachineKey, known, known with { UntilAt = now }, cancel);
        // Whoever holds a stolen key holds a token as well.
        await RegisterMachine.RevokeTokens(change, machineId, cancel);
    }
}
