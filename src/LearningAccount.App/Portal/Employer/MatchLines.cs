using System.Collections.Immutable;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Employer;

/// <summary>A line somebody pasted that did not name one worker.</summary>
/// <param name="Code">Why not: <c>unknown</c>, <c>several</c>, <c>number</c>, <c>numberUnknown</c>.</param>
/// <param name="Candidates">Who may be meant.</param>
public sealed record UnmatchedLine(string Line, string Code, ImmutableArray<WorkerSnapshot> Candidates);

/// <summary>Who pasted lines mean.</summary>
public sealed record MatchedLines(ImmutableArray<Guid> Workers, ImmutableArray<UnmatchedLine> Unmatched);

/// <summary>
/// Finds the workers that pasted lines name: by national number, by the employer's own reference, by family and given names in
/// either order. A line may hold more, as when it comes from a spreadsheet.
/// </summary>
internal sealed class MatchLines(EmployerSnapshot snapshot)
{
    public const int MostLines = 5_000;
    private const int MostCandidates = 4;

    // To look for who is nearly called so takes long for many.
    private const int MostGuessed = 50;
    private static readonly char[] Cells = ['\t', ';', ',', '|'];

    private readonly ILookup<string, WorkerSnapshot> byReference = snapshot
        .Workers.Where(worker => worker.OwnReference is { Length: > 0 })
        .ToLookup(worker => worker.OwnReference!, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, WorkerSnapshot> byName = snapshot.Workers.ToLookup(
        worker => Sorted(WorkerNames.Listed(worker)),
        StringComparer.Ordinal
    );

    public static IReadOnlyList<string> Lines(string pasted) =>
        [
            .. pasted
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MostLines),
        ];

    /// <summary>The national numbers in lines, to be looked up before they are matched.</summary>
    public static IReadOnlyList<Ssin> Numbers(IEnumerable<string> lines) =>
        [.. lines.Select(NumberIn).Select(number => ReadNumber(number)).OfType<Ssin>().Distinct()];

    /// <param name="byNumber">The workers of national numbers, of those that anybody here has.</param>
    public MatchedLines Of(IEnumerable<string> lines, IReadOnlyDictionary<Ssin, Guid> byNumber)
    {
        var workers = ImmutableArray.CreateBuilder<Guid>();
        var unmatched = ImmutableArray.CreateBuilder<UnmatchedLine>();
        foreach (var line in lines)
        {
            var (found, why) = One(line, byNumber);
            if (found is [var only])
            {
                workers.Add(only.WorkerId);
                continue;
            }
            if (found.IsEmpty && why is "unknown" && unmatched.Count < MostGuessed)
            {
                found = Near(line);
            }
            unmatched.Add(new(line, found.Length > 1 && why is null ? "several" : why!, [.. found.Take(MostCandidates)]));
        }
        return new([.. workers.Distinct()], unmatched.ToImmutable());
    }

    private (ImmutableArray<WorkerSnapshot> Found, string? Why) One(string line, IReadOnlyDictionary<Ssin, Guid> byNumber)
    {
        if (NumberIn(line) is { } digits)
        {
            if (ReadNumber(digits) is not { } number)
            {
                return ([], "number");
            }
            return byNumber.TryGetValue(number, out var id) && snapshot.Worker(id) is { } worker
                ? ([worker], null)
                : ([], "numberUnknown");
        }
        foreach (var cell in line.Split(Cells, StringSplitOptions.TrimEntries).Prepend(line))
        {
            if (byReference[cell].Take(2).ToImmutableArray() is { IsEmpty: false } referenced)
            {
                return (referenced, null);
            }
        }
        foreach (var name in NamesIn(line))
        {
            if (byName[Sorted(name)].ToImmutableArray() is { IsEmpty: false } named)
            {
                return (named, null);
            }
        }
        var words = Words(line);
        ImmutableArray<WorkerSnapshot> called =
        [
            .. snapshot
                .Workers.Where(worker => words.Length > 0 && Array.TrueForAll(words, Words(WorkerNames.Listed(worker)).Contains))
                .Take(MostCandidates + 1),
        ];
        return (called, called.IsEmpty ? "unknown" : null);
    }

    /// <summary>The line; of one with cells its first two, which may be family and given names, and each by itself.</summary>
    private static IEnumerable<string> NamesIn(string line)
    {
        var cells = line.Split(['\t', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return cells.Length > 1 ? [line, $"{cells[0]} {cells[1]}", .. cells] : [line];
    }

    /// <summary>Who shares a word of the name, those who share most of it first.</summary>
    private ImmutableArray<WorkerSnapshot> Near(string line)
    {
        var words = Words(line);
        return
        [
            .. snapshot
                .Workers.Select(worker => (Worker: worker, Likeness: Likeness(words, Words(WorkerNames.Listed(worker)))))
                .Where(one => one.Likeness > 0)
                .OrderByDescending(one => one.Likeness)
                .Take(MostCandidates)
                .Select(one => one.Worker),
        ];
    }

    private static int Likeness(string[] line, string[] name) =>
        line.Sum(word =>
            name.Max(part =>
                string.Equals(word, part, StringComparison.Ordinal) ? 3
                : IsNear(word, part) ? 2
                : 0
            )
        )
            is var points
                and >= 3
            ? points
            : 0;

    /// <summary>One letter more, less or other.</summary>
    private static bool IsNear(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1 || a.Length < 4)
        {
            return false;
        }
        var from = 0;
        while (from < a.Length && from < b.Length && a[from] == b[from])
        {
            from++;
        }
        var (endA, endB) = (a.Length, b.Length);
        while (endA > from && endB > from && a[endA - 1] == b[endB - 1])
        {
            endA--;
            endB--;
        }
        return endA - from <= 1 && endB - from <= 1;
    }

    private static string Sorted(string name) => string.Join(' ', Words(name).Order(StringComparer.Ordinal));

    private static string[] Words(string name) =>
        NameOrder.Fold(name).Split([' ', ',', ';', '\t', '-', '\'', '’', '.'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Eleven digits, in the cell that holds them.</summary>
    private static string? NumberIn(string line) => line.Split(Cells).FirstOrDefault(Web.NationalNumber.IsLike);

    private static Ssin? ReadNumber(string? number) =>
        number is not null && Ssin.TryParse(number.Trim(), out var read, out _) ? read : null;
}
