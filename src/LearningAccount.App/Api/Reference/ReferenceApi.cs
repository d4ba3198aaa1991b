using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Reference;

/// <summary>The codes of the contract with their words (REST guide, doc-resource): open to everybody, to be kept.</summary>
internal static class ReferenceApi
{
    private const string Kept = "public, max-age=3600";

    public static IEnumerable<ApiOperation> Operations =>
        [new("listCodeLists", Right.Open, Lists), new("listCodes", Right.Open, List), new("getCode", Right.Open, Get)];

    private static Task<ApiAnswer> Lists(ApiCall call, CancellationToken cancel) =>
        Task.FromResult(
            Cached(json =>
            {
                json.WriteStartObject();
                json.WriteString("self", call.Link("/refData"));
                json.WriteStartArray("items");
                foreach (var name in CodeLists.Names)
                {
                    json.WriteStartObject();
                    json.WriteString("href", Address(call, name));
                    json.WriteString("name", name);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteNumber("total", CodeLists.Names.Count);
                json.WriteEndObject();
            })
        );

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var name = call["codeList"]!;
        var codes = await Codes(call, name, cancel);
        return Cached(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, name));
            json.WriteStartArray("items");
            foreach (var code in codes)
            {
                json.WriteStartObject();
                json.WriteString("href", $"{Address(call, name)}/{Uri.EscapeDataString(code.Code)}");
                Write(json, code);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("total", codes.Count);
            json.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var name = call["codeList"]!;
        var asked = call["code"]!;
        var code =
            (await Codes(call, name, cancel)).FirstOrDefault(one => one.Code == asked)
            ?? throw new ProblemException(Problem.NotFound());
        return Cached(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", $"{Address(call, name)}/{Uri.EscapeDataString(code.Code)}");
            Write(json, code);
            json.WriteEndObject();
        });
    }

    private static async Task<IReadOnlyList<ReferenceCode>> Codes(ApiCall call, string name, CancellationToken cancel)
    {
        if (name is not CodeLists.JointCommittees)
        {
            return CodeLists.Of(name);
        }
        await using var connection = await call.Part<Database>().Connect(cancel);
        return CodeLists.CommitteesOf((await ReadLawBook.From(connection, cancel)).KnownOn(call.Today));
    }

    private static string Address(ApiCall call, string list) => call.Link($"/refData/{list}");

    private static ApiAnswer Cached(Action<Utf8JsonWriter> json) => ApiAnswer.Document(json) with { CacheControl = Kept };

    private static void Write(Utf8JsonWriter json, ReferenceCode code)
    {
        json.WriteString("code", code.Code);
        Write(json, "label", code.Label);
        if (code.About is { } about)
        {
            Write(json, "description", about);
        }
        json.Code("severity", code.Severity);
        json.Text("default", code.Default);
        if (code.Values.Count > 0)
        {
            json.WriteStartArray("values");
            foreach (var (value, label) in code.Values)
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                Write(json, "label", label);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.Code("knowledge", code.Knowledge);
        if (code.Agreements.Count > 0)
        {
            json.WriteStartArray("agreements");
            foreach (var (value, isConfirmed) in code.Agreements)
            {
                json.WriteStartObject();
                json.Code<Law.Facts.SchemeWorker>("workers", value.Row.Worker);
                json.Code("sizeClass", value.Row.Class);
                json.Day("startDate", value.Row.From);
                json.Day("endDate", value.Row.To);
                json.Exact("days", value.Row.Days);
                json.Exact("hours", value.Row.Hours);
                json.Text("registration", value.Row.Registration);
                json.WriteString("source", value.Source);
                json.WriteBoolean("isConfirmed", isConfirmed);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Func<Language, string> words)
    {
        json.WriteStartObject(name);
        foreach (var language in Languages.All)
        {
            json.WriteString(language.Code(), words(language));
        }
        json.WriteEndObject();
    }
}
