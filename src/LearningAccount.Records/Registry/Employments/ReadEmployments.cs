using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Reads the employments of some workers as they are known now; inside a change, with what it wrote itself.</summary>
public static class ReadEmployments
{
    /// <param name="aliases">Of <see cref="WorkerAliases"/>: the workers asked for, with all who are the same persons.</param>
    /// <returns>By the worker that stands for the person.</returns>
    public static async Task<Dictionary<Guid, ResolvedEmployments>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyDictionary<Guid, Guid> aliases,
        CancellationToken cancel
    )
    {
        var workers = aliases.Keys.ToList();
        var occupations = await ReadVersions.Now(connection, Tables.Occupation, employerId, workers, cancel);
        var declared = await ReadVersions.Now(connection, Tables.DeclarationPerson, employerId, workers, cancel);
        var contracts = await ReadVersions.Now(connection, Tables.Contract, employerId, workers, cancel);
        var suspensions = await ReadVersions.Now(connection, Tables.Suspension, employerId, workers, cancel);
        var last = await connection.ExecuteScalarAsync<string?>(
            new(
                "select max(quarter) from declaration where employer_id = @employerId and superseded is null and persons > 0",
                new { employerId },
                cancellationToken: cancel
            )
        );
        Quarter? lastDeclared = Quarter.TryParse(last, out var quarter) ? quarter : null;
        var occupationsOf = occupations.ToLookup(one => aliases[one.WorkerId]);
        var declaredOf = declared.ToLookup(one => aliases[one.WorkerId!.Value]);
        var contractsOf = contracts.ToLookup(one => aliases[one.WorkerId]);
        var suspensionsOf = suspensions.ToLookup(one => aliases[one.WorkerId]);
        return aliases
            .Values.Distinct()
            .ToDictionary(
                worker => worker,
                worker =>
                    ResolveEmployments.Of(
                        new()
                        {
                            Occupations = [.. OccupationsInForce.Of(occupationsOf[worker], declaredOf[worker])],
                            Contracts = [.. contractsOf[worker]],
                            Suspensions = [.. suspensionsOf[worker]],
                            LastDeclared = lastDeclared,
                        }
                    )
            );
    }
}
