using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>
/// What a fact should say, as a request keeps it: all of a new fact, and of a known one only what differs. So whatever else of
/// it is changed meanwhile stays changed.
/// </summary>
public static class CorrectionProposal
{
    public static string New<T>(T fact)
        where T : FactVersion => FactJson.Of(fact).ToJsonString();

    /// <summary>Null: nothing would change.</summary>
    public static string? Change<T>(T known, T said)
        where T : FactVersion
    {
        var after = FactJson.Of(said);
        foreach (var (name, value) in FactJson.Of(known))
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
        var fields = known is null ? [] : FactJson.Of(known);
        foreach (var (name, value) in JsonNode.Parse(proposal)!.AsObject())
        {
            fields[name] = value?.DeepClone();
        }
        return FactJson.Read<T>(fields);
    }
}
