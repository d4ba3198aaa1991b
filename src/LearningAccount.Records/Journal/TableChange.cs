using System.Buffers.Binary;
using System.Security.Cryptography;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>What a line of the journal, still open, has done to one table so far.</summary>
internal sealed class TableChange(string tableName) : IDisposable
{
    private readonly List<(long Recorded, long Place)> closed = [];

    public IncrementalHash Hash { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    public long Written { get; set; }

    public void AddClosed(IEnumerable<(long Recorded, long Place)> versions) => closed.AddRange(versions);

    public JournalContent End()
    {
        closed.Sort();
        using var closedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (recorded, place) in closed)
        {
            AddClosed(closedHash, recorded, place);
        }
        return new()
        {
            TableName = tableName,
            Written = Written,
            WrittenHash = Convert.ToHexStringLower(Hash.GetHashAndReset()),
            Closed = closed.Count,
            ClosedHash = Convert.ToHexStringLower(closedHash.GetHashAndReset()),
        };
    }

    public static void AddClosed(IncrementalHash hash, long recorded, long place)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, recorded);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], place);
        hash.AppendData(bytes);
    }

    public void Dispose() => Hash.Dispose();
}
