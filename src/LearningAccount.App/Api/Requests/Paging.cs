using System.Globalization;
using System.Text.Json;

namespace LearningAccount.App.Api.Requests;

/// <summary>A page of a collection, with the addresses of the others (REST guide, col-pag): <c>page</c> counts from 1.</summary>
internal static class Paging
{
    private const string Page = "page";
    private const string PageSize = "pageSize";

    /// <summary>Answers with the asked page of all there is.</summary>
    /// <param name="write">Writes the members of one item, between braces that stand already: <c>href</c> first.</param>
    public static ApiAnswer Of<T>(ApiCall call, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write)
    {
        var (page, size) = Asked(call);
        var shown = all.Skip((int)Math.Min((page - 1L) * size, int.MaxValue)).Take(size).ToList();
        return Of(call, shown, all.Count, write);
    }

    /// <summary>The page that is asked for, and how many items are on one.</summary>
    public static (int Number, int Size) Asked(ApiCall call) =>
        (int.Parse(call[Page]!, CultureInfo.InvariantCulture), int.Parse(call[PageSize]!, CultureInfo.InvariantCulture));

    /// <summary>The same where the page alone was read.</summary>
    /// <param name="also">Writes what the page holds besides.</param>
    public static ApiAnswer Of<T>(
        ApiCall call,
        IReadOnlyList<T> shown,
        int total,
        Action<Utf8JsonWriter, T> write,
        Action<Utf8JsonWriter>? also = null
    )
    {
        var (page, size) = Asked(call);
        var last = Math.Max(1, (total + size - 1) / size);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, page));
            Items(json, shown, write);
            also?.Invoke(json);
            json.WriteNumber("total", total);
            json.WriteNumber(Page, page);
            json.WriteNumber(PageSize, size);
            json.WriteString("first", Address(call, 1));
            json.WriteString("last", Address(call, last));
            if (page > 1)
            {
                json.WriteString("prev", Address(call, Math.Min(page - 1, last)));
            }
            if (page < last)
            {
                json.WriteString("next", Address(call, page + 1));
            }
            json.WriteEndObject();
        });
    }

    /// <summary>A collection that always comes whole.</summary>
    public static ApiAnswer Whole<T>(ApiCall call, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            Items(json, all, write);
            json.WriteNumber("total", all.Count);
            json.WriteEndObject();
        });

    private static void Items<T>(Utf8JsonWriter json, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Address(ApiCall call, int page)
    {
        var request = call.Context.Request;
        var others = request
            .Query.Where(one => one.Key is not Page)
            .SelectMany(one => one.Value, (one, value) => (one.Key, value));
        var query = others.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.value ?? "")}");
        return $"{call.Link(request.Path)}?{string.Join('&', query.Append($"{Page}={page.ToString(CultureInfo.InvariantCulture)}"))}";
    }
}
