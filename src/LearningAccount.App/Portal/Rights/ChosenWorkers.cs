using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;

namespace LearningAccount.App.Portal.Rights;

/// <summary>For whom something is meant.</summary>
/// <param name="Name">In words.</param>
/// <param name="Workers">Null: everybody, also who comes later.</param>
public sealed record ChosenWorkers(string Name, IReadOnlyList<WorkerSnapshot>? Workers)
{
    public const string Everybody = "all";
    public const string These = "these";
    private const string Department = "department:";
    private const string Site = "site:";
    private const int LongestList = 100_000;
    private const int NamedInFull = 5;

    public static IReadOnlyList<FieldOption> Options(EmployerSnapshot employer, Words words, bool withEverybody) =>
        [
            .. withEverybody ? [new FieldOption(Everybody, words["rights.everybody"])] : Array.Empty<FieldOption>(),
            .. Places(employer, worker => worker.Identity?.Department, Department, "grant.department", words),
            .. Places(employer, worker => worker.Identity?.Site, Site, "grant.site", words),
            new FieldOption(These, words["grant.these"]),
        ];

    /// <summary>Null where what was typed names nobody, or not one worker a line.</summary>
    /// <param name="without">Those a department or a site is taken without: nothing may be said of them.</param>
    public static ChosenWorkers? Read(SentForm form, EmployerSnapshot employer, Words words, Restricted? without = null)
    {
        var whom = form["whom"];
        if (whom is Everybody)
        {
            return new(words["rights.everybody"], null);
        }
        if (whom.StartsWith(Department, StringComparison.Ordinal) || whom.StartsWith(Site, StringComparison.Ordinal))
        {
            var name = whom[(whom.IndexOf(':', StringComparison.Ordinal) + 1)..];
            return Counted(
                name,
                employer.Workers.Where(worker => Works(worker, whom) && without?.Has(worker.WorkerId) is not true),
                words
            );
        }
        var text = form.NeededText("names", LongestList);
        var found = text is null ? null : ByLine(form, text, employer);
        return found is null ? null : Counted(null, found, words);
    }

    private static bool Works(WorkerSnapshot worker, string place) =>
        string.Equals($"{Department}{worker.Identity?.Department}", place, StringComparison.Ordinal)
        || string.Equals($"{Site}{worker.Identity?.Site}", place, StringComparison.Ordinal);

    private static List<WorkerSnapshot>? ByLine(SentForm form, string text, EmployerSnapshot employer)
    {
        // By name and own number alone: national numbers are not asked for here.
        var matched = new MatchLines(employer).Of(MatchLines.Lines(text), new Dictionary<Ssin, Guid>());
        if (matched.Unmatched is [var first, ..])
        {
            form.Wrong("names", first.Code is "several" ? "grant.several" : "grant.nobody", ("line", first.Line));
            return null;
        }
        return [.. matched.Workers.Select(employer.Worker).OfType<WorkerSnapshot>()];
    }

    private static ChosenWorkers Counted(string? place, IEnumerable<WorkerSnapshot> workers, Words words)
    {
        var all = workers.ToList();
        var name =
            all.Count <= NamedInFull && place is null
                ? string.Join("; ", all.Select(WorkerNames.Listed))
                : words.Count("grant.workers", all.Count);
        return new(place is null ? name : $"{place}: {name}", all);
    }

    private static IEnumerable<FieldOption> Places(
        EmployerSnapshot employer,
        Func<WorkerSnapshot, string?> place,
        string prefix,
        string code,
        Words words
    ) =>
        employer
            .Workers.Select(place)
            .OfType<string>()
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(NameOrder.Comparer)
            .Select(name => new FieldOption(prefix + name, words.Of(code, ("name", name))));
}
