using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>
/// Compares an output with what a case expects, as the end of the case file says: what the expectation holds must be
/// equal, the rest is not compared; numbers by value, all else as written.
/// </summary>
internal static partial class Comparison
{
    public static List<string> Differences(JsonObject expect, JsonObject output)
    {
        var differences = new List<string>();
        foreach (var (member, value) in expect)
        {
            if (member is "anomalies")
            {
                var codes = ((JsonArray)output["anomalies"]!).Select(one => one!["code"]!.GetValue<string>()).ToList();
                differences.AddRange(
                    ((JsonArray)value!)
                        .Select(code => code!.GetValue<string>())
                        .Where(code => !codes.Contains(code, StringComparer.Ordinal))
                        .Select(code => $"anomalies: {code} is missing")
                );
            }
            else if (member is "years" && value is JsonObject byYear)
            {
                foreach (var (year, row) in byYear)
                {
                    var found = ((JsonArray)output["years"]!).FirstOrDefault(one =>
                        string.Equals(one!["year"]!.ToString(), year, StringComparison.Ordinal)
                    );
                    Compare(row, found, $"years.{year}", differences);
                }
            }
            else
            {
                Compare(value, output[member], member, differences);
            }
        }
        return differences;
    }

    private static void Compare(JsonNode? expected, JsonNode? found, string at, List<string> differences)
    {
        switch (expected, found)
        {
            case (JsonObject inner, JsonObject other):
                foreach (var (member, value) in inner)
                {
                    Compare(value, other[member], $"{at}.{member}", differences);
                }
                break;
            case (JsonArray inner, JsonArray other) when inner.Count == other.Count:
                for (var i = 0; i < inner.Count; i++)
                {
                    Compare(inner[i], other[i], $"{at}[{i}]", differences);
                }
                break;
            default:
                if (!IsSame(expected, found))
                {
                    differences.Add($"{at}: expected {Text(expected)}, found {Text(found)}");
                }
                break;
        }
    }

    private static bool IsSame(JsonNode? expected, JsonNode? found)
    {
        if (expected is not JsonValue || found is not JsonValue)
        {
            return expected is null && found is null;
        }
        var (a, b) = (expected.ToString(), found.ToString());
        return expected.GetValueKind() == found.GetValueKind()
            && (
                string.Equals(a, b, StringComparison.Ordinal)
                || (Number().IsMatch(a) && Number().IsMatch(b) && Rational.Parse(a) == Rational.Parse(b))
            );
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(JsonSerializerOptions.Web) ?? "null";

    [GeneratedRegex(@"^-?\d+([./]\d+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
