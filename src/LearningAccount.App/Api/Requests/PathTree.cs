using LearningAccount.App.Api.Contract;

namespace LearningAccount.App.Api.Requests;

/// <summary>Finds the operations of an address. A segment that is written out goes before one that stands for anything.</summary>
internal sealed class PathTree
{
    private readonly Dictionary<string, PathTree> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContractOperation> operations = new(StringComparer.Ordinal);
    private (string Name, PathTree Below)? named;

    public static PathTree Of(IEnumerable<ContractOperation> operations)
    {
        var root = new PathTree();
        foreach (var operation in operations)
        {
            var at = root;
            foreach (var segment in operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                at = at.Below(segment);
            }
            at.operations.Add(operation.Method, operation);
        }
        return root;
    }

    /// <summary>The operations by method, and what stands for the named segments, in their order; null: there is no such address.</summary>
    public (IReadOnlyDictionary<string, ContractOperation> Operations, OrderedDictionary<string, string> Named)? Find(string path)
    {
        var names = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var at = this;
        foreach (var segment in path.Split('/')[1..])
        {
            if (at.written.TryGetValue(segment, out var exact))
            {
                at = exact;
            }
            else if (segment.Length > 0 && at.named is var (name, below))
            {
                names[name] = segment;
                at = below;
            }
            else
            {
                return null;
            }
        }
        return at.operations.Count == 0 ? null : (at.operations, names);
    }

    private PathTree Below(string segment)
    {
        if (segment[0] is '{')
        {
            var name = segment[1..^1];
            named ??= (name, new());
            return named.Value.Name == name
                ? named.Value.Below
                : throw new InvalidDataException($"'{segment}' is called {{{named.Value.Name}}} elsewhere.");
        }
        if (!written.TryGetValue(segment, out var below))
        {
            written.Add(segment, below = new());
        }
        return below;
    }
}
