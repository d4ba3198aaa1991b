using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>The engine and the second reading side by side.</summary>
internal static class TwoReadings
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>
    /// The codes that the case file names; "more may be added". Not schemeBelowFloor: of a row for all classes the text
    /// does not say in which years it has to be remarked on.
    /// </summary>
    private static readonly HashSet<string> NamedCodes = new(StringComparer.Ordinal)
    {
        "sizeUnknown",
        "schemeNotBinding",
        "schemeLate",
        "optOutBelowLaw",
        "trainingOutsideEmployment",
        "adjustmentOutsideEmployment",
        "adjustmentCut",
        "endReasonMissing",
        "beyondCredit",
    };

    /// <summary>What the program prints for a case.</summary>
    public static JsonObject Engine(JsonObject @case)
    {
        var file = CaseFile.Read(JsonSerializer.SerializeToUtf8Bytes(@case), out _)[0];
        var account = AccountComputation.For(file.Facts, LawBook.Shipped, file.On!.Value);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            AccountJson.Write(writer, file.Name, account, Language.En);
        }
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

    /// <summary>Where the two differ: every figure, the entries summed by day and kind, the codes of the anomalies.</summary>
    public static List<string> Differences(JsonObject @case)
    {
        var engine = Comparable(Engine(@case));
        return Comparison.Differences(Comparable(SecondAccount.Of(@case)), engine);
    }

    /// <summary>The smallest case found that still differs, by leaving out one thing after another.</summary>
    public static JsonObject Shrunk(JsonObject @case)
    {
        var smallest = @case;
        for (var found = true; found; )
        {
            found = false;
            foreach (var smaller in Smaller(smallest))
            {
                if (Differs(smaller))
                {
                    (smallest, found) = (smaller, true);
                    break;
                }
            }
        }
        return smallest;
    }

    public static string Report(JsonObject @case) =>
        $"""
            {string.Join('\n', Differences(@case))}
            {@case.ToJsonString(Indented)}
            second: {SecondAccount.Of(@case).ToJsonString()}
            engine: {Comparable(Engine(@case)).ToJsonString()}
            """;

    private static bool Differs(JsonObject @case)
    {
        try
        {
            return Differences(@case).Count > 0;
        }
        catch (CaseFileException)
        {
            return false;
        }
    }

    private static IEnumerable<JsonObject> Smaller(JsonObject @case)
    {
        foreach (var path in Removable(@case, []).ToList())
        {
            var copy = (JsonObject)@case.DeepClone();
            JsonNode at = copy;
            foreach (var step in path[..^1])
            {
                at = step is int place ? at[place]! : at[(string)step]!;
            }
            if (path[^1] is int last)
            {
                ((JsonArray)at).RemoveAt(last);
            }
            else
            {
                ((JsonObject)at).Remove((string)path[^1]);
            }
            yield return copy;
        }
    }

    private static IEnumerable<object[]> Removable(JsonNode node, object[] path)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.Where(member => member.Key is not "on" || path.Length > 0))
                {
                    yield return [.. path, name];
                    foreach (var inner in value is null ? [] : Removable(value, [.. path, name]))
                    {
                        yield return inner;
                    }
                }
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    yield return [.. path, i];
                    foreach (var inner in Removable(list[i]!, [.. path, i]))
                    {
                        yield return inner;
                    }
                }
                break;
        }
    }

    private static JsonObject Comparable(JsonObject output)
    {
        var comparable = new JsonObject();
        foreach (var member in new[] { "on", "size", "years", "window", "balance", "exit" })
        {
            comparable[member] = output[member]?.DeepClone();
        }
        var sums = new SortedDictionary<string, Rational>(StringComparer.Ordinal);
        foreach (var entry in (JsonArray)output["entries"]!)
        {
            var key = $"{entry!["on"]} {entry["kind"]}";
            sums[key] = sums.GetValueOrDefault(key) + Rational.Parse(entry["days"]!.GetValue<string>());
        }
        comparable["entries"] = new JsonArray([
            .. sums.Where(sum => sum.Value != 0 && !sum.Key.EndsWith(" opening", StringComparison.Ordinal))
                .Select(sum => (JsonNode)$"{sum.Key} {sum.Value}"),
        ]);
        comparable["remarks"] = new JsonArray([
            .. ((JsonArray)output["anomalies"]!)
                .Select(one => $"{one!["code"]}")
                .Where(NamedCodes.Contains)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(code => (JsonNode)code),
        ]);
        return comparable;
    }
}
