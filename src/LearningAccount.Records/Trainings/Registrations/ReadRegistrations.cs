using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings.Registrations;

/// <summary>
/// Reads registrations: a provider its own, an employer those of its workers. Whose they are is found out when an employer looks, so
/// that nothing is kept of it and a worker who becomes known later brings them along.
/// </summary>
public static class ReadRegistrations
{
    private const string Select = """
        select r.registration_id, r.provider_id, r.external_id, r.ssin, r.employer_number, r.said, r.is_withdrawn, r.version,
          r.received_at, r.changed_at, d.choice, d.reason, d.training_id, d.recorded as decided, m.organisation, m.organisation_number
        from provider_registration as r
        join machine as m on m.machine_id = r.provider_id and m.superseded is null
        left join registration_decision as d on d.registration_id = r.registration_id and d.superseded is null
        """;

    /// <summary>One of a provider; null: it has none such.</summary>
    public static Task<Registration?> OfProvider(DbConnection connection, Guid providerId, Guid id, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<Registration>(
            new(
                $"{Select} where r.provider_id = @providerId and r.registration_id = @id",
                new { providerId, id },
                cancellationToken: cancel
            )
        );

    /// <summary>The one a provider calls so and has not withdrawn; null: there is none.</summary>
    public static Task<Registration?> Called(
        DbConnection connection,
        Guid providerId,
        string externalId,
        CancellationToken cancel
    ) =>
        connection.QuerySingleOrDefaultAsync<Registration>(
            new(
                $"""
                {Select}
                where r.provider_id = @providerId and r.external_id = @externalId and r.is_withdrawn = 0
                """,
                new { providerId, externalId },
                cancellationToken: cancel
            )
        );

    /// <summary>A page of a provider's, the latest first.</summary>
    /// <param name="state">Null: all.</param>
    /// <param name="externalId">Null: all.</param>
    /// <returns>With how many there are on all pages.</returns>
    public static async Task<(IReadOnlyList<Registration> Shown, int Total)> OfProvider(
        DbConnection connection,
        Guid providerId,
        RegistrationState? state,
        string? externalId,
        (long Skip, int Take) page,
        CancellationToken cancel
    )
    {
        var which =
            "r.provider_id = @providerId"
            + (externalId is null ? "" : " and r.external_id = @externalId")
            + state switch
            {
                RegistrationState.ToVerify => " and d.choice is null and r.is_withdrawn = 0",
                RegistrationState.Withdrawn => " and d.choice is null and r.is_withdrawn = 1",
                { } => " and d.choice = @choice",
                null => "",
            };
        var asked = new
        {
            providerId,
            externalId,
            choice = state is { } one ? ColumnText.Of(one) : null,
            page.Skip,
            page.Take,
        };
        var total = await connection.ExecuteScalarAsync<long>(
            new($"select count(*) from ({Select} where {which}) as found", asked, cancellationToken: cancel)
        );
        var shown = await connection.QueryAsync<Registration>(
            new(
                $"""
                {Select} where {which}
                order by r.received_at desc, r.registration_id desc limit @Take offset @Skip
                """,
                asked,
                cancellationToken: cancel
            )
        );
        return (shown.AsList(), (int)total);
    }

    /// <summary>Those of an employer's workers that were not withdrawn, the one that waits longest first.</summary>
    public static async Task<IReadOnlyList<(Registration Registration, Guid Worker)>> OfEmployer(
        DbConnection connection,
        EmployerVersion employer,
        CancellationToken cancel
    )
    {
        string?[] numbers = [employer.EnterpriseNumber?.Digits, employer.NssoNumber?.Digits];
        var found = await connection.QueryAsync<Registration>(
            new(
                $"""
                {Select}
                where r.employer_number in ({Database.ManyKeys(connection)}) and r.is_withdrawn = 0
                  and (d.employer_id is null or d.employer_id = @EmployerId)
                order by r.received_at, r.registration_id
                """,
                new { keys = ReadVersions.List(numbers.OfType<string>()), employer.EmployerId },
                cancellationToken: cancel
            )
        );
        var all = found.AsList();
        if (all.Count == 0)
        {
            return [];
        }
        HashSet<Ssin> persons = [.. all.Select(one => one.Ssin)];
        var workers = await FindWorkers.Of(connection, employer.EmployerId, persons, cancel);
        return [.. all.Where(one => workers.ContainsKey(one.Ssin)).Select(one => (one, workers[one.Ssin]))];
    }
}
