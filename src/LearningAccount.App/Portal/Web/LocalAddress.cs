namespace LearningAccount.App.Portal.Web;

/// <summary>Where a reader goes back to: a page of ours, never another site, whatever the address says.</summary>
internal static class LocalAddress
{
    private const int Longest = 2000;

    /// <summary>The address where it is one of ours; else the start.</summary>
    public static string Of(string? back) =>
        back is { Length: > 0 and < Longest }
        && back[0] == '/'
        && (back.Length == 1 || back[1] is not ('/' or '\\'))
        // A line end or other control character could not stand in the header.
        && !back.Any(char.IsControl)
            ? back
            : "/";
}
