using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>What became of an agreement file.</summary>
/// <param name="Agreement">As it is known here; null where the file was refused.</param>
/// <param name="IsNew">False where the same file had been added before, and nothing changed.</param>
/// <param name="Remarks">What is wrong with it, or worth knowing.</param>
public sealed record LawFileAdded(LawFile? Agreement, bool IsNew, ImmutableArray<Anomaly> Remarks);

/// <summary>Adds a sector agreement to the law of this instance, for all its employers.</summary>
public static class AddLawFile
{
    private const int MaxName = 200;

    public static Task<LawFileAdded> Do(
        Database database,
        string fileName,
        ReadOnlyMemory<byte> content,
        Author author,
        CancellationToken cancel
    ) =>
        Change.Make(
            database,
            author,
            async change =>
            {
                await change.Touch(JournalLine.Instance, "addLawFile", cancel);
                var today = Knowledge.DayOf(database.Clock.GetUtcNow());
                var added = await Check(change.Connection, content, today, cancel);
                if (added is { Agreement: not null, IsNew: true })
                {
                    change.Insert(Tables.LawFile, Version(fileName, content, today));
                }
                return added;
            },
            cancel
        );

    /// <summary>What would become of the file if it were added today.</summary>
    public static async Task<LawFileAdded> Check(
        DbConnection connection,
        ReadOnlyMemory<byte> content,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var files = await ReadLawBook.Files(connection, cancel);
        if (files.FirstOrDefault(file => string.Equals(file.FileHash, HashOf(content), StringComparison.Ordinal)) is { } same)
        {
            return new(LawFile.Accepted(content).AddedOn(same.KnownFrom), IsNew: false, []);
        }
        var agreement = LawFile.Parse(content, ReadLawBook.BookOf(files), out var remarks);
        return agreement?.KnownFrom > today
            ? new(null, IsNew: false, [.. remarks, NotKnownYet(today)])
            : new(agreement?.AddedOn(today), IsNew: agreement is not null, remarks);
    }

    // What will be known later is no part of the law of today.
    private static Anomaly NotKnownYet(DateOnly today) =>
        new("lawFile.notKnownYet", Severity.Error, "$.knownFrom") { Values = [("today", ColumnText.Of(today))] };

    private static LawFileVersion Version(string fileName, ReadOnlyMemory<byte> content, DateOnly today)
    {
        var name = Path.GetFileName(fileName);
        return new()
        {
            EmployerId = JournalLine.Instance,
            Origin = FactVersion.ByHand,
            FileId = Guid.CreateVersion7(),
            FileName = name.Length > MaxName ? name[..MaxName] : name,
            FileHash = HashOf(content),
            KnownFrom = today,
            Text = Encoding.UTF8.GetString(content.Span),
        };
    }

    private static string HashOf(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
