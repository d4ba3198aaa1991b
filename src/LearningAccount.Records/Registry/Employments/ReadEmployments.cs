using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Reads the employments of some workers as they are known now; inside a change, with what it wrote itself.</summary>
public static class ReadEmployments
{
    /// <param name="aliases">Of <see cref="WorkerAliases"/>: the workers asked for, with all who are the same persons.</param>
    /// <param name="days">When what is said was recorded, for the origins to tell.</param>
    /// <returns>By the worker that stands for the person.</returns>
    public static async Task<Dictionary<Guid, ResolvedEmployments>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyDictionary<Guid, Guid> aliases,
        CancellationToken cancel,
        RecordedDays? days = null
    )
    {
        var workers = aliases.Keys.ToList();
        var occupations = await ReadVersions.Now(connection, Tables.Occupation, employerId, workers, cancel);
        var declared = await ReadVersions.Now(connection, Tables.DeclarationPerson, employerId, workers, cancel);
        var contracts = await ReadVersions.Now(connection, Tables.Contract, employerId, workers, cancel);
        var suspensions = await ReadVersions.Now(connection, Tables.Suspension, employerId, workers, cancel);
        var dimona = await ReadVersions.Now(connection, Tables.DimonaPeriod, employerId, workers, cancel);
        var quarters = await connection.QuerySingleAsync<DeclaredQuarters>(
            new(
                """
                select min(quarter) as first, max(quarter) as last from declaration
                where employer_id = @employerId and superseded is null and persons > 0
                """,
                new { employerId },
                cancellationToken: cancel
            )
        );
        var dimonaSince = await DimonaSince(connection, employerId, long.MaxValue, cancel);
        var occupationsOf = occupations.ToLookup(one => aliases[one.WorkerId]);
        var declaredOf = declared.ToLookup(one => aliases[one.WorkerId!.Value]);
        var contractsOf = contracts.ToLookup(one => aliases[one.WorkerId]);
        var suspensionsOf = suspensions.ToLookup(one => aliases[one.WorkerId]);
        var dimonaOf = dimona.ToLookup(one => aliases[one.WorkerId]);
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
                            Dimona = [.. dimonaOf[worker]],
                            FirstDeclared = quarters.First,
                            LastDeclared = quarters.Last,
                            DimonaSince = dimonaSince,
                            Days = days ?? RecordedDays.None,
                        }
                    )
            );
    }

    /// <summary>The day of the first message of Dimona that holds as the employer's journal stood at a line; null: there is none.</summary>
    internal static async Task<DateOnly?> DimonaSince(
        DbConnection connection,
        Guid employerId,
        long seq,
        CancellationToken cancel
    )
    {
        var first = await connection.ExecuteScalarAsync<string?>(
            new(
                """
                select min(said_at) from (
                  select said_at from dimona_period
                  where employer_id = @employerId and recorded <= @seq and (superseded is null or superseded > @seq)
                  union all
                  select said_on from kept_dimona
                  where employer_id = @employerId and superseded is null
                    and known_from <= @seq and (known_until is null or known_until > @seq)
                ) as said
                """,
                new { employerId, seq },
                cancellationToken: cancel
            )
        );
        return first is null ? null : ColumnText.ToDay(first[..10]);
    }

    private sealed record DeclaredQuarters
    {
        public Quarter? First { get; init; }
        public Quarter? Last { get; init; }
    }
}
