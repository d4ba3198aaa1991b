using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>All the ways in which lists of other programs are understood: those people kept, then those that come with the program.</summary>
public static class KnownMappings
{
    public static IReadOnlyList<NamedMapping> Of(IEnumerable<ListMappingVersion> kept) =>
        [.. kept.Select(each => new NamedMapping(each.Name, ListMapping.OfJson(each.Content), each)), .. ShippedMappings.All];
}
