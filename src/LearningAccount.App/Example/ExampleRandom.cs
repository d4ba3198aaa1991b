namespace LearningAccount.App.Example;

/// <summary>
/// Chance that is the same on every machine and in every version: SplitMix64 (Steele, Lea and Flood, 2014), whose numbers
/// do not depend on the framework.
/// </summary>
internal sealed class ExampleRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (int)(z % (ulong)limit);
        }
    }

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>A day from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Below(last.DayNumber - first.DayNumber + 1));
}
