using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Employers;

/// <summary>How an employer takes the points on which the law is silent or read in several ways.</summary>
internal static class SettingsApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [new("getSettings", Right.ReadEmployer, Get), new("changeSettings", Right.ManageRights, Change)];

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var said = await ReadVersions.At(connection, Tables.Setting, call.EmployerId, seen.Snapshot.Seq, cancel);
        return Document(call, said, seen.Snapshot.DaysWith(seen.Snapshot.Seq + 1, call.Today));
    }

    private static async Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var sent = call.Body.GetProperty("values").EnumerateObject().ToList();
        var values = sent.Where(one => one.Value.ValueKind is not JsonValueKind.Null)
            .ToDictionary(one => one.Name, one => one.Value.GetRawText(), StringComparer.Ordinal);
        var cleared = sent.Where(one => one.Value.ValueKind is JsonValueKind.Null)
            .Select(one => one.Name)
            .ToHashSet(StringComparer.Ordinal);
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, "changeSettings", cancel);
                var days = seen.Snapshot.DaysWith(last + 1, call.Today);
                var known = await ReadVersions.Now(change.Connection, Tables.Setting, call.EmployerId, cancel);
                call.CheckIfMatch(Document(call, known, days).ETag!);
                await ChangeSettings.Do(change, call.EmployerId, values, FactVersion.ByHand, cancel);
                await change.Supersede(Tables.Setting, [.. known.Where(one => cleared.Contains(one.Name))], cancel);
                return Document(call, await ReadVersions.Now(change.Connection, Tables.Setting, call.EmployerId, cancel), days);
            },
            cancel
        );
    }

    private static ApiAnswer Document(ApiCall call, List<SettingVersion> said, RecordedDays days)
    {
        var settings = ChangeSettings.Read(said.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        return ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.EmployerLink("/settings"));
            json.WriteStartObject("values");
            foreach (var point in DisputedPoints.All)
            {
                json.WritePropertyName(point.Name);
                json.WriteRawValue(point.ValueIn(settings));
            }
            json.WriteEndObject();
            json.WriteStartArray("said");
            foreach (var one in said.OrderBy(one => one.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("name", one.Name);
                json.Origin("origin", days.OriginOf(one));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
