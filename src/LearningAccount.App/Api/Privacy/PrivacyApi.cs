using System.Text.Json;
using LearningAccount.App.Api.Me;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Privacy;

/// <summary>
/// What persons ask of their data: an employer's, to be seen in time, <c>/employers/{employerNumber}/privacyRequests</c>; one's own,
/// <c>/me/privacyRequests</c>. They are answered on the pages, where what would be erased is seen first.
/// </summary>
internal static class PrivacyApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listPrivacyRequests", Right.ReadHistory, List),
            new("listOwnPrivacyRequests", Right.OwnAccount, ListOwn),
            new("getOwnPrivacyRequest", Right.OwnAccount, GetOwn),
            new("askAboutOwnData", Right.OwnAccount, Ask),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var open = call["open"];
        var found = (await PrivacyRequests.All(connection, call.EmployerId, cancel))
            .Where(one => open is null || one.IsOpen == open is "true")
            .ToList();
        return Paging.Of(
            call,
            found,
            (json, one) =>
            {
                Write(json, one);
                // Of whom everything was erased nobody is there any more.
                if (seen.Snapshot.Worker(one.WorkerId) is { } worker)
                {
                    json.WriteString("workerId", worker.WorkerId);
                    json.Link("worker", call.EmployerLink($"/workers/{worker.WorkerId:D}"));
                }
            }
        );
    }

    private static async Task<ApiAnswer> ListOwn(ApiCall call, CancellationToken cancel) =>
        Paging.Whole(
            call,
            await Own(call, cancel),
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.Asked));
                WriteOwn(json, one.Own, one.Asked);
            }
        );

    private static async Task<ApiAnswer> GetOwn(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id("privacyRequestId");
        var (own, asked) = (await Own(call, cancel)).Find(one => one.Asked.RequestId == id);
        return asked is null ? throw new ProblemException(Problem.NotFound()) : Document(call, own, asked);
    }

    private static async Task<List<(OwnAccount Own, PrivacyRequestVersion Asked)>> Own(ApiCall call, CancellationToken cancel)
    {
        var all = new List<(OwnAccount Own, PrivacyRequestVersion Asked)>();
        await using var connection = await call.Part<Database>().Connect(cancel);
        foreach (var own in await OwnAccounts.All(call, cancel))
        {
            var workers = own.Employer.AliasesOf(own.Worker.WorkerId);
            all.AddRange((await PrivacyRequests.Of(connection, own.EmployerId, workers, cancel)).Select(one => (own, one)));
        }
        return all;
    }

    private static async Task<ApiAnswer> Ask(ApiCall call, CancellationToken cancel)
    {
        var own = await OwnAccounts.One(call, Guid.Parse(call.Body.TextOf("workerId")!), cancel);
        return await call.Make(
            async change =>
            {
                var id = await PrivacyRequests.Ask(
                    change,
                    own.EmployerId,
                    own.Worker.WorkerId,
                    call.Body.CodeOf<PrivacyRequestKind>("kind")!.Value,
                    call.Body.TextOf("words"),
                    CorrectionSide.Worker,
                    call.Today,
                    cancel
                );
                var workers = own.Employer.AliasesOf(own.Worker.WorkerId);
                var asked = (await PrivacyRequests.Of(change.Connection, own.EmployerId, workers, cancel)).Single(one =>
                    one.RequestId == id
                );
                return Document(call, own, asked) with { Status = StatusCodes.Status201Created, Location = LinkOf(call, asked) };
            },
            cancel
        );
    }

    private static ApiAnswer Document(ApiCall call, OwnAccount own, PrivacyRequestVersion asked) =>
        ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, asked));
            WriteOwn(json, own, asked);
            json.WriteEndObject();
        });

    private static string LinkOf(ApiCall call, PrivacyRequestVersion asked) =>
        call.Link($"/me/privacyRequests/{asked.RequestId:D}");

    private static void WriteOwn(Utf8JsonWriter json, OwnAccount own, PrivacyRequestVersion one)
    {
        Write(json, one);
        json.WriteString("employerNumber", own.Number);
        json.WriteString("workerId", own.Worker.WorkerId);
    }

    private static void Write(Utf8JsonWriter json, PrivacyRequestVersion one)
    {
        json.WriteString("privacyRequestId", one.RequestId);
        json.Code<PrivacyRequestKind>("kind", one.Kind);
        json.Code<PrivacyRequestStep>("step", one.Step);
        json.Code<CorrectionSide>("by", one.Side);
        json.WriteBoolean("open", one.IsOpen);
        json.Text("words", one.Words);
        json.Day("askedOn", one.AskedOn);
        json.Day("dueOn", one.DueOn);
    }
}
