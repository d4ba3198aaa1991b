using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>The employers that addresses name: by their enterprise number, or else by their NSSO number.</summary>
internal sealed class EmployersByNumber(Database database)
{
    private readonly KnownUntilWritten<string, EmployerVersion> known = new(database);

    /// <summary>Null: it is no such number, or of nobody who is kept here.</summary>
    public ValueTask<EmployerVersion?> Find(string number, CancellationToken cancel) =>
        known.Get(number, one => Ask(one, cancel));

    private async Task<EmployerVersion?> Ask(string number, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await FindEmployer.ByText(connection, number, cancel);
    }
}
