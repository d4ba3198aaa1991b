using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>
/// One line of an employer's journal: a change, by whom, and the hashes that chain it to the facts it wrote and to the line
/// before. Matters of the whole instance have a chain of their own, <see cref="Instance"/>.
/// </summary>
public sealed record JournalLine
{
    /// <summary>The chain of what concerns no single employer.</summary>
    public static readonly Guid Instance = Guid.Empty;

    /// <summary>What the first line of a chain gives as the hash of the line before.</summary>
    public static readonly string NoHash = new('0', 64);

    public required Guid EmployerId { get; init; }

    /// <summary>1, 2, 3 … without a gap.</summary>
    public required long Seq { get; init; }

    /// <summary>When it became known; never before the line before.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    public required string Actor { get; init; }
    public required Door Door { get; init; }

    /// <summary>A code: <c>registerTraining</c>.</summary>
    public required string Action { get; init; }
    public required string? Why { get; init; }
    public required string ContentHash { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }

    /// <summary>SHA-256 over all the rest, each part with its length before it.</summary>
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, ColumnText.Of(EmployerId));
        Add(hash, ColumnText.Of(RecordedAt));
        Add(hash, Actor);
        Add(hash, ColumnText.Of(Door));
        Add(hash, Action);
        Add(hash, Why);
        Add(hash, ContentHash);
        Add(hash, PreviousHash);
        Span<byte> seq = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(seq, Seq);
        hash.AppendData(seq);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 over what the line did to each table, in order of their names.</summary>
    internal static string HashOf(IEnumerable<JournalContent> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> counts = stackalloc byte[16];
        foreach (var content in contents.OrderBy(c => c.TableName, StringComparer.Ordinal))
        {
            Add(hash, content.TableName);
            Add(hash, content.WrittenHash);
            Add(hash, content.ClosedHash);
            BinaryPrimitives.WriteInt64LittleEndian(counts, content.Written);
            BinaryPrimitives.WriteInt64LittleEndian(counts[8..], content.Closed);
            hash.AppendData(counts);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        hash.AppendData(length);
        if (text is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
    }
}

/// <summary>What one line did to one table: how many versions it wrote and closed, and the hash of each.</summary>
public sealed record JournalContent
{
    public required string TableName { get; init; }
    public required long Written { get; init; }
    public required string WrittenHash { get; init; }
    public required long Closed { get; init; }
    public required string ClosedHash { get; init; }
}
