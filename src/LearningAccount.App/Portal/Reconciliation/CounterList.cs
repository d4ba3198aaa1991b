using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Portal.Reconciliation;

/// <summary>What a reader asks of the counters of an employer: by state, by cause and by name, as the address says it.</summary>
public sealed record CounterList
{
    public const string Unexplained = "unexplained";
    public const string Decided = "decided";
    public const string Equal = "equal";
    public const string LeftOut = "leftOut";
    private const string CauseName = "cause";

    /// <summary>What stands in the address; empty: what differs and is not decided.</summary>
    public static readonly IReadOnlyList<string> States = ["", Unexplained, Decided, Equal, LeftOut];

    public required Reconciled All { get; init; }
    public required ListRequest Request { get; init; }

    /// <summary>The cause asked for; null: every one.</summary>
    public required string? Cause { get; init; }

    /// <summary>Lines of the state asked for, of all causes and names.</summary>
    public required IReadOnlyList<CounterLine> OfState { get; init; }

    /// <summary>Those of the cause and names asked for, by name and year.</summary>
    public required IReadOnlyList<CounterLine> Found { get; init; }

    /// <summary>The rows that are in no line, where those are asked for.</summary>
    public IReadOnlyList<CounterPlace> Rows => Request.Filter is LeftOut ? [.. All.Rows.Where(place => place.Line is null)] : [];

    /// <summary>Every cause among the lines of the state, with how many have it, the most frequent first.</summary>
    public IEnumerable<(string Code, int Count)> Causes =>
        OfState
            .SelectMany(line => line.Causes.Select(cause => cause.Code).Distinct(StringComparer.Ordinal))
            .GroupBy(code => code, StringComparer.Ordinal)
            .Select(code => (code.Key, code.Count()))
            .OrderByDescending(cause => cause.Item2)
            .ThenBy(cause => cause.Key, StringComparer.Ordinal);

    public static CounterList Of(HttpRequest request, PageDates? dates, Reconciled all)
    {
        var list = ListRequest.Of(request, dates, [Unexplained, Decided, Equal, LeftOut]);
        var asked = request.Query[CauseName].ToString();
        var ofState = all.Lines.Where(line => Is(line, list.Filter)).ToList();
        var cause = ofState.Exists(line => Has(line, asked)) ? asked : null;
        var search = NameOrder.Fold(list.Search);
        return new()
        {
            All = all,
            Request = list with { Also = cause is null ? [] : [(CauseName, cause)] },
            Cause = cause,
            OfState = ofState,
            Found =
            [
                .. ofState
                    .Where(line => cause is null || Has(line, cause))
                    .Where(line => NameOrder.Fold(Named(line)).Contains(search, StringComparison.Ordinal))
                    .OrderBy(Named, NameOrder.Comparer)
                    .ThenBy(line => line.Worker.WorkerId)
                    .ThenBy(line => line.Year),
            ],
        };
    }

    public string CauseHref(string? cause) =>
        (Request with { Also = cause is null ? [] : [(CauseName, cause)], Page = 1 }).Href();

    public int CountOf(string state) =>
        state is LeftOut ? All.Rows.Count(place => place.Line is null) : All.Lines.Count(line => Is(line, state));

    /// <summary>What a decision on these lines is made of: where anything in them changes, it is another.</summary>
    public static string Seal(IEnumerable<CounterLine> lines)
    {
        var text = string.Join('\n', lines.Select(line => $"{line.Worker.WorkerId:N} {line.Year} {line.Figures}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static string Named(CounterLine line) => $"{WorkerNames.Listed(line.Worker)} {line.Worker.OwnReference}";

    private static bool Has(CounterLine line, string code) =>
        line.Causes.Any(cause => string.Equals(cause.Code, code, StringComparison.Ordinal));

    private static bool Is(CounterLine line, string state) =>
        state switch
        {
            Equal => line.IsEqual,
            Decided => line is { IsEqual: false, Decision: not null },
            Unexplained => line is { Decision: null, IsUnexplained: true },
            LeftOut => false,
            _ => line is { IsEqual: false, Decision: null },
        };
}
