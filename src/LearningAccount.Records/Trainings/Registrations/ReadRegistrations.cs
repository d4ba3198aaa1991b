using System.Data.Common;
using Dapper;
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

    /// <summary>A page of those of an employer's workers that were not withdrawn, the one that waits longest first.</summary>
    /// <returns>Each with whoever stands for the person, and how many there are on all pages.</returns>
    public static async Task<(IReadOnlyList<(Registration Registration, Guid Worker)> Shown, int Total)> OfEmployer(
        DbConnection connection,
        EmployerVersion employer,
        RegistrationQuestion question,
        (long Skip, int Take) page,
        CancellationToken cancel
    )
    {
        // Two keys of one statement: those it names employers by, and the workers who are seen.
        var workers = question.Workers is null ? "" : $" and found.worker_id in ({Database.ManyKeys(connection)})";
        var numbers = employer.NssoNumber is null ? "@enterprise" : "@enterprise, @nsso";
        var found = $"""
            from (
              {Select.Replace("select ", $"select {WorkerOf} as worker_id, ", StringComparison.Ordinal)}
              where r.employer_number in ({numbers}) and r.is_withdrawn = 0
                and (d.employer_id is null or d.employer_id = @EmployerId)
                {(question.Id is null ? "" : "and r.registration_id = @id")}
                {question.State switch
                {
                    RegistrationState.ToVerify => "and d.choice is null",
                    { } => "and d.choice = @choice",
                    null => "",
                }}
            ) as found where found.worker_id is not null{workers}
            """;
        var asked = new
        {
            employer.EmployerId,
            enterprise = employer.EnterpriseNumber?.Digits ?? employer.NssoNumber?.Digits,
            nsso = employer.NssoNumber?.Digits,
            id = question.Id,
            choice = question.State is { } state ? ColumnText.Of(state) : null,
            keys = ReadVersions.List((question.Workers ?? []).Select(ColumnText.Of)),
            page.Skip,
            page.Take,
        };
        var total = await connection.ExecuteScalarAsync<long>(new($"select count(*) {found}", asked, cancellationToken: cancel));
        if (total == 0 || page.Take == 0)
        {
            return ([], (int)total);
        }
        var shown = await connection.QueryAsync<FoundRegistration>(
            new(
                $"select * {found} order by found.received_at, found.registration_id limit @Take offset @Skip",
                asked,
                cancellationToken: cancel
            )
        );
        return ([.. shown.Select(one => ((Registration)one, one.WorkerId))], (int)total);
    }

    /// <summary>One of an employer's workers; null: there is none, or the provider took it back.</summary>
    public static async Task<(Registration Registration, Guid Worker)?> Find(
        DbConnection connection,
        EmployerVersion employer,
        Guid id,
        CancellationToken cancel
    ) => (await OfEmployer(connection, employer, new() { Id = id }, (0, 1), cancel)).Shown is [var one] ? one : null;

    // As FindWorkers has it: of two workers who turned out to be one person, the first recorded.
    private const string WorkerOf = """
        (select min(w.worker_id) from person_number as n
         join worker as w on w.person_id = n.person_id and w.employer_id = @EmployerId and w.superseded is null
         where n.ssin = r.ssin and n.superseded is null)
        """;
}

/// <summary>Which registrations of an employer's workers are asked for.</summary>
public sealed record RegistrationQuestion
{
    /// <summary>Null: whatever was decided.</summary>
    public RegistrationState? State { get; init; }
    public Guid? Id { get; init; }

    /// <summary>Of these alone, each the one who stands for the person; null: of all.</summary>
    public IReadOnlyCollection<Guid>? Workers { get; init; }
}
