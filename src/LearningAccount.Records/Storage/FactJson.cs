using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>What a version says, as JSON: all of it but whose it is and where it comes from.</summary>
public static class FactJson
{
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

    public static JsonObject Of<T>(T fact)
        where T : FactVersion => JsonSerializer.SerializeToNode(fact, Json)!.AsObject();

    /// <summary>The version with these words; its head is still to be filled in.</summary>
    /// <exception cref="JsonException">They are no words of such a fact.</exception>
    public static T Read<T>(JsonObject fields)
        where T : FactVersion => fields.Deserialize<T>(Json)!;

    private static void LeaveHead(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            property.IsRequired = false;
            if (property.AttributeProvider is PropertyInfo { Name: var name } && Head.Contains(name))
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
