using System.Globalization;
using System.Text.Json;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>A value in a JSON file and its path, such as <c>$.steps[1].days</c>; what cannot be read becomes a problem there.</summary>
internal readonly struct JsonPlace(JsonElement element, string path, List<Anomaly> problems)
{
    /// <summary>Longest text read.</summary>
    private const int MaxText = 500;

    public void Problem(string code, params ReadOnlySpan<(string Name, string Value)> values) =>
        problems.Add(new($"lawFile.{code}", Severity.Error, path) { Values = [.. values] });

    /// <summary>Says something that does not refuse the file.</summary>
    public void Remark(string code, params ReadOnlySpan<(string Name, string Value)> values) =>
        problems.Add(new($"lawFile.{code}", Severity.Warning, path) { Values = [.. values] });

    /// <summary>True for an object whose members are all known.</summary>
    public bool IsObjectOf(params string[] members)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem("notObject");
            return false;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (!members.Contains(member.Name, StringComparer.Ordinal))
            {
                new JsonPlace(member.Value, $"{path}.{Shown(member.Name)}", problems).Problem(
                    "unknownMember",
                    ("known", string.Join(", ", members))
                );
            }
        }
        return true;
    }

    /// <summary>The member, or null where it is absent or null.</summary>
    public JsonPlace? Member(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, $"{path}.{name}", problems)
            : null;

    /// <summary>The member; its absence is a problem.</summary>
    public JsonPlace? Needed(string name)
    {
        var member = Member(name);
        if (member is null)
        {
            new JsonPlace(default, $"{path}.{name}", problems).Problem("missing");
        }
        return member;
    }

    public List<JsonPlace> Items(int most)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Problem("notList");
            return [];
        }
        var count = element.GetArrayLength();
        if (count == 0 || count > most)
        {
            Problem(count == 0 ? "empty" : "tooMany", ("most", most.ToString(NumberFormatInfo.InvariantInfo)));
            return [];
        }
        var items = new List<JsonPlace>(count);
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new(item, $"{path}[{items.Count.ToString(NumberFormatInfo.InvariantInfo)}]", problems));
        }
        return items;
    }

    public string? Text()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            Problem("notText");
            return null;
        }
        var text = element.GetString()!;
        if (text.Length > MaxText || string.IsNullOrWhiteSpace(text))
        {
            Problem("textLength", ("most", MaxText.ToString(NumberFormatInfo.InvariantInfo)));
            return null;
        }
        return text;
    }

    public DateOnly? Date()
    {
        if (Text() is not { } text)
        {
            return null;
        }
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Problem("date", ("text", Shown(text)));
            return null;
        }
        if (day.Year is < 2017 or > 2099)
        {
            Problem("range", ("least", "2017-01-01"), ("most", "2099-12-31"));
            return null;
        }
        return day;
    }

    /// <summary>A number of days or hours: above 0 and not more than <paramref name="most"/>.</summary>
    public Fraction? Quantity(int most)
    {
        if (Text() is not { } text)
        {
            return null;
        }
        if (!Fraction.TryParse(text, out var value))
        {
            Problem("number", ("text", Shown(text)));
            return null;
        }
        if (value <= 0 || value > most)
        {
            Problem("aboveNothing", ("most", most.ToString(NumberFormatInfo.InvariantInfo)));
            return null;
        }
        return value;
    }

    public int? Whole(int least, int most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && least <= value && value <= most)
        {
            return value;
        }
        Problem(
            "whole",
            ("least", least.ToString(NumberFormatInfo.InvariantInfo)),
            ("most", most.ToString(NumberFormatInfo.InvariantInfo))
        );
        return null;
    }

    /// <summary>One of the names of an enumeration, its first letter small.</summary>
    public T? OneOf<T>(params string[] others)
        where T : struct, Enum
    {
        if (Text() is not { } text || others.Contains(text, StringComparer.Ordinal))
        {
            return null;
        }
        var names = Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]).ToList();
        var place = names.IndexOf(text);
        if (place < 0)
        {
            Problem("notOneOf", ("text", Shown(text)), ("known", string.Join(", ", others.Concat(names))));
            return null;
        }
        return Enum.GetValues<T>()[place];
    }

    public JointCommittee? Committee()
    {
        if (Text() is not { } text)
        {
            return null;
        }
        if (!JointCommittee.TryParse(text, out var committee))
        {
            Problem("committee", ("text", Shown(text)));
            return null;
        }
        return committee;
    }

    public AgreementNumber? Agreement()
    {
        if (Text() is not { } text)
        {
            return null;
        }
        if (!AgreementNumber.TryParse(text, out var number, out _))
        {
            Problem("registration", ("text", Shown(text)));
            return null;
        }
        return number;
    }

    // What stands in a file goes into messages and on terminals: short, and without control characters.
    private static string Shown(string text) =>
        string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > 40 ? "…" : "");
}
