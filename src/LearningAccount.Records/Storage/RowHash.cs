using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace LearningAccount.Records.Storage;

/// <summary>
/// The canonical form of a version, for its hash: its columns that hold something, in order of their names, each with
/// name, kind, length and value. An empty column adds nothing, so a column added later leaves old hashes as they are.
/// </summary>
internal sealed class RowHash(BulkTable table) : IDisposable
{
    private const byte TextKind = 1;
    private const byte WholeKind = 2;
    private const int LengthBytes = 4;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1024);
    private int length;

    public void Add(ReadOnlySpan<Cell> cells, IncrementalHash hash)
    {
        length = LengthBytes;
        foreach (var i in table.InHashOrder)
        {
            ref readonly var cell = ref cells[i];
            if (cell.IsNull)
            {
                continue;
            }
            Name(table.NamesUtf8[i]);
            if (table.IsText[i])
            {
                Text(cell.Text!);
            }
            else
            {
                Whole(cell.Whole);
            }
        }
        BinaryPrimitives.WriteInt32LittleEndian(buffer, length - LengthBytes);
        // In one piece: each call costs as much as the hash of a short row.
        hash.AppendData(buffer.AsSpan(0, length));
    }

    /// <summary>Takes the values of a row that was read with the table's columns first, in their order.</summary>
    public static void Fill(BulkTable table, DbDataReader reader, Span<Cell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            ref var cell = ref cells[i];
            cell.IsNull = reader.IsDBNull(i);
            if (cell.IsNull)
            {
                continue;
            }
            if (table.IsText[i])
            {
                cell.Text = reader.GetString(i);
            }
            else
            {
                cell.Whole = reader.GetInt64(i);
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Name(byte[] name)
    {
        Reserve(name.Length + 1);
        buffer[length++] = (byte)name.Length;
        name.CopyTo(buffer, length);
        length += name.Length;
    }

    private void Text(string text)
    {
        Reserve(5 + Encoding.UTF8.GetMaxByteCount(text.Length));
        buffer[length] = TextKind;
        var count = Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + 5));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length + 1), count);
        length += 5 + count;
    }

    private void Whole(long whole)
    {
        Reserve(9);
        buffer[length] = WholeKind;
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(length + 1), whole);
        length += 9;
    }

    private void Reserve(int more)
    {
        if (length + more <= buffer.Length)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + more));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
