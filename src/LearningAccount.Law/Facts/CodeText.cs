namespace LearningAccount.Law.Facts;

/// <summary>How codes are spelled in files: the name with a small first letter; leave schemes as they stand.</summary>
public static class CodeText
{
    public static string Of<T>(T value)
        where T : struct, Enum => Spelled<T>.Names.TryGetValue(value, out var name) ? name : value.ToString();

    private static class Spelled<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, Spell);

        private static string Spell(T value)
        {
            var name = value.ToString();
            return value is LeaveScheme ? name : string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));
        }
    }
}
