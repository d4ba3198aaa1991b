using System.Data.Common;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Keeps how lists of some other program are understood, under a name.</summary>
public static class SayListMapping
{
    public const int NameLength = 60;
    public const int ContentLength = 200_000;

    /// <summary>The place of mappings that are not one employer's.</summary>
    public static Guid Everywhere => JournalLine.Instance;

    /// <summary>Keeps a mapping; one of the same name, place and owner is replaced.</summary>
    /// <exception cref="RefusedException"><c>listMapping.name</c>, <c>listMapping.tooLong</c>.</exception>
    public static async Task Do(Change change, ListMappingVersion said, CancellationToken cancel)
    {
        if (said.Name.Length is 0 or > NameLength)
        {
            throw new RefusedException("listMapping.name", "name");
        }
        if (said.Content.Length > ContentLength)
        {
            throw new RefusedException("listMapping.tooLong", "mapping");
        }
        await change.Touch(said.EmployerId, "sayListMapping", cancel);
        var known = (await ReadVersions.Now(change.Connection, Tables.ListMapping, said.EmployerId, cancel)).Find(each =>
            each.OwnerId == said.OwnerId && string.Equals(each.Name, said.Name, StringComparison.OrdinalIgnoreCase)
        );
        var kept = said with { MappingId = known?.MappingId ?? said.MappingId };
        if (known is null)
        {
            change.Insert(Tables.ListMapping, kept);
        }
        else if (!SayFacts.IsSame(kept, known))
        {
            await change.Replace(Tables.ListMapping, known, kept, cancel);
        }
    }

    /// <summary>Gives it another name.</summary>
    /// <exception cref="RefusedException"><c>listMapping.name</c>; <c>listMapping.nameTaken</c> by another of its place and owner.</exception>
    public static async Task Rename(Change change, ListMappingVersion known, string name, CancellationToken cancel)
    {
        if (name.Length is 0 or > NameLength)
        {
            throw new RefusedException("listMapping.name", "name");
        }
        await change.Touch(known.EmployerId, "sayListMapping", cancel);
        var others = await ReadVersions.Now(change.Connection, Tables.ListMapping, known.EmployerId, cancel);
        if (
            others.Exists(each =>
                each.OwnerId == known.OwnerId
                && each.MappingId != known.MappingId
                && string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw new RefusedException("listMapping.nameTaken", "name");
        }
        if (!string.Equals(known.Name, name, StringComparison.Ordinal))
        {
            await change.Replace(Tables.ListMapping, known, known with { Name = name }, cancel);
        }
    }

    /// <summary>From now on it is not known any more; what was brought in by it stays.</summary>
    public static async Task Forget(Change change, ListMappingVersion known, CancellationToken cancel)
    {
        await change.Touch(known.EmployerId, "forgetListMapping", cancel);
        await change.Supersede(Tables.ListMapping, [known], cancel);
    }

    /// <summary>
    /// Those somebody may use: of the employers given, of the person, and of the whole installation, in this order.
    /// </summary>
    /// <param name="employers">Null: of every employer.</param>
    /// <param name="user">Null: of every person.</param>
    public static async Task<IReadOnlyList<ListMappingVersion>> All(
        DbConnection connection,
        IReadOnlyCollection<Guid>? employers,
        Guid? user,
        CancellationToken cancel
    )
    {
        var all = await ReadVersions.Query<ListMappingVersion>(
            connection,
            $"select {Tables.ListMapping.ColumnList} from list_mapping where superseded is null order by name, mapping_id",
            new { },
            cancel
        );
        return
        [
            .. all.Where(each => each.EmployerId == Everywhere || employers is null || employers.Contains(each.EmployerId))
                .Where(each => each.OwnerId is null || user is null || each.OwnerId == user)
                .OrderBy(each => each.EmployerId == Everywhere)
                .ThenBy(each => each.OwnerId is null),
        ];
    }
}
