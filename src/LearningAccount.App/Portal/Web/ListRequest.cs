using LearningAccount.App.Wording;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningAccount.App.Portal.Web;

/// <summary>What a reader asks of a list: all of it stands in the address, so a list can be kept, sent on and exported as it is shown.</summary>
public sealed record ListRequest
{
    public const int SearchLength = 80;
    private const int DefaultPageSize = 50;
    private static readonly int[] PageSizes = [25, 50, 100, 250];

    /// <summary>The page without its query.</summary>
    public required string Path { get; init; }
    public required PageDates? Dates { get; init; }
    public string Search { get; init; } = "";

    /// <summary>The state shown; empty: all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The column; empty: the order of the list itself.</summary>
    public string Sort { get; init; } = "";
    public bool Descending { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>What else the page asks for, kept in every address of the list.</summary>
    public IReadOnlyList<(string Name, string Value)> Also { get; init; } = [];

    public static ReadOnlySpan<int> Sizes => PageSizes;

    /// <summary>What cannot be read, or is not one of the <paramref name="filters"/> and <paramref name="columns"/>, is left out.</summary>
    public static ListRequest Of(
        HttpRequest request,
        PageDates? dates,
        ReadOnlySpan<string> filters = default,
        ReadOnlySpan<string> columns = default
    )
    {
        var query = request.Query;
        var search = query["q"].ToString().Trim();
        var filter = query["show"].ToString();
        var sort = query["sort"].ToString();
        var column = sort.StartsWith('-') ? sort[1..] : sort;
        var sorted = columns.Contains(column);
        return new()
        {
            Path = request.Path,
            Dates = dates,
            Search = search.Length <= SearchLength ? search : search[..SearchLength],
            Filter = filters.Contains(filter) ? filter : "",
            Sort = sorted ? column : "",
            Descending = sorted && sort.StartsWith('-'),
            Page = int.TryParse(query["page"], Words.Plain, null, out var page) && page > 0 ? page : 1,
            PageSize =
                int.TryParse(query["size"], Words.Plain, null, out var size) && PageSizes.Contains(size) ? size : DefaultPageSize,
        };
    }

    /// <summary>The address of this list as it is asked here.</summary>
    public string Href(string? path = null)
    {
        var address = path ?? Path;
        address = Also.Aggregate(address, (kept, also) => Add(kept, also.Name, also.Value));
        address = Search.Length > 0 ? Add(address, "q", Search) : address;
        address = Filter.Length > 0 ? Add(address, "show", Filter) : address;
        address = Sort.Length > 0 ? Add(address, "sort", Descending ? "-" + Sort : Sort) : address;
        address = PageSize != DefaultPageSize ? Add(address, "size", PageSize.ToString(Words.Invariant)) : address;
        address = Page > 1 ? Add(address, "page", Page.ToString(Words.Invariant)) : address;
        return Dates?.Keep(address) ?? address;
    }

    /// <summary>The same list, of all pages, as a file.</summary>
    public string ExportHref(string path) => (this with { Page = 1, PageSize = DefaultPageSize }).Href(path);

    public string FilterHref(string filter) => (this with { Filter = filter, Page = 1 }).Href();

    /// <summary>Sorts by a column; asked again, the other way round.</summary>
    public string SortHref(string column, bool descendingFirst) =>
        (
            this with
            {
                Sort = column,
                Descending = string.Equals(Sort, column, StringComparison.Ordinal) ? !Descending : descendingFirst,
                Page = 1,
            }
        ).Href();

    public string PageHref(int page) => (this with { Page = page }).Href();

    public string SizeHref(int size) => (this with { PageSize = size, Page = 1 }).Href();

    /// <summary>The pages there are for so many rows; one at least.</summary>
    public int Pages(int rows) => Math.Max(1, (rows + PageSize - 1) / PageSize);

    /// <summary>The rows of the page asked for, or of the last one there is.</summary>
    public IEnumerable<T> PageOf<T>(IReadOnlyList<T> rows) =>
        rows.Skip((Math.Min(Page, Pages(rows.Count)) - 1) * PageSize).Take(PageSize);

    private static string Add(string address, string name, string value) => QueryHelpers.AddQueryString(address, name, value);
}
