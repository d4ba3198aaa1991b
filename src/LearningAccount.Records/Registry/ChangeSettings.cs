using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Changes the settings an employer has on the disputed points of the law; they are spelled as in a case file.</summary>
public static class ChangeSettings
{
    /// <param name="values">Name and JSON value: <c>monthRegime</c>, <c>"firstDay"</c>; <c>excludeStudents</c>, <c>true</c>.</param>
    /// <exception cref="RefusedException"><c>settingUnknown</c>: there is no such setting or value.</exception>
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyDictionary<string, string> values,
        string origin,
        CancellationToken cancel
    )
    {
        Read(values);
        var said = values
            .Select(value => new SettingVersion
            {
                EmployerId = employerId,
                Origin = origin,
                Name = value.Key,
                Value = value.Value,
            })
            .ToList();
        var known = await ReadVersions.Now(change.Connection, Tables.Setting, employerId, cancel);
        return await SayFacts.Do(change, Tables.Setting, said, known, setting => setting.Name, _ => [], cancel);
    }

    /// <summary>The settings these values make, the others being the default.</summary>
    /// <exception cref="RefusedException"><c>settingUnknown</c>.</exception>
    public static Settings Read(IEnumerable<KeyValuePair<string, string>> values)
    {
        var settings = new JsonObject();
        foreach (var (name, value) in values)
        {
            settings[name] = Parse(name, value);
        }
        try
        {
            var file = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["settings"] = settings });
            return CaseFile.Read(file, out _).Single().Facts.Settings;
        }
        catch (CaseFileException wrong)
        {
            throw Refused(wrong.Problems[0].Path.Split('.')[^1]);
        }
    }

    private static JsonNode? Parse(string name, string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            throw Refused(name);
        }
    }

    private static RefusedException Refused(string name) => new("settingUnknown", name, ("setting", name));
}
