using System.Security.Cryptography;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>Versions of what is answered, as headers name them (RFC 9110, 8.8.3).</summary>
internal static class ETags
{
    /// <summary>Of one fact: a version never changes, and a line of the journal writes at most one of it.</summary>
    public static string Of(FactVersion version) => $"{version.Recorded:x}";

    /// <summary>Of what is put together from many facts: what is answered is its own version.</summary>
    public static string Of(ReadOnlySpan<byte> answer) => Convert.ToHexStringLower(SHA256.HashData(answer))[..32];

    /// <summary>
    /// True where a header <c>If-Match</c> names the version of a fact, with or without what was told beside it: that stands behind a
    /// point and is nobody's to change there.
    /// </summary>
    public static bool NamesFact(string? header, string version) =>
        Names(header, version)
        || (header ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(one => one.StartsWith($"\"{version}.", StringComparison.Ordinal));

    /// <summary>True where a header <c>If-Match</c> or <c>If-None-Match</c> names the version.</summary>
    public static bool Names(string? header, string version)
    {
        var tag = $"\"{version}\"";
        return header is "*"
            || (header ?? "").Split(',', StringSplitOptions.TrimEntries).Any(one => one == tag || one == $"W/{tag}");
    }
}
