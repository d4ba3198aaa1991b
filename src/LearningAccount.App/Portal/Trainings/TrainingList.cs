using System.Collections.Immutable;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>What a reader asks of the list of trainings, all of it in the address.</summary>
public sealed record TrainingList
{
    public const string Planned = "planned";
    public const string Followed = "followed";
    public const string NotFollowed = "notFollowed";
    public const string Cancelled = "cancelled";
    public const string Due = "due";
    public static readonly string[] Filters = [Due, Planned, Followed, NotFollowed, Cancelled];
    public const string ByDate = "date";
    public const string ByTitle = "title";
    public const string ByWorkers = "workers";
    public static readonly string[] Columns = [ByDate, ByTitle, ByWorkers];
    public const string WellBeing = "wellBeing";
    public static readonly string[] Kinds = ["formal", "informal", WellBeing];

    public required ListRequest Request { get; init; }
    public required int? Year { get; init; }

    /// <summary>One of <see cref="Kinds"/>; empty: all.</summary>
    public required string Kind { get; init; }
    public required string Provider { get; init; }

    /// <summary>A site or department, as <see cref="Places"/> writes it; empty: all.</summary>
    public required string Place { get; init; }

    public bool IsNarrowed => Request.Also.Count > 0 || Request.Search.Length > 0;

    public static TrainingList Of(HttpRequest request, PageDates? dates)
    {
        var query = request.Query;
        var list = new TrainingList
        {
            Request = ListRequest.Of(request, dates, Filters, Columns),
            Year = int.TryParse(query["year"], Words.Plain, null, out var year) && year is > 1900 and < 2200 ? year : null,
            Kind = Kinds.Contains(query["kind"].ToString(), StringComparer.Ordinal) ? query["kind"].ToString() : "",
            Provider = Short(query["provider"].ToString()),
            Place = Short(query["place"].ToString()),
        };
        return list with { Request = list.Request with { Also = [.. list.Also()] } };
    }

    /// <summary>The trainings asked for, in their order, of all pages.</summary>
    public IReadOnlyList<TrainingGroup> Find(TrainingGroups all, DateOnly today)
    {
        var found = Narrowed(all).Where(group => Shows(group, Request.Filter, today));
        return
        [
            .. (Request.Sort, Request.Descending) switch
            {
                (ByTitle, false) => found.OrderBy(group => group.First.Title, NameOrder.Comparer),
                (ByTitle, true) => found.OrderByDescending(group => group.First.Title, NameOrder.Comparer),
                (ByWorkers, false) => found.OrderBy(group => group.Present.Length),
                (ByWorkers, true) => found.OrderByDescending(group => group.Present.Length),
                (ByDate, false) => found.Reverse(),
                _ => found,
            },
        ];
    }

    /// <summary>How many there are in each state, with all else that is asked for.</summary>
    public IReadOnlyDictionary<string, int> Counts(TrainingGroups all, DateOnly today)
    {
        var narrowed = Narrowed(all).ToList();
        return Filters
            .Append("")
            .ToDictionary(
                filter => filter,
                filter => narrowed.Count(group => Shows(group, filter, today)),
                StringComparer.Ordinal
            );
    }

    /// <summary>The sites and departments of workers, as an address and a form name them: <c>site:Gent</c>.</summary>
    public static IEnumerable<string> Places(WorkerSnapshot worker)
    {
        if (worker.Identity?.Site is { Length: > 0 } site)
        {
            yield return $"site:{site}";
        }
        if (worker.Identity?.Department is { Length: > 0 } department)
        {
            yield return $"department:{department}";
        }
    }

    public static ImmutableArray<string> AllPlaces(EmployerSnapshot snapshot) =>
        [.. snapshot.Workers.SelectMany(Places).Distinct(StringComparer.Ordinal).Order(NameOrder.Comparer)];

    private IEnumerable<TrainingGroup> Narrowed(TrainingGroups all)
    {
        var words = NameOrder.Fold(Request.Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return all.All.Where(group =>
            (Year is not { } year || (group.First.StartOn.Year <= year && group.First.EndOn.Year >= year))
            && (Kind.Length == 0 || IsOfKind(group.First))
            && (Provider.Length == 0 || string.Equals(group.First.ProviderName, Provider, StringComparison.OrdinalIgnoreCase))
            && (
                Place.Length == 0
                || group.Present.Any(one => Places(one.Worker).Contains(Place, StringComparer.OrdinalIgnoreCase))
            )
            && Says(group, words)
        );
    }

    private bool IsOfKind(TrainingVersion training) =>
        Kind is WellBeing
            ? training.CountsBasis == CountsBasis.WellBeing
            : (training.Kind == TrainingKind.Formal) == Kind is "formal";

    private static bool Shows(TrainingGroup group, string filter, DateOnly today) =>
        filter switch
        {
            Due => IsDue(group, today),
            Planned => group.Status == TrainingStatus.Planned,
            Followed => group.Status == TrainingStatus.Followed,
            NotFollowed => group.Status == TrainingStatus.NotFollowed,
            Cancelled => group.Status == TrainingStatus.Cancelled,
            _ => group.Status != TrainingStatus.Cancelled,
        };

    /// <summary>It is over, and nobody has said who was there.</summary>
    public static bool IsDue(TrainingGroup group, DateOnly today) =>
        group.Status == TrainingStatus.Planned && group.First.EndOn < today;

    private static bool Says(TrainingGroup group, string[] words)
    {
        if (words.Length == 0)
        {
            return true;
        }
        var ofAll = NameOrder.Fold($"{group.First.Title} {group.First.ProviderName}");
        var left = Array.FindAll(words, word => !ofAll.Contains(word, StringComparison.Ordinal));
        return left.Length == 0
            || group.Participants.Any(one =>
            {
                var name = NameOrder.Fold($"{WorkerNames.Listed(one.Worker)} {one.Worker.OwnReference}");
                return Array.TrueForAll(left, word => name.Contains(word, StringComparison.Ordinal));
            });
    }

    private IEnumerable<(string, string)> Also()
    {
        if (Year is { } year)
        {
            yield return ("year", year.ToString(Words.Invariant));
        }
        if (Kind.Length > 0)
        {
            yield return ("kind", Kind);
        }
        if (Provider.Length > 0)
        {
            yield return ("provider", Provider);
        }
        if (Place.Length > 0)
        {
            yield return ("place", Place);
        }
    }

    private static string Short(string text) => text.Length <= 200 ? text : "";
}
