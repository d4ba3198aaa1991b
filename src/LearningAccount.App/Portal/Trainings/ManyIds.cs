namespace LearningAccount.App.Portal.Trainings;

/// <summary>Ids as a form carries many of them: 22 letters each.</summary>
internal static class ManyIds
{
    /// <summary>A form may hold a box for each of many workers and days.</summary>
    public const int MostFields = 50_000;
    public const int MostBytes = 4 * 1024 * 1024;
    private const int Letters = 22;

    public static string Text(IEnumerable<Guid> ids) =>
        string.Concat(ids.Select(id => Convert.ToBase64String(id.ToByteArray())[..Letters]));

    /// <summary>Those that can be read.</summary>
    public static IEnumerable<Guid> Read(string text)
    {
        var bytes = new byte[16];
        for (var at = 0; at + Letters <= text.Length; at += Letters)
        {
            if (Convert.TryFromBase64Chars($"{text.AsSpan(at, Letters)}==", bytes, out var length) && length == bytes.Length)
            {
                yield return new(bytes);
            }
        }
    }

    /// <summary>
    /// What is chosen after a form was sent: what was chosen before (<c>picked</c>), without those the form showed
    /// (<c>shown</c>), and with those that are ticked (<c>pick</c>).
    /// </summary>
    public static HashSet<Guid> Picked(IFormCollection form)
    {
        var picked = Read(form["picked"].ToString()).ToHashSet();
        picked.ExceptWith(Read(form["shown"].ToString()));
        picked.UnionWith(form["pick"].Select(one => Guid.TryParseExact(one, "D", out var id) ? id : Guid.Empty));
        picked.Remove(Guid.Empty);
        return picked;
    }
}
