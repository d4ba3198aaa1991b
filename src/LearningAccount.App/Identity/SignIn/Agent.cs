namespace LearningAccount.App.Identity.SignIn;

/// <summary>A browser as its owner would name it: "Firefox · Windows". Browsers call themselves many things; the first that fits is it.</summary>
internal static class Agent
{
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Null where it does not say anything known.</summary>
    public static string? Named(string? agent)
    {
        var parts = ((string?[])[Find(Browsers, agent), Find(Systems, agent)]).OfType<string>();
        return string.Join(" · ", parts) is { Length: > 0 } name ? name : null;
    }

    private static string? Find((string Sign, string Name)[] known, string? agent) =>
        known
            .Where(each => agent?.Contains(each.Sign, StringComparison.Ordinal) is true)
            .Select(each => each.Name)
            .FirstOrDefault();
}
