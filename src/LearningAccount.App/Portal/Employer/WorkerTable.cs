using System.Globalization;
using System.Text;
using LearningAccount.App.Portal.Components;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Portal.Employer;

/// <summary>All workers of an employer with their figures of a day, in order of name. It never changes, so readers share it.</summary>
public sealed class WorkerTable
{
    /// <summary>Days that expire within so many months ask for attention.</summary>
    private const int SoonMonths = 6;

    private static readonly CompareInfo Names = CultureInfo.InvariantCulture.CompareInfo;
    private readonly WorkerRow[] byName;

    private WorkerTable(WorkerRow[] byName)
    {
        this.byName = byName;
        Left = byName.Aggregate(Fraction.Zero, (sum, row) => row.Is(WorkerState.Gone) ? sum : sum + row.Left);
        Scale = byName.Aggregate(Fraction.Zero, (most, row) => Fraction.Max(most, row.Days.Total));
    }

    public int Count => byName.Length;

    /// <summary>Days left of all who are in service.</summary>
    public Fraction Left { get; }

    /// <summary>The most days of any worker: the width of a bar.</summary>
    public Fraction Scale { get; }

    public static WorkerTable Of(IEnumerable<ListedWorker> workers, EmployerLaw law, DateOnly on)
    {
        var rows = workers.Select(worker => Row(worker, AccountComputation.For(worker.Facts, law, on))).ToArray();
        var keys = Array.ConvertAll(
            rows,
            row => Names.GetSortKey(row.Name, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace)
        );
        Array.Sort(keys, rows, Comparer<SortKey>.Create(SortKey.Compare));
        return new(rows);
    }

    /// <summary>How many are in a state; of none: who is in service.</summary>
    public int CountOf(WorkerState? state) => byName.Count(row => Shows(row, state));

    /// <summary>The rows a list asks for, in its order, of all its pages.</summary>
    public IReadOnlyList<WorkerRow> Find(ListRequest list)
    {
        var words = Fold(list.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
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

    /// <summary>Without case and accents: <c>Désirée</c> is found by <c>desiree</c>.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }
        return folded.ToString();
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

    private static WorkerRow Row(ListedWorker worker, Account account)
    {
        var year = account.Years.IsEmpty ? null : account.Years[^1];
        ExpiringDays? expires = account.Expiring.IsEmpty ? null : account.Expiring[0];
        var causes = IsGone(account) ? AttentionCause.None : CausesOf(account, worker.Remarks, expires);
        return new()
        {
            Id = worker.Id,
            Name = worker.Name,
            OwnReference = worker.OwnReference,
            Folded = Fold($"{worker.Name} {worker.OwnReference}"),
            Year = year,
            Left = account.Balance.Exact,
            Days = year is null ? new(0, 0, 0, 0, 0) : DayBar.Of(year, account.Planned),
            Expires = expires,
            Causes = causes,
            State = StateOf(account, causes),
        };
    }

    private static bool IsGone(Account account) => account.Exit is { } gone && gone.On < account.On;

    private static WorkerState StateOf(Account account, AttentionCause causes)
    {
        if (IsGone(account))
        {
            return WorkerState.Gone;
        }
        var state = causes is AttentionCause.None ? WorkerState.None : WorkerState.Attention;
        return IsBehind(account) ? state | WorkerState.Behind : state;
    }

    private static AttentionCause CausesOf(Account account, IReadOnlyList<Anomaly> remarks, ExpiringDays? expires)
    {
        var causes = AttentionCause.None;
        if (expires is { } next && next.On <= account.On.AddMonths(SoonMonths))
        {
            causes |= AttentionCause.ExpiresSoon;
        }
        if (account.Exit is { Outstanding.Sign: > 0, MayTakeBeforeEnd: true })
        {
            causes |= AttentionCause.LeavesWithDays;
        }
        if (remarks.Count > 0)
        {
            causes |= AttentionCause.Facts;
        }
        foreach (var remark in account.Anomalies)
        {
            causes |= remark.Code switch
            {
                "beyondCredit" => AttentionCause.BeyondCredit,
                "trainingOutsideEmployment" => AttentionCause.OutsideContract,
                _ => AttentionCause.Other,
            };
        }
        return causes;
    }

    // The test asks for the whole credit at the end of the window (R5.2); on the way, the past years say who is behind.
    private static bool IsBehind(Account account)
    {
        if (account.Window is not { Met: false } window)
        {
            return false;
        }
        var due = Fraction.Zero;
        foreach (var year in account.Years)
        {
            if (year.Year >= window.From.Year && year.Year < account.On.Year)
            {
                due += year.Credit;
            }
        }
        return window.Used < due;
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
