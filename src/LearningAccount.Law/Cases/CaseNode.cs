using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Cases;

/// <summary>A member of a case file with its path. What is wrong is noted, a stand-in returned, and the reading goes on.</summary>
internal readonly struct CaseNode(JsonElement element, string path, List<CaseProblem> problems)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    // Larger numbers of days or hours are slips of the pen.
    private static readonly Fraction Most = 1_000_000;

    public string Path => path;
    public JsonElement Element => element;

    /// <summary>The member, or null where it is absent or null.</summary>
    public CaseNode? Member(string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var found)
        && found.ValueKind != JsonValueKind.Null
            ? new CaseNode(found, path.Length == 0 ? name : $"{path}.{name}", problems)
            : null;

    /// <summary>Refuses anything but an object with members of these names, each once.</summary>
    public bool IsObject(params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Note("objectExpected");
            return false;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!names.Contains(member.Name))
            {
                problems.Add(new(at, "unknownMember", [("known", string.Join(", ", names.ToArray()))]));
            }
            else if (!seen.Add(member.Name))
            {
                problems.Add(new(at, "memberTwice", []));
            }
        }
        return true;
    }

    /// <summary>The elements of the array, each read by <paramref name="read"/>; none where the member is absent.</summary>
    public ImmutableArray<T> List<T>(string name, Func<CaseNode, T?> read)
        where T : class
    {
        if (Member(name) is not { } list)
        {
            return [];
        }
        if (list.Element.ValueKind != JsonValueKind.Array)
        {
            list.Note("listExpected");
            return [];
        }
        var all = ImmutableArray.CreateBuilder<T>(list.Element.GetArrayLength());
        foreach (var item in list.Element.EnumerateArray())
        {
            if (read(new(item, $"{list.Path}[{all.Count}]", problems)) is not { } one)
            {
                break;
            }
            all.Add(one);
        }
        return all.DrainToImmutable();
    }

    public string? Text(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (member.Element.ValueKind == JsonValueKind.String && member.Element.GetString() is { Length: <= 1000 } text)
        {
            return text;
        }
        member.Note("textExpected");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (member.Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return member.Element.GetBoolean();
        }
        member.Note("trueOrFalseExpected");
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (
            member.Element.ValueKind == JsonValueKind.Number
            && member.Element.TryGetInt32(out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }
        member.Note("wholeNumberExpected", ("least", Number(least)), ("most", Number(most)));
        return null;
    }

    /// <summary>A number as text: <c>"3.75"</c>, <c>"15/4"</c>.</summary>
    public Fraction? Quantity(string name, bool mayBeNegative = false, bool mayBeZero = true)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (member.Element.ValueKind != JsonValueKind.String || !Fraction.TryParse(member.Element.GetString(), out var value))
        {
            member.Note("quantityExpected");
            return null;
        }
        if (value.Abs() > Most || (value.Sign < 0 && !mayBeNegative) || (value.IsZero && !mayBeZero))
        {
            member.Note("quantityOutOfRange", ("value", value.ToString()));
            return null;
        }
        return value;
    }

    public DateOnly? Date(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (
            member.Element.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(
                member.Element.GetString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            && day >= Earliest
            && day <= Latest
        )
        {
            return day;
        }
        member.Note("dateExpected");
        return null;
    }

    public Quarter? Quarter(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (member.Element.ValueKind == JsonValueKind.String && Law.Quarter.TryParse(member.Element.GetString(), out var quarter))
        {
            return quarter;
        }
        member.Note("quarterExpected");
        return null;
    }

    public JointCommittee? Committee(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        if (
            member.Element.ValueKind == JsonValueKind.String
            && JointCommittee.TryParse(member.Element.GetString(), out var committee)
        )
        {
            return committee;
        }
        member.Note("committeeExpected");
        return null;
    }

    /// <summary>A code: the name of the value with a small first letter.</summary>
    public T? Code<T>(string name)
        where T : struct, Enum
    {
        if (Member(name) is not { } member)
        {
            return null;
        }
        var text = member.Element.ValueKind == JsonValueKind.String ? member.Element.GetString() : null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(CodeText.Of(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }
        member.Note("codeExpected", ("known", string.Join(", ", Enum.GetValues<T>().Select(CodeText.Of))));
        return null;
    }

    /// <summary>The value, or a note that the member is missing.</summary>
    public T Required<T>(string name, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            return given;
        }
        if (Member(name) is null)
        {
            problems.Add(new(path.Length == 0 ? name : $"{path}.{name}", "memberMissing", []));
        }
        return default;
    }

    public void Note(string code, params ReadOnlySpan<(string, string)> values) => problems.Add(new(path, code, [.. values]));

    private static string Number(int value) => value.ToString(NumberFormatInfo.InvariantInfo);
}
