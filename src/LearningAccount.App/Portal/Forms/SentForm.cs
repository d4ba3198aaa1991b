using System.Globalization;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace LearningAccount.App.Portal.Forms;

/// <summary>
/// What a person typed, kept as typed, and read field by field. What cannot be read is said beside its field, in words that say
/// what to do; nothing typed is lost by it.
/// </summary>
public sealed class SentForm(ModelStateDictionary state, Words words)
{
    public const int LongestReason = 1_000;
    private const string Iso = "yyyy-MM-dd";
    private readonly Dictionary<string, StringValues> values = new(StringComparer.Ordinal);

    // How each field is called on the page, in the order of the page.
    private readonly List<(string Field, string Label)> asked = [];

    public bool IsWrong => !state.IsValid;

    /// <summary>Every field with what was typed, for a page that asks to confirm it.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> All => values;

    /// <summary>What is typed in a field, or what it begins with.</summary>
    public string this[string field]
    {
        get => values.GetValueOrDefault(field).ToString();
        set => values[field] = value;
    }

    /// <summary>All that is ticked under one name.</summary>
    public IEnumerable<string> Values(string field) => values.GetValueOrDefault(field).OfType<string>();

    public void Set(string field, string[] ticked) => values[field] = ticked;

    public bool Has(string field, string value) => values.GetValueOrDefault(field).Contains(value, StringComparer.Ordinal);

    public string? WrongIn(string field) =>
        state.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>A field of the page, as it is called there.</summary>
    public void Ask(string field, string label) => asked.Add((field, label));

    /// <summary>What is wrong in each field, in the order of the page; then what is wrong elsewhere.</summary>
    public IEnumerable<(string Field, string? Label, string Wrong)> WrongInOrder()
    {
        var elsewhere = state.Keys.Where(key => !asked.Exists(one => string.Equals(one.Field, key, StringComparison.Ordinal)));
        foreach (var (field, label) in asked.Concat(elsewhere.Select(key => (key, ""))))
        {
            if (WrongIn(field) is { } wrong)
            {
                yield return (field, label.Length == 0 ? null : label, wrong);
            }
        }
    }

    /// <param name="except">Fields that are no part of what was typed: buttons and tokens.</param>
    public void Take(IFormCollection form, params ReadOnlySpan<string> except)
    {
        foreach (var (field, value) in form)
        {
            if (!except.Contains(field))
            {
                values[field] = value;
            }
        }
    }

    public void Wrong(string field, string code, params ReadOnlySpan<(string Name, string Value)> said) =>
        Say(field, words.Of(code, said));

    public void Say(string field, string sentence) => state.AddModelError(field, sentence);

    /// <summary>The text without blanks around it; null where there is none. A national number has no place in it.</summary>
    public string? Text(string field, int longest = 200, bool mayNameNumber = false)
    {
        var text = this[field].Trim();
        if (text.Length > longest)
        {
            Wrong(field, "form.tooLong", ("most", words.Number(longest)));
        }
        else if (!mayNameNumber && SsinInText.IsIn(text))
        {
            Wrong(field, "form.nationalNumber");
        }
        return text.Length == 0 ? null : text;
    }

    public string? NeededText(string field, int longest = 200, bool mayNameNumber = false)
    {
        var text = Text(field, longest, mayNameNumber);
        if (text is null)
        {
            Wrong(field, "form.missing");
        }
        return text;
    }

    /// <summary>A day as a browser sends it, or as people type it: <c>31/12/2026</c>.</summary>
    public DateOnly? Day(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }
        string[] patterns = [Iso, "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];
        if (DateOnly.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        Wrong(field, "form.noDay");
        return null;
    }

    public DateOnly? NeededDay(string field)
    {
        if (Text(field) is null)
        {
            Wrong(field, "form.missing");
            return null;
        }
        return Day(field);
    }

    /// <summary>A number with a point or a comma: <c>2,5</c>.</summary>
    public Fraction? Amount(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }
        var plain = text.Replace(',', '.').Replace('−', '-').Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length <= 12 && Fraction.TryParse(plain, out var amount))
        {
            return amount;
        }
        Wrong(field, "form.noNumber");
        return null;
    }

    public Fraction? NeededAmount(string field)
    {
        if (Text(field) is null)
        {
            Wrong(field, "form.missing");
            return null;
        }
        return Amount(field);
    }

    public int? Year(string field)
    {
        var text = NeededText(field);
        if (text is null || (int.TryParse(text, Words.Plain, null, out var year) && year is >= 2023 and <= 2100))
        {
            return text is null ? null : int.Parse(text, Words.Plain, CultureInfo.InvariantCulture);
        }
        Wrong(field, "form.noYear");
        return null;
    }

    /// <summary>One of a list of codes, as files spell them.</summary>
    public T? Code<T>(string field, bool isNeeded = true)
        where T : struct, Enum
    {
        var code = this[field];
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(CodeText.Of(value), code, StringComparison.Ordinal))
            {
                return value;
            }
        }
        if (isNeeded || code.Length > 0)
        {
            Wrong(field, "form.choose");
        }
        return null;
    }

    /// <summary>A joint committee: <c>200</c>, <c>149.01</c>.</summary>
    public JointCommittee? Committee(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }
        if (JointCommittee.TryParse(text, out var committee))
        {
            return committee;
        }
        Wrong(field, "form.noCommittee");
        return null;
    }

    /// <summary>Why somebody changes something: asked for each change, kept in the journal.</summary>
    public string? Reason(string field = "why") => NeededText(field, LongestReason);

    public static string Of(DateOnly? day) => day?.ToString(Iso, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number as its reader would type it.</summary>
    public string Of(Fraction? amount) => amount is { } value ? words.Short(value).Replace('−', '-') : "";
}
