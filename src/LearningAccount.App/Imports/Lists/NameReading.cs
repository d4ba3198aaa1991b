using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Reads names from two columns, or from one: <c>Peeters, Jan</c> and <c>VAN DEN BERG Jan</c>.</summary>
internal static class NameReading
{
    public static (string? Family, string? Given) Read(RowReading row, int most)
    {
        var (family, given) = (row.Text(ListColumn.FamilyName, most), row.Text(ListColumn.GivenNames, most));
        if (row.Text(ListColumn.FullName, most) is not { } whole || family is not null)
        {
            return (family, given);
        }
        if (Split(whole) is { } parts)
        {
            return (parts.Family, given ?? parts.Given);
        }
        if (given is null)
        {
            row.Fail("staff.nameNotSplit", ListColumn.FullName, Severity.Warning);
        }
        return (whole, given);
    }

    private static (string Family, string Given)? Split(string whole)
    {
        var comma = whole.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && comma < whole.Length - 1)
        {
            return (whole[..comma].Trim(), whole[(comma + 1)..].Trim());
        }
        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var capitals = words.TakeWhile(word => word.Length > 1 && !word.Any(char.IsLower)).Count();
        return capitals > 0 && capitals < words.Length
            ? (string.Join(' ', words[..capitals]), string.Join(' ', words[capitals..]))
            : null;
    }
}
