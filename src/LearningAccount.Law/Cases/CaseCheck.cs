using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Law.Texts;

namespace LearningAccount.Law.Cases;

/// <summary>A place where the account is not what a case expects.</summary>
/// <param name="Actual">Null: the account has no such member.</param>
public sealed record CaseDifference(string Path, string Expected, string? Actual);

/// <summary>Computes the account of a case and compares it with what the case expects.</summary>
public static class CaseCheck
{
    /// <summary>Every difference; none where nothing is expected or all agrees.</summary>
    /// <param name="case">The case.</param>
    /// <param name="law">The law it is computed with.</param>
    /// <param name="today">The day of the account where the case says none.</param>
    public static ImmutableArray<CaseDifference> Differences(CaseFile @case, LawBook law, DateOnly today)
    {
        var account = AccountComputation.For(@case.Facts, law, @case.On ?? today);
        if (@case.Expect is not { } expect)
        {
            return [];
        }
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(8192);
        using (var json = new Utf8JsonWriter(buffer))
        {
            AccountJson.Write(json, @case.Name, account, Language.En);
        }
        using var actual = JsonDocument.Parse(buffer.WrittenMemory);
        var differences = ImmutableArray.CreateBuilder<CaseDifference>();
        foreach (var member in expect.EnumerateObject())
        {
            actual.RootElement.TryGetProperty(member.Name, out var found);
            switch (member.Name)
            {
                case "anomalies" when member.Value.ValueKind == JsonValueKind.Array:
                    CompareCodes(member.Value, account, differences);
                    break;
                case "years" when member.Value.ValueKind == JsonValueKind.Object:
                    CompareYears(member.Value, found, differences);
                    break;
                default:
                    Compare(member.Value, found, member.Name, differences);
                    break;
            }
        }
        return differences.DrainToImmutable();
    }

    private static void CompareYears(JsonElement expected, JsonElement actual, ImmutableArray<CaseDifference>.Builder differences)
    {
        foreach (var year in expected.EnumerateObject())
        {
            var found = actual
                .EnumerateArray()
                .FirstOrDefault(row => row.GetProperty("year").GetRawText().Equals(year.Name, StringComparison.Ordinal));
            Compare(year.Value, found, $"years.{year.Name}", differences);
        }
    }

    // Codes that must be present; an object is taken by its code.
    private static void CompareCodes(JsonElement expected, Account account, ImmutableArray<CaseDifference>.Builder differences)
    {
        var place = 0;
        foreach (var element in expected.EnumerateArray())
        {
            var code =
                element.ValueKind == JsonValueKind.Object && element.TryGetProperty("code", out var named) ? named : element;
            if (!account.Anomalies.Any(anomaly => code.ValueKind == JsonValueKind.String && code.ValueEquals(anomaly.Code)))
            {
                differences.Add(
                    new(
                        $"anomalies[{place}]",
                        code.GetRawText(),
                        $"[{string.Join(", ", account.Anomalies.Select(anomaly => anomaly.Code))}]"
                    )
                );
            }
            place++;
        }
    }

    private static void Compare(
        JsonElement expected,
        JsonElement actual,
        string path,
        ImmutableArray<CaseDifference>.Builder differences
    )
    {
        // Null and absent mean the same.
        if (expected.ValueKind == JsonValueKind.Null && actual.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return;
        }
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in expected.EnumerateObject())
            {
                actual.TryGetProperty(member.Name, out var found);
                Compare(member.Value, found, $"{path}.{member.Name}", differences);
            }
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            CompareLists(expected, actual, path, differences);
        }
        else if (!AreEqual(expected, actual))
        {
            Differ(expected, actual, path, differences);
        }
    }

    // A list must be whole.
    private static void CompareLists(
        JsonElement expected,
        JsonElement actual,
        string path,
        ImmutableArray<CaseDifference>.Builder differences
    )
    {
        var length = Math.Max(expected.GetArrayLength(), actual.GetArrayLength());
        for (var place = 0; place < length; place++)
        {
            var at = $"{path}[{place}]";
            if (place >= expected.GetArrayLength())
            {
                differences.Add(new(at, "nothing", actual[place].GetRawText()));
            }
            else
            {
                Compare(expected[place], place < actual.GetArrayLength() ? actual[place] : default, at, differences);
            }
        }
    }

    private static void Differ(
        JsonElement expected,
        JsonElement actual,
        string path,
        ImmutableArray<CaseDifference>.Builder differences
    ) =>
        differences.Add(
            new(path, expected.GetRawText(), actual.ValueKind == JsonValueKind.Undefined ? null : actual.GetRawText())
        );

    // Numbers by value, all else as written.
    private static bool AreEqual(JsonElement expected, JsonElement actual) =>
        Number(expected) is { } a && Number(actual) is { } b
            ? a == b
            : expected.ValueKind == actual.ValueKind
                && (
                    expected.ValueKind == JsonValueKind.String
                        ? actual.ValueEquals(expected.GetString())
                        : string.Equals(expected.GetRawText(), actual.GetRawText(), StringComparison.Ordinal)
                );

    private static Fraction? Number(JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        return Fraction.TryParse(text, out var value) ? value : null;
    }
}
