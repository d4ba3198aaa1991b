using System.Globalization;
using LearningAccount.App.Figures;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningAccount.App.Portal.Figures;

/// <summary>The report and the period that are asked for, as they stand in an address.</summary>
public static class FiguresQuery
{
    private const string ReportName = "report";
    private const string FromName = "from";
    private const string ToName = "to";
    private const string Iso = "yyyy-MM-dd";

    /// <summary>What cannot be read or answered is left out, with the code of what is wrong: then it is the calendar year.</summary>
    public static FiguresAsked Read(IQueryCollection query, DateOnly today, out string? fault)
    {
        var kind = FiguresAsked.KindOf(query[ReportName]);
        var (from, to) = (query[FromName].ToString(), query[ToName].ToString());
        var (first, last) = (Day(from), Day(to));
        fault = from.Length == 0 && to.Length == 0 ? null : FiguresAsked.FaultOf(first, last, today);
        return new(kind, fault is null && first is { } day ? new(day, last!.Value) : Period.Year(today.Year));
    }

    /// <param name="what">Of a file: <c>behind</c> or <c>leave</c>; null: the figures.</param>
    public static string Href(this FiguresAsked asked, string path, string? figure = null, string? what = null) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [ReportName] = FiguresAsked.CodeOf(asked.Kind),
                [FromName] = PageDates.Text(asked.Period.From),
                [ToName] = PageDates.Text(asked.Period.LastDay),
                ["figure"] = figure,
                ["what"] = what,
            }
        );

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
