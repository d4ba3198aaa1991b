using System.Globalization;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Events;
using LearningAccount.Records.Access;
using LearningAccount.Records.Events;

namespace LearningAccount.App.Api.Events;

/// <summary>What changes, to be followed: of one employer, or of all that whoever asks may read.</summary>
internal static class EventFeed
{
    private const string After = "after";

    public static IEnumerable<ApiOperation> Operations =>
        [new("listEvents", Right.ReadEmployer, List), new("listEmployerEvents", Right.ReadEmployer, ListOfEmployer)];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var page = await call.Part<ReadEvents>().OfAll(call.Visitor, Cursor(call, false), Kinds(call), Size(call), cancel);
        return await Answer(call, page, cancel);
    }

    private static async Task<ApiAnswer> ListOfEmployer(ApiCall call, CancellationToken cancel)
    {
        var page = await call.Part<ReadEvents>()
            .Of(call.Visitor, call.EmployerId, Cursor(call, true), Kinds(call), Size(call), cancel);
        return await Answer(call, page, cancel);
    }

    private static async Task<ApiAnswer> Answer(ApiCall call, EventPage page, CancellationToken cancel)
    {
        var numbers = call.Part<EmployerNumbers>();
        var told = new List<(FactEvent Event, string Number)>(page.Events.Count);
        foreach (var one in page.Events)
        {
            if (await numbers.Of(one.EmployerId, cancel) is { } number)
            {
                told.Add((one, number));
            }
        }
        var root = call.Link("");
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            json.WriteStartArray("items");
            foreach (var (one, number) in told)
            {
                json.WriteStartObject();
                WriteEvent.To(json, one, number, root);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("cursor", page.Next.ToString());
            json.WriteBoolean("hasMore", page.HasMore);
            json.WriteString("next", Next(call, page.Next));
            json.WriteEndObject();
        });
    }

    private static string Next(ApiCall call, EventCursor cursor)
    {
        var types = call.Values("type").Select(type => $"&type={Uri.EscapeDataString(type)}");
        return $"{call.Link(call.Context.Request.Path)}?{After}={cursor}&pageSize={call["pageSize"]}{string.Concat(types)}";
    }

    private static int Size(ApiCall call) => int.Parse(call["pageSize"]!, CultureInfo.InvariantCulture);

    private static List<EventKind> Kinds(ApiCall call) => [.. call.Values("type").Select(EventTypes.KindOf).OfType<EventKind>()];

    /// <exception cref="ProblemException">400: a cursor of another feed, or none at all.</exception>
    private static EventCursor Cursor(ApiCall call, bool ofEmployer) =>
        call[After] is not { } text ? EventCursor.Start(ofEmployer)
        : EventCursor.Of(text) is { } cursor && cursor.OfEmployer == ofEmployer ? cursor
        : throw new ProblemException(
            Problem.BadRequest([new(InputIssue.InvalidInput, InputPlace.Query, After, text, "api.issue.cursor")])
        );
}
