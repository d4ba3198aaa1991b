using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Cases;

/// <summary>How codes are spelled in files: the name with a small first letter; leave schemes as they stand.</summary>
public static class CaseCodes
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return value is LeaveScheme ? name : string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));
    }
}
