namespace LearningAccount.Tests.Harness;

/// <summary>A page for others whose tables follow what the program does.</summary>
internal static class WrittenPage
{
    /// <summary>Fails where the page says something else behind <paramref name="begin"/>, and leaves what it should say.</summary>
    public static void MustSay(string path, string begin, string expected)
    {
        var page = Project.Read(path);
        var cut = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        MustBe(path, page[..cut] + expected);
    }

    /// <summary>The same of a whole file.</summary>
    public static void MustBe(string path, string expected)
    {
        if (
            !string.Equals(
                expected,
                File.Exists(Path.Combine(Project.Root, path)) ? Project.Read(path) : null,
                StringComparison.Ordinal
            )
        )
        {
            var written = Path.Combine(Path.GetTempPath(), Path.GetFileName(path));
            File.WriteAllText(written, expected);
            Assert.Fail($"{path} differs from what the program does. What it should be stands in {written}.");
        }
    }
}
