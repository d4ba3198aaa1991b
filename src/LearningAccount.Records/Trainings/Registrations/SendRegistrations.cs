using System.Collections.Immutable;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings.Registrations;

/// <summary>What became of a registration that was sent.</summary>
public enum ReceivedOutcome
{
    Received,

    /// <summary>It was there already and says the same.</summary>
    Unchanged,

    /// <summary>Nothing of it was kept.</summary>
    Refused,
}

/// <summary>The answer to a registration that was sent.</summary>
/// <param name="Registration">As it is kept; where it was refused, the one in its way, or null.</param>
public sealed record ReceivedAnswer(ReceivedOutcome Outcome, Registration? Registration, ImmutableArray<Anomaly> Anomalies);

/// <summary>
/// What providers do with their registrations: send, replace, withdraw. No journal tells of it, since it is nobody's fact until an
/// employer confirms it; and nothing here asks whether the worker or the employer is known, so that no answer can tell.
/// </summary>
public static class SendRegistrations
{
    /// <summary>In one request.</summary>
    public const int Most = 1_000;

    /// <summary>How long one waits for the employer, and how long one that was withdrawn can be read still.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(90);

    /// <summary>How long a provider can read what was decided.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static async Task<IReadOnlyList<ReceivedAnswer>> Do(
        Change change,
        Guid providerId,
        IReadOnlyList<SentRegistration> sent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var answers = new List<ReceivedAnswer>(sent.Count);
        foreach (var one in sent)
        {
            answers.Add(await ReceiveOrRefuse(change, providerId, one, now, cancel));
        }
        return answers;
    }

    /// <summary>From now on it says what is sent, and waits anew.</summary>
    /// <param name="known">As it was read in the same change.</param>
    /// <exception cref="RefusedException"><c>registration.decided</c>, <c>registration.externalId</c>, <c>changedMeanwhile</c>.</exception>
    public static async Task Replace(
        Change change,
        Registration known,
        SentRegistration sent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        Undecided(known);
        change.CheckPerson(sent.Ssin);
        if (!string.Equals(sent.ExternalId, known.ExternalId, StringComparison.Ordinal))
        {
            throw new RefusedException("registration.externalId", "externalId");
        }
        await Write(
            change,
            """
            update provider_registration
            set ssin = @Ssin, employer_number = @EmployerNumber, said = @Said, version = version + 1, changed_at = @now
            where registration_id = @RegistrationId and version = @Version
            """,
            new
            {
                sent.Ssin,
                sent.EmployerNumber,
                sent.Said,
                now,
                known.RegistrationId,
                known.Version,
            },
            cancel
        );
    }

    /// <summary>The employer does not see it any more; one that was withdrawn stays so.</summary>
    /// <param name="known">As it was read in the same change.</param>
    /// <exception cref="RefusedException"><c>registration.decided</c>, <c>changedMeanwhile</c>.</exception>
    public static async Task Withdraw(Change change, Registration known, DateTimeOffset now, CancellationToken cancel)
    {
        if (known.State is RegistrationState.Withdrawn)
        {
            return;
        }
        Undecided(known);
        await Write(
            change,
            """
            update provider_registration set is_withdrawn = 1, version = version + 1, changed_at = @now
            where registration_id = @RegistrationId and version = @Version
            """,
            new
            {
                now,
                known.RegistrationId,
                known.Version,
            },
            cancel
        );
    }

    /// <summary>
    /// Forgets what nobody decided in time. It goes by days alone: were it kept longer where the worker is known, a provider could tell.
    /// </summary>
    public static Task Sweep(Database database, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        return database.WriteState(
            """
            delete from provider_registration where changed_at < @decided or (changed_at < @waiting and not exists (
              select 1 from registration_decision as d
              where d.registration_id = provider_registration.registration_id and d.superseded is null))
            """,
            new { decided = now - Kept, waiting = now - Waits },
            cancel
        );
    }

    /// <summary>Nobody else changes it until the end of the change.</summary>
    /// <exception cref="RefusedException"><c>changedMeanwhile</c>: somebody did since it was read.</exception>
    internal static Task Take(Change change, Registration known, DateTimeOffset now, CancellationToken cancel) =>
        Write(
            change,
            """
            update provider_registration set version = version + 1, changed_at = @now
            where registration_id = @RegistrationId and version = @Version
            """,
            new
            {
                now,
                known.RegistrationId,
                known.Version,
            },
            cancel
        );

    /// <exception cref="RefusedException"><c>registration.decided</c>.</exception>
    internal static void Undecided(Registration known)
    {
        if (known.State is not RegistrationState.ToVerify)
        {
            throw new RefusedException("registration.decided", "registration");
        }
    }

    private static async Task<ReceivedAnswer> ReceiveOrRefuse(
        Change change,
        Guid providerId,
        SentRegistration sent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        try
        {
            change.CheckPerson(sent.Ssin);
        }
        catch (RefusedException refused)
        {
            return new(ReceivedOutcome.Refused, null, [refused.Anomaly]);
        }
        return await Receive(change, providerId, sent, now, cancel);
    }

    private static async Task<ReceivedAnswer> Receive(
        Change change,
        Guid providerId,
        SentRegistration sent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var id = Guid.CreateVersion7();
        // Whoever sends the same id at the same time is waited for.
        var written = await change.Connection.ExecuteAsync(
            new(
                """
                insert into provider_registration (registration_id, provider_id, external_id, ssin, employer_number, said, is_withdrawn,
                  version, received_at, changed_at)
                values (@id, @providerId, @ExternalId, @Ssin, @EmployerNumber, @Said, 0, 1, @now, @now) on conflict do nothing
                """,
                new
                {
                    id,
                    providerId,
                    sent.ExternalId,
                    sent.Ssin,
                    sent.EmployerNumber,
                    sent.Said,
                    now,
                },
                cancellationToken: cancel
            )
        );
        if (written > 0)
        {
            var made = await ReadRegistrations.OfProvider(change.Connection, providerId, id, cancel);
            return new(ReceivedOutcome.Received, made, []);
        }
        var known = (await ReadRegistrations.Called(change.Connection, providerId, sent.ExternalId!, cancel))!;
        return known.Says(sent)
            ? new(ReceivedOutcome.Unchanged, known, [])
            : new(ReceivedOutcome.Refused, known, [new("registration.externalIdTaken", Severity.Error, "externalId")]);
    }

    private static async Task Write(Change change, string statement, object values, CancellationToken cancel)
    {
        if (await change.Connection.ExecuteAsync(new(statement, values, cancellationToken: cancel)) == 0)
        {
            throw new RefusedException("changedMeanwhile", "registration");
        }
    }
}
