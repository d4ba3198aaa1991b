using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>In which language region each place of work of an employer lies, as the employer says.</summary>
public static class PlaceRegions
{
    /// <summary>Where nothing is said of a worker's place of work: the place that stands for all others.</summary>
    public const string Elsewhere = "";
    public const int MostPlaces = 200;

    public static ImmutableDictionary<string, LanguageRegion> Of(LetterheadVersion? letterhead) =>
        letterhead?.Regions is { } said
            ? JsonSerializer
                .Deserialize<Dictionary<string, string>>(said)!
                .ToImmutableDictionary(one => one.Key, one => Enum.Parse<LanguageRegion>(one.Value), StringComparer.Ordinal)
            : ImmutableDictionary<string, LanguageRegion>.Empty;

    /// <summary>Null where nothing is said.</summary>
    public static string? Written(IEnumerable<KeyValuePair<string, LanguageRegion>> said)
    {
        var places = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, region) in said)
        {
            places[place] = region.ToString();
        }
        return places.Count == 0 ? null : JsonSerializer.Serialize(places);
    }

    /// <summary>The places of work that the employer's workers have, by name.</summary>
    public static ImmutableArray<string> PlacesOf(EmployerSnapshot employer) =>
        [
            .. employer
                .Workers.Select(worker => worker.Identity?.Site)
                .OfType<string>()
                .Where(site => site.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Take(MostPlaces),
        ];
}
