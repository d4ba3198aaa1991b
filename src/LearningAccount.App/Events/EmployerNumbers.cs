using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Events;

/// <summary>The numbers by which addresses name employers: the enterprise number, or else the NSSO number.</summary>
internal sealed class EmployerNumbers(Database database)
{
    private readonly KnownUntilWritten<Guid, string> known = new(database);

    /// <summary>Null: no such employer is kept here.</summary>
    public ValueTask<string?> Of(Guid employerId, CancellationToken cancel) => known.Get(employerId, one => Ask(one, cancel));

    private async Task<string?> Ask(Guid employerId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await FindEmployer.ById(connection, employerId, cancel) is { } employer
            ? employer.EnterpriseNumber?.Digits ?? employer.NssoNumber?.Digits
            : null;
    }
}
