using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Papers;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Documents;

/// <summary>What stands at the head and foot of the employer's documents: <c>/employers/{employerNumber}/letterhead</c>.</summary>
internal static class LetterheadApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [new("getLetterhead", Right.IssueDocuments, Get), new("replaceLetterhead", Right.IssueDocuments, Replace)];

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        return Document(call, await SayLetterhead.Now(connection, call.EmployerId, cancel));
    }

    private static async Task<ApiAnswer> Replace(ApiCall call, CancellationToken cancel)
    {
        var said = Sent(call);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "sayLetterhead", cancel);
                var known = await SayLetterhead.Now(change.Connection, call.EmployerId, cancel);
                call.CheckIfMatch(Document(call, known).ETag);
                (await SayLetterhead.Do(change, said, cancel)).OrProblem();
                return Document(call, said);
            },
            cancel
        );
    }

    private static LetterheadVersion Sent(ApiCall call)
    {
        var sent = call.Body;
        var regions = sent.TryGetProperty("regions", out var places)
            ? places
                .EnumerateArray()
                .Select(one =>
                    KeyValuePair.Create(
                        one.TextOf("place") ?? PlaceRegions.Elsewhere,
                        one.CodeOf<LanguageRegion>("region")!.Value
                    )
                )
            : [];
        return new()
        {
            EmployerId = call.EmployerId,
            Origin = FactVersion.ByHand,
            Lines = LinesOf(sent),
            Town = Said(sent, "town"),
            Signatory = Said(sent, "signatory"),
            Capacity = Said(sent, "capacity"),
            Logo = LogoOf(sent),
            Regions = PlaceRegions.Written(regions),
        };
    }

    /// <exception cref="ProblemException">400: a line breaks, or they are too long together.</exception>
    private static string? LinesOf(JsonElement sent)
    {
        if (!sent.TryGetProperty("lines", out var list))
        {
            return null;
        }
        var lines = list.EnumerateArray().Select(line => line.GetString()!.Trim()).Where(line => line.Length > 0).ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    /// <exception cref="ProblemException">400: it is no picture that can be printed.</exception>
    private static string? LogoOf(JsonElement sent)
    {
        if (sent.TextOf("logo") is not { } text)
        {
            return null;
        }
        try
        {
            var picture = Convert.FromBase64String(text);
            if (picture.Length > SayLetterhead.MostLogoBytes)
            {
                throw SentFacts.Wrong("logo", "logo");
            }
            PaperPicture.Read([.. picture]);
            return Convert.ToBase64String(picture);
        }
        catch (Exception wrong) when (wrong is FormatException or UnreadablePictureException)
        {
            throw SentFacts.Wrong("logo", "logo");
        }
    }

    private static string? Said(JsonElement sent, string name) => sent.TextOf(name)?.Trim() is { Length: > 0 } text ? text : null;

    private static ApiAnswer Document(ApiCall call, LetterheadVersion? known) =>
        ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.EmployerLink("/letterhead"));
            json.WriteStartArray("lines");
            foreach (var line in (known?.Lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                json.WriteStringValue(line);
            }
            json.WriteEndArray();
            json.Text("town", known?.Town);
            json.Text("signatory", known?.Signatory);
            json.Text("capacity", known?.Capacity);
            json.Text("logo", known?.Logo);
            json.WriteStartArray("regions");
            foreach (var (place, region) in PlaceRegions.Of(known).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.Text("place", place.Length == 0 ? null : place);
                json.Code<LanguageRegion>("region", region);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
}
