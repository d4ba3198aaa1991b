using System.Reflection;
using LearningAccount.App.Commands;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.House;

/// <summary>Whether a name in a document is that of a type of the program, or of a member of one: <c>Ssin</c>, <c>Ssin.TryParse</c>.</summary>
internal static class NamedThings
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ILookup<string, Type> Types = new[]
    {
        typeof(LawBook).Assembly,
        typeof(Database).Assembly,
        typeof(Root).Assembly,
        typeof(NamedThings).Assembly,
    }
        .SelectMany(assembly => assembly.GetTypes())
        .ToLookup(type => type.Name, StringComparer.Ordinal);

    public static bool Has(string name)
    {
        var parts = name.Split('.');
        return parts.Length == 1 ? Types.Contains(name) : Types[parts[0]].Any(type => type.GetMember(parts[1], Any).Length > 0);
    }
}
