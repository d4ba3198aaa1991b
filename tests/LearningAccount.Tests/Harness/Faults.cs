namespace LearningAccount.Tests.Harness;

internal static class Faults
{
    /// <summary>Fails with every fault on a line of its own, whole: xunit cuts long texts when it compares them.</summary>
    public static void None(IEnumerable<string> faults)
    {
        var all = faults.Distinct(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join("\n", all)}");
    }
}
