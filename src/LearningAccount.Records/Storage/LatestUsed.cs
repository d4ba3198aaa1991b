namespace LearningAccount.Records.Storage;

/// <summary>Keeps what was used last, up to so many bytes; what was not used for longest goes first.</summary>
public sealed class LatestUsed<T>(int mostBytes, Func<T, int> bytesOf)
    where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> kept = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> latest = [];
    private int bytes;

    /// <param name="isRight">False: it is not what is asked for any more.</param>
    public T? Find(string key, Func<T, bool> isRight)
    {
        lock (gate)
        {
            if (!kept.TryGetValue(key, out var node) || !isRight(node.Value.Value))
            {
                return null;
            }
            latest.Remove(node);
            latest.AddFirst(node);
            return node.Value.Value;
        }
    }

    public void Keep(string key, T value)
    {
        lock (gate)
        {
            if (kept.TryGetValue(key, out var before))
            {
                Forget(before);
            }
            kept[key] = latest.AddFirst((key, value));
            bytes += bytesOf(value);
            while (bytes > mostBytes)
            {
                Forget(latest.Last!);
            }
        }
    }

    private void Forget(LinkedListNode<(string Key, T Value)> node)
    {
        latest.Remove(node);
        kept.Remove(node.Value.Key);
        bytes -= bytesOf(node.Value.Value);
    }
}
