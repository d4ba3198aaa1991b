using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Api.Registrations;

/// <summary>
/// What a training provider registers, whoever the employer is: <c>/registrations</c>. No answer depends on whether the worker or the
/// employer is known here.
/// </summary>
internal static class ProviderApi
{
    private const string IdParameter = "registrationId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listOwnRegistrations", Right.ProvideTrainings, List),
            new("sendRegistration", Right.ProvideTrainings, Send),
            new("sendRegistrations", Right.ProvideTrainings, RegistrationBulk.Send),
            new("readOwnRegistration", Right.ProvideTrainings, Read),
            new("replaceRegistration", Right.ProvideTrainings, Replace),
            new("withdrawRegistration", Right.ProvideTrainings, Withdraw),
        ];

    public static string LinkOf(ApiCall call, Registration one) => call.Link($"/registrations/{one.RegistrationId:D}");

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var (page, size) = Paging.Asked(call);
        RegistrationState? state = call["state"] is { } asked ? Enum.Parse<RegistrationState>(asked, ignoreCase: true) : null;
        await using var connection = await call.Part<Database>().Connect(cancel);
        var (shown, total) = await ReadRegistrations.OfProvider(
            connection,
            call.Visitor.UserId,
            state,
            call["externalId"],
            ((page - 1L) * size, size),
            cancel
        );
        return Paging.Of(
            call,
            shown,
            total,
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one));
                RegistrationJson.ForProvider(json, one);
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var one =
            await ReadRegistrations.OfProvider(connection, call.Visitor.UserId, call.Id(IdParameter), cancel)
            ?? throw new ProblemException(Problem.NotFound());
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, one));
            RegistrationJson.ForProvider(json, one);
            json.WriteEndObject();
        }) with
        {
            ETag = RegistrationJson.ETag(one),
        };
    }

    private static Task<ApiAnswer> Send(ApiCall call, CancellationToken cancel)
    {
        var sent = ReadBody(call);
        return call.Make(
            async change =>
            {
                var answer = (await SendRegistrations.Do(change, call.Visitor.UserId, [sent], call.Now, cancel))[0];
                // Of somebody of whom nothing is kept here; else it stands for another that is.
                var one = answer.Registration ?? throw new RefusedException(answer.Anomalies[0]);
                return answer.Outcome switch
                {
                    ReceivedOutcome.Received => Receipt(call, one) with
                    {
                        Status = StatusCodes.Status201Created,
                        Location = LinkOf(call, one),
                    },
                    ReceivedOutcome.Unchanged => Receipt(call, one),
                    _ => throw new ProblemException(Problem.AlreadyThere(LinkOf(call, one))),
                };
            },
            cancel
        );
    }

    private static Task<ApiAnswer> Replace(ApiCall call, CancellationToken cancel)
    {
        var sent = ReadBody(call);
        return Make(call, (change, known) => SendRegistrations.Replace(change, known, sent, call.Now, cancel), cancel);
    }

    private static Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel) =>
        Make(call, (change, known) => SendRegistrations.Withdraw(change, known, call.Now, cancel), cancel);

    private static Task<ApiAnswer> Make(ApiCall call, Func<Change, Registration, Task> work, CancellationToken cancel) =>
        call.Make(
            async change =>
            {
                var (provider, id) = (call.Visitor.UserId, call.Id(IdParameter));
                var known =
                    await ReadRegistrations.OfProvider(change.Connection, provider, id, cancel)
                    ?? throw new ProblemException(Problem.NotFound());
                call.CheckIfMatch(RegistrationJson.ETag(known));
                await work(change, known);
                return Receipt(call, (await ReadRegistrations.OfProvider(change.Connection, provider, id, cancel))!);
            },
            cancel
        );

    private static SentRegistration ReadBody(ApiCall call)
    {
        var read = new ReadSent(call.Today);
        var sent = read.Read(call.Body);
        TrainingsApi.OrThrow(read.Issues);
        return sent!;
    }

    private static ApiAnswer Receipt(ApiCall call, Registration one)
    {
        void Json(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, one));
            RegistrationJson.Receipt(json, one);
            json.WriteEndObject();
        }
        return ApiAnswer.Of(Json) with { ETag = RegistrationJson.ETag(one) };
    }
}
