using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Api.Registrations;

/// <summary>What providers registered for an employer's workers, and what it decides: <c>/employers/{employerNumber}/registrations</c>.</summary>
internal static class RegistrationsApi
{
    private const string IdParameter = "registrationId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listRegistrations", Right.ReadEmployer, List),
            new("readRegistration", Right.ReadEmployer, Read),
            new("confirmRegistration", Right.RegisterTrainings, Confirm),
            new("refuseRegistration", Right.RegisterTrainings, Refuse),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var state = call["state"];
        var found = (await Seen(call, cancel)).Where(one => state is null || state == ColumnText.Of(one.Registration.State));
        return Paging.Of(
            call,
            found.ToList(),
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.Registration.RegistrationId));
                RegistrationJson.ForEmployer(json, one.Registration, one.Worker);
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (one, worker) = await Find(call, cancel);
        return Answer(call, one, worker);
    }

    private static async Task<ApiAnswer> Confirm(ApiCall call, CancellationToken cancel)
    {
        var (_, worker) = await Find(call, cancel);
        var read = new ReadWords(call.Today, "changes.");
        Func<TrainingVersion, TrainingVersion>? edit =
            call.HasBody && call.Body.TryGetProperty("changes", out var changes)
                ? words => TrainingsApi.Patched(words, changes, read)
                : null;
        return await call.Make(
            async change =>
            {
                var id = call.Id(IdParameter);
                var isBesideSimilar = call.HasBody && call.Body.TextOf("similar") is "register";
                var answer = await DecideRegistration.Confirm(
                    change,
                    call.Employer,
                    id,
                    edit,
                    isBesideSimilar,
                    call.Now,
                    cancel,
                    one => call.CheckIfMatch(RegistrationJson.ETag(one))
                );
                return answer.Outcome is SentOutcome.Refused
                    ? throw new ProblemException(TrainingsApi.ProblemOf(call, answer, read))
                    : Answer(call, await Now(change, call, id, cancel), worker);
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Refuse(ApiCall call, CancellationToken cancel)
    {
        var (_, worker) = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                var id = call.Id(IdParameter);
                await DecideRegistration.Refuse(
                    change,
                    call.Employer,
                    id,
                    call.Body.TextOf("reason"),
                    call.Now,
                    cancel,
                    one => call.CheckIfMatch(RegistrationJson.ETag(one))
                );
                return Answer(call, await Now(change, call, id, cancel), worker);
            },
            cancel
        );
    }

    private static async Task<Registration> Now(Change change, ApiCall call, Guid id, CancellationToken cancel) =>
        (await ReadRegistrations.OfEmployer(change.Connection, call.Employer, cancel))
            .Select(one => one.Registration)
            .Single(one => one.RegistrationId == id);

    private static ApiAnswer Answer(ApiCall call, Registration one, Guid worker) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, one.RegistrationId));
            RegistrationJson.ForEmployer(json, one, worker);
            json.WriteEndObject();
        }) with
        {
            ETag = RegistrationJson.ETag(one),
        };

    /// <summary>Those of workers the visitor sees, with whoever stands for the person.</summary>
    private static async Task<IReadOnlyList<(Registration Registration, Guid Worker)>> Seen(
        ApiCall call,
        CancellationToken cancel
    )
    {
        var seen = await Requests.Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var found = await ReadRegistrations.OfEmployer(connection, call.Employer, cancel);
        return
        [
            .. found
                .Select(one => (one.Registration, Worker: seen.Snapshot.Worker(one.Worker)?.WorkerId))
                .Where(one => one.Worker is not null)
                .Select(one => (one.Registration, one.Worker!.Value)),
        ];
    }

    /// <exception cref="ProblemException">404: there is none, or of a worker the visitor does not see.</exception>
    private static async Task<(Registration Registration, Guid Worker)> Find(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id(IdParameter);
        foreach (var one in await Seen(call, cancel))
        {
            if (one.Registration.RegistrationId == id)
            {
                return one;
            }
        }
        throw new ProblemException(Problem.NotFound());
    }

    private static string LinkOf(ApiCall call, Guid id) => call.EmployerLink($"/registrations/{id:D}");
}
