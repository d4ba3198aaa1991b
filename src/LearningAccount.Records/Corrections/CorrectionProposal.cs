using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>
/// What a fact should say, as a request keeps it: all of a new fact, and of a known one only what differs. So whatever else of
/// it is changed meanwhile stays changed.
/// </summary>
public static class CorrectionProposal
{
    // Whose it is and where it comes from follow from the request.
    private static readonly string[] Head =
    [
        .. typeof(FactVersion).GetProperties().Select(property => property.Name),
        "WorkerId",
    ];
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new AsText<Fraction>(value => value.ToString(), Fraction.Parse),
            new AsText<JointCommittee>(value => value.Digits, JointCommittee.Parse),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveHead } },
    };

    public static string New<T>(T fact)
        where T : FactVersion => Fields(fact).ToJsonString();

    /// <summary>Null: nothing would change.</summary>
    public static string? Change<T>(T known, T said)
        where T : FactVersion
    {
        var before = Fields(known);
        var after = Fields(said);
        foreach (var (name, value) in before)
        {
            if (JsonNode.DeepEquals(value, after[name]))
            {
                after.Remove(name);
            }
        }
        return after.Count == 0 ? null : after.ToJsonString();
    }

    /// <summary>The fact as proposed, on what is known of it now.</summary>
    /// <exception cref="JsonException">The text is no proposal for such a fact.</exception>
    public static T On<T>(T? known, string proposal)
        where T : FactVersion
    {
        var fields = known is null ? [] : Fields(known);
        foreach (var (name, value) in JsonNode.Parse(proposal)!.AsObject())
        {
            fields[name] = value?.DeepClone();
        }
        return fields.Deserialize<T>(Json)!;
    }

    private static JsonObject Fields<T>(T fact) => JsonSerializer.SerializeToNode(fact, Json)!.AsObject();

    private static void LeaveHead(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            property.IsRequired = false;
            if (property.AttributeProvider is System.Reflection.PropertyInfo { Name: var name } && Head.Contains(name))
            {
                type.Properties.RemoveAt(i);
            }
        }
    }

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}
