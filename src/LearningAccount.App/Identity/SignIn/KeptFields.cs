namespace LearningAccount.App.Identity.SignIn;

/// <summary>The values of a form that was kept, as the fields of the page take them up one after the other.</summary>
public sealed class KeptFields
{
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    public KeptForm? Form { get; private set; }

    /// <summary>True once a field of the page has taken a value.</summary>
    public bool AreShown { get; private set; }

    public void Take(KeptForm form) => Form = form;

    /// <summary>The next value of a field; null: none was kept, the page's own stays.</summary>
    public string? Next(string name)
    {
        if (Form?.Fields.GetValueOrDefault(name) is not { } values)
        {
            return null;
        }
        var place = taken.GetValueOrDefault(name);
        taken[name] = place + 1;
        AreShown |= place < values.Length;
        return place < values.Length ? values[place] : null;
    }

    /// <summary>Whether a choice was made; null: nothing was kept, the page's own stays.</summary>
    public bool? Chosen(string name, string value)
    {
        if (Form is null)
        {
            return null;
        }
        var chosen = Form.Fields.GetValueOrDefault(name)?.Contains(value, StringComparer.Ordinal) is true;
        AreShown |= chosen;
        return chosen;
    }
}
