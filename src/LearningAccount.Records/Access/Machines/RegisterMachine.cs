using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>What is said of a machine by whoever looks after it.</summary>
/// <param name="Scopes">In full.</param>
public sealed record MachineWords(string Name, string Contact, IReadOnlyCollection<string> Scopes);

/// <summary>Makes a machine known, or changes what is known of it. Knowing it gives no access yet: employers give that.</summary>
public static class RegisterMachine
{
    private const int LongestName = 100;
    private const int MostOfOne = 50;

    /// <param name="home">The employer whose administrators look after it; null: none.</param>
    /// <param name="byOperator">Whoever runs the installation says so: scopes of training providers are given by nobody else.</param>
    /// <param name="id">The one it gets; null: one of its own.</param>
    /// <returns>Its id, by which it signs in.</returns>
    /// <exception cref="RefusedException">
    /// <c>machineName</c>, <c>machineOrganisation</c>, <c>machineContact</c>, <c>machineScopes</c>, <c>machineProvider</c>: only the
    /// operator gives such scopes; <c>machineMany</c>: the organisation has enough.
    /// </exception>
    public static async Task<Guid> Do(
        Change change,
        MachineWords words,
        (string Name, EnterpriseNumber Number) organisation,
        Guid? owner,
        Guid? home,
        bool byOperator,
        CancellationToken cancel,
        Guid? id = null
    )
    {
        await change.Touch(JournalLine.Instance, "registerMachine", cancel);
        var machine = new MachineVersion
        {
            EmployerId = JournalLine.Instance,
            Origin = FactVersion.ByHand,
            MachineId = id ?? Guid.CreateVersion7(),
            Name = Named(words.Name, "machineName", "name"),
            Organisation = Named(organisation.Name, "machineOrganisation", "organisation"),
            OrganisationNumber = organisation.Number,
            Contact = RegisterUser.TryAddress(words.Contact) ?? throw new RefusedException("machineContact", "contact"),
            Scopes = Checked(words.Scopes, [], byOperator),
            OwnerId = owner,
            HomeId = home,
            IsOpen = true,
            MayAddEmployers = false,
            Series = 1,
        };
        var known = await ReadMachines.All(change.Connection, cancel);
        if (known.Count(other => other.OrganisationNumber == organisation.Number && other.IsOpen) >= MostOfOne)
        {
            throw new RefusedException("machineMany", "name", ("most", $"{MostOfOne}"));
        }
        change.Insert(Tables.Machine, machine);
        return machine.MachineId;
    }

    /// <summary>Says other words of it.</summary>
    /// <exception cref="RefusedException">As above, and <c>machineUnknown</c>.</exception>
    public static Task Say(Change change, Guid machineId, MachineWords words, bool byOperator, CancellationToken cancel) =>
        Alter(
            change,
            machineId,
            "changeMachine",
            known =>
                known with
                {
                    Name = Named(words.Name, "machineName", "name"),
                    Contact = RegisterUser.TryAddress(words.Contact) ?? throw new RefusedException("machineContact", "contact"),
                    Scopes = Checked(words.Scopes, [.. ApiScopes.Read(known.Scopes)], byOperator),
                },
            cancel
        );

    /// <summary>It may no longer sign in, and its tokens open nothing from now on; or it may again.</summary>
    /// <exception cref="RefusedException"><c>machineUnknown</c>.</exception>
    public static Task Open(Change change, Guid machineId, bool isOpen, CancellationToken cancel) =>
        Alter(
            change,
            machineId,
            isOpen ? "openMachine" : "stopMachine",
            known => known.IsOpen == isOpen ? known : known with { IsOpen = isOpen, Series = known.Series + 1 },
            cancel
        );

    /// <summary>All its tokens open nothing from now on; it may ask for new ones.</summary>
    /// <exception cref="RefusedException"><c>machineUnknown</c>.</exception>
    public static Task RevokeTokens(Change change, Guid machineId, CancellationToken cancel) =>
        Alter(change, machineId, "revokeTokens", known => known with { Series = known.Series + 1 }, cancel);

    /// <summary>Whether it may open employers that are not kept here yet: for the operator to say.</summary>
    /// <exception cref="RefusedException"><c>machineUnknown</c>.</exception>
    public static Task LetAddEmployers(Change change, Guid machineId, bool may, CancellationToken cancel) =>
        Alter(change, machineId, "changeMachine", known => known with { MayAddEmployers = may }, cancel);

    private static async Task Alter(
        Change change,
        Guid machineId,
        string action,
        Func<MachineVersion, MachineVersion> with,
        CancellationToken cancel
    )
    {
        await change.Touch(JournalLine.Instance, action, cancel);
        var known = await ReadMachines.Find(change.Connection, machineId, cancel) ?? throw Unknown();
        var said = with(known);
        if (said != known)
        {
            await change.Replace(Tables.Machine, known, said with { Origin = FactVersion.ByHand }, cancel);
        }
    }

    internal static RefusedException Unknown() => new("machineUnknown", "machine");

    /// <summary>A line of text as people call something.</summary>
    internal static string Named(string name, string code, string at) =>
        name.Trim() is { Length: > 0 and <= LongestName } trimmed && !trimmed.Any(char.IsControl)
            ? SsinInText.Masked(trimmed)
            : throw new RefusedException(code, at, ("most", $"{LongestName}"));

    private static string Checked(IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> known, bool byOperator)
    {
        if (scopes.Count == 0 || !ApiScopes.Has(scopes) || scopes.Any(ApiScopes.IsOwn))
        {
            throw new RefusedException("machineScopes", "scopes");
        }
        // What the operator gave, others may leave or take away.
        if (!byOperator && scopes.Except(known, StringComparer.Ordinal).Any(ApiScopes.IsOfProviders))
        {
            throw new RefusedException("machineProvider", "scopes");
        }
        return ApiScopes.Text(scopes);
    }
}
