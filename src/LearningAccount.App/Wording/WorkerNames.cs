using System.Globalization;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Wording;

/// <summary>A worker as pages name one: declarations tell no names, so a number as it may be shown can stand in.</summary>
public static class WorkerNames
{
    /// <summary>Family name first.</summary>
    public static string Listed(WorkerSnapshot worker) =>
        worker.Identity is { FamilyName.Length: > 0 } known
            ? $"{known.FamilyName}, {known.GivenNames}".TrimEnd(',', ' ')
            : Unnamed(worker);

    /// <summary>As one addresses somebody: first names before the family name.</summary>
    public static string Full(WorkerSnapshot worker) =>
        worker.Identity is { FamilyName.Length: > 0 } known ? $"{known.GivenNames} {known.FamilyName}".Trim() : Unnamed(worker);

    /// <summary>The day in words, or as much of it as is known.</summary>
    public static string? Born(string? birthDate, Words words) =>
        DateOnly.TryParseExact(birthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? words.Date(day)
        : birthDate is { Length: >= 4 } ? birthDate[..4]
        : null;

    private static string Unnamed(WorkerSnapshot worker) => worker.Identity?.OwnReference ?? worker.MaskedNumber ?? "…";
}
