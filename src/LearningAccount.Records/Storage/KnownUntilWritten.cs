using System.Collections.Concurrent;

namespace LearningAccount.Records.Storage;

/// <summary>
/// Answers of a database, kept as long as nobody writes anything to it: this program or another. Where the engine does not tell
/// whether somebody did, every question is asked.
/// </summary>
public sealed class KnownUntilWritten<TKey, TValue>(Database database)
    where TKey : notnull
    where TValue : class
{
    private const int Most = 10_000;
    private volatile Answers? known;

    /// <param name="ask">Asks the database; nothing it does not know is kept.</param>
    public async ValueTask<TValue?> Get(TKey key, Func<TKey, Task<TValue?>> ask)
    {
        // Told before it is asked: what is written meanwhile makes the answer one of before.
        if (await database.Version() is not { } version)
        {
            return await ask(key);
        }
        var answers = known;
        if (answers?.Version != version)
        {
            known = answers = new(version);
        }
        if (answers.ByKey.TryGetValue(key, out var answer))
        {
            return answer;
        }
        var asked = await ask(key);
        if (asked is not null && answers.ByKey.Count < Most)
        {
            answers.ByKey[key] = asked;
        }
        return asked;
    }

    private sealed class Answers(long version)
    {
        public long Version { get; } = version;
        public ConcurrentDictionary<TKey, TValue> ByKey { get; } = [];
    }
}
