using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace LearningAccount.Tests.Papers;

/// <summary>PNGs of each kind: 16 by 8 pixels, dark at the left, light at the right, seen through where the kind can say so.</summary>
internal static class Pictures
{
    public const int Width = 16;
    public const int Height = 8;

    public static byte[] Png(int kind, int depth, bool isInterlaced = false, int width = Width, int height = Height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9], head[12]) = ((byte)depth, (byte)kind, isInterlaced ? (byte)1 : (byte)0);
        Chunk(file, "IHDR", head);
        if (kind == 3)
        {
            Chunk(
                file,
                "PLTE",
                [.. Enumerable.Range(0, 1 << depth).SelectMany(i => Enumerable.Repeat((byte)(i * 255 / ((1 << depth) - 1)), 3))]
            );
            Chunk(file, "tRNS", [0]);
        }
        Chunk(file, "IDAT", Packed(kind, depth, isInterlaced));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Packed(int kind, int depth, bool isInterlaced)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            (int X, int Y, int StepX, int StepY)[] passes = isInterlaced
                ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
                : [(0, 0, 1, 1)];
            foreach (var (x0, y0, stepX, stepY) in passes)
            {
                var filter = 0;
                var above = Array.Empty<byte>();
                for (var y = y0; y < Height; y += stepY)
                {
                    var row = Row(kind, depth, x0, stepX);
                    zlib.WriteByte((byte)filter);
                    zlib.Write(Filtered(filter, row, above, Math.Max(1, Samples(kind) * depth / 8)));
                    above = row;
                    filter = (filter + 1) % 3;
                }
            }
        }
        return packed.ToArray();
    }

    private static byte[] Row(int kind, int depth, int from, int step)
    {
        var bits = new List<bool>();
        for (var x = from; x < Width; x += step)
        {
            for (var sample = 0; sample < Samples(kind); sample++)
            {
                var isAlpha = kind is 4 or 6 && sample == Samples(kind) - 1;
                var most = (1 << depth) - 1;
                var value = isAlpha ? (x < 2 ? 0 : most) : x * most / (Width - 1);
                for (var bit = depth - 1; bit >= 0; bit--)
                {
                    bits.Add(((value >> bit) & 1) == 1);
                }
            }
        }
        var row = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++)
        {
            row[i / 8] |= bits[i] ? (byte)(0x80 >> (i % 8)) : (byte)0;
        }
        return row;
    }

    // As it stands, less what is to its left, less what is above it.
    private static byte[] Filtered(int filter, byte[] row, byte[] above, int apart) =>
        [
            .. row.Select(
                (one, i) =>
                    (byte)(
                        one
                            - (
                                filter == 1 && i >= apart ? row[i - apart]
                                : filter == 2 ? above[i]
                                : 0
                            )
                        & 255
                    )
            ),
        ];

    private static int Samples(int kind) =>
        kind switch
        {
            0 or 3 => 1,
            4 => 2,
            6 => 4,
            _ => 3,
        };

    private static void Chunk(MemoryStream file, string name, byte[] content)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] checkedPart = [.. System.Text.Encoding.ASCII.GetBytes(name), .. content];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(checkedPart));
        file.Write(number);
    }
}
