using System.Globalization;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Records.Reports;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningAccount.App.Portal.Figures;

/// <summary>Which report is asked for, over which period; both stand in the address.</summary>
public sealed record FiguresAsked(ReportKind Kind, Period Period)
{
    public const string ReportName = "report";
    public const string FromName = "from";
    public const string ToName = "to";
    private const string Iso = "yyyy-MM-dd";

    // Nothing is kept of trainings before the first law on them.
    private static readonly DateOnly Earliest = new(2017, 1, 1);
    private const int YearsAhead = 10;

    /// <summary>What cannot be read or answered is left out, with the code of what is wrong: then it is the calendar year.</summary>
    public static FiguresAsked Of(IQueryCollection query, DateOnly today, out string? fault)
    {
        var kind = Enum.GetValues<ReportKind>()
            .FirstOrDefault(one => string.Equals(CodeOf(one), query[ReportName], StringComparison.Ordinal));
        var (from, to) = (query[FromName].ToString(), query[ToName].ToString());
        fault = null;
        if (from.Length == 0 && to.Length == 0)
        {
            return new(kind, Period.Year(today.Year));
        }
        fault = FaultOf(Day(from, today), Day(to, today));
        return new(kind, fault is null ? new(Day(from, today)!.Value, Day(to, today)!.Value) : Period.Year(today.Year));
    }

    /// <summary>What is wrong with a period, as a code with words; null: nothing.</summary>
    public static string? FaultOf(DateOnly? from, DateOnly? to) =>
        from is not { } first || to is not { } last ? "figures.wrong.day"
        : last < first ? "figures.wrong.order"
        : last.DayNumber - first.DayNumber >= Report.MostDays ? "figures.wrong.tooLong"
        : null;

    /// <summary>As addresses and commands write it: <c>social-balance</c>.</summary>
    public static string CodeOf(ReportKind kind) =>
        kind switch
        {
            ReportKind.SocialBalance => "social-balance",
            ReportKind.SectorFund => "sector-fund",
            ReportKind.Leave => "leave",
            _ => "equality",
        };

    public string Href(string path, string? figure = null)
    {
        var address = QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [ReportName] = CodeOf(Kind),
                [FromName] = PageDates.Text(Period.From),
                [ToName] = PageDates.Text(Period.LastDay),
            }
        );
        return figure is null ? address : QueryHelpers.AddQueryString(address, "figure", figure);
    }

    private static DateOnly? Day(string text, DateOnly today) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Earliest
        && day <= today.AddYears(YearsAhead)
            ? day
            : null;
}
