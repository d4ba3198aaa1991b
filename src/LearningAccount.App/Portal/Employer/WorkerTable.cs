using System.Globalization;
using System.Text;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Employer;

/// <summary>All workers of an employer with their figures of a day, in order of name. It never changes, so readers share it.</summary>
public sealed class WorkerTable
{
    private readonly WorkerRow[] byName;

    /// <param name="rows">In any order; they are the table's from now on.</param>
    public WorkerTable(WorkerRow[] rows)
    {
        byName = rows;
        var keys = Array.ConvertAll(rows, row => NameOrder.Rules.GetSortKey(row.Name, NameOrder.Options));
        Array.Sort(keys, rows, Comparer<SortKey>.Create(SortKey.Compare));
        Left = byName.Aggregate(Fraction.Zero, (sum, row) => row.Is(WorkerState.Gone) ? sum : sum + row.Left);
        Scale = byName.Aggregate(Fraction.Zero, (most, row) => Fraction.Max(most, row.Days.Total));
    }

    public int Count => byName.Length;

    /// <summary>Days left of all who are in service.</summary>
    public Fraction Left { get; }

    /// <summary>The most days of any worker: the width of a bar.</summary>
    public Fraction Scale { get; }

    /// <summary>Who is most behind the five-year average, the furthest first.</summary>
    public IEnumerable<WorkerRow> MostBehind => byName.Where(row => row.Behind.Sign > 0).OrderByDescending(row => row.Behind);

    /// <summary>How many are in a state; of none: who is in service.</summary>
    public int CountOf(WorkerState? state) => byName.Count(row => Shows(row, state));

    /// <summary>The rows a list asks for, in its order, of all its pages.</summary>
    public IReadOnlyList<WorkerRow> Find(ListRequest list)
    {
        var words = NameOrder.Fold(list.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var state = StateOf(list.Filter);
        var found = new List<WorkerRow>(byName.Length);
        foreach (var row in byName)
        {
            if (Shows(row, state) && Array.TrueForAll(words, word => row.Folded.Contains(word, StringComparison.Ordinal)))
            {
                found.Add(row);
            }
        }
        return InOrder(found, list);
    }

    private static WorkerState? StateOf(string filter) =>
        filter switch
        {
            WorkerFilter.Attention => WorkerState.Attention,
            WorkerFilter.Behind => WorkerState.Behind,
            WorkerFilter.Gone => WorkerState.Gone,
            WorkerFilter.Everybody => WorkerState.None,
            _ => null,
        };

    private static bool Shows(WorkerRow row, WorkerState? state) =>
        state switch
        {
            null => !row.Is(WorkerState.Gone),
            WorkerState.None => true,
            { } wanted => row.Is(wanted),
        };

    private static IReadOnlyList<WorkerRow> InOrder(List<WorkerRow> rows, ListRequest list)
    {
        // Every order is stable, so that equal figures stay in order of name.
        IEnumerable<WorkerRow> ordered = list.Sort switch
        {
            WorkerColumn.Credit => Ordered(row => row.Year?.Credit ?? -1),
            WorkerColumn.Used => Ordered(row => row.Year?.Used ?? -1),
            WorkerColumn.Left => Ordered(row => row.Left),
            WorkerColumn.Expires => Ordered(row => row.Expires?.On ?? DateOnly.MaxValue),
            _ => list.Descending ? rows.AsEnumerable().Reverse() : rows,
        };
        return ordered as IReadOnlyList<WorkerRow> ?? [.. ordered];

        IEnumerable<WorkerRow> Ordered<T>(Func<WorkerRow, T> key) =>
            list.Descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
    }
}

/// <summary>The columns the list of workers can be ordered by, as they stand in its address.</summary>
public static class WorkerColumn
{
    public const string Name = "name";
    public const string Credit = "credit";
    public const string Used = "used";
    public const string Left = "left";
    public const string Expires = "expires";
    public static readonly string[] All = [Name, Credit, Used, Left, Expires];
}

/// <summary>What the list of workers can be narrowed to, as it stands in its address; without one: who is in service.</summary>
public static class WorkerFilter
{
    public const string Attention = "attention";
    public const string Behind = "behind";
    public const string Gone = "gone";
    public const string Everybody = "all";
    public static readonly string[] All = [Attention, Behind, Gone, Everybody];
}
