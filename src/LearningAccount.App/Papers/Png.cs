using System.Buffers.Binary;
using System.IO.Compression;

namespace LearningAccount.App.Papers;

/// <summary>Reads the pixels of a PNG: of every kind the standard knows, laid on white (W3C PNG, third edition).</summary>
internal sealed class Png
{
    private const int Grey = 0;
    private const int Palette = 3;
    private const int GreyAlpha = 4;
    private const int ColourAlpha = 6;

    // Where the pixels of each pass begin and how far apart they are: across, down.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    private readonly byte[] packed;
    private readonly int depth;
    private readonly int kind;
    private readonly bool isInterlaced;
    private readonly byte[] palette = [];
    private readonly byte[] seeThrough = [];

    public Png(ReadOnlySpan<byte> file, int mostPixels)
    {
        using var content = new MemoryStream();
        for (var at = 8; ; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var name = file.Slice(at + 4, 4);
            var chunk = file.Slice(at + 8, length);
            if (at == 8)
            {
                Check(name.SequenceEqual("IHDR"u8) && length == 13);
                (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(chunk), BinaryPrimitives.ReadInt32BigEndian(chunk[4..]));
                (depth, kind, isInterlaced) = (chunk[8], chunk[9], chunk[12] == 1);
                Check(Width > 0 && Height > 0 && IsKnown(depth, kind) && chunk[10] == 0 && chunk[11] == 0 && chunk[12] <= 1);
                if (Width > mostPixels || Height > mostPixels)
                {
                    throw new UnreadablePictureException(PictureFault.Pixels);
                }
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                palette = chunk.ToArray();
            }
            else if (name.SequenceEqual("tRNS"u8))
            {
                seeThrough = chunk.ToArray();
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                content.Write(chunk);
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                break;
            }
            at += 12 + length;
        }
        packed = content.ToArray();
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsGrey => kind is Grey or GreyAlpha;

    private int Samples =>
        kind switch
        {
            Grey or Palette => 1,
            GreyAlpha => 2,
            ColourAlpha => 4,
            _ => 3,
        };

    private int BytesApart => Math.Max(1, Samples * depth / 8);

    public static bool IsPng(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    public byte[] OnWhite()
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var pixels = new byte[Width * Height * (IsGrey ? 1 : 3)];
        foreach (var (x, y, stepX, stepY) in isInterlaced ? Passes : [(0, 0, 1, 1)])
        {
            var (wide, high) = ((Width - x + stepX - 1) / stepX, (Height - y + stepY - 1) / stepY);
            if (wide <= 0 || high <= 0)
            {
                continue;
            }
            var row = new byte[1 + (((wide * Samples * depth) + 7) / 8)];
            var above = new byte[row.Length];
            for (var line = 0; line < high; line++)
            {
                ReadFully(zlib, row);
                Unfilter(row[0], row.AsSpan(1), above.AsSpan(1));
                for (var column = 0; column < wide; column++)
                {
                    Put(pixels, x + (column * stepX), y + (line * stepY), row.AsSpan(1), column);
                }
                (row, above) = (above, row);
            }
        }
        return pixels;
    }

    private void Put(byte[] pixels, int x, int y, ReadOnlySpan<byte> row, int column)
    {
        var at = column * Samples;
        if (kind == Palette)
        {
            var entry = Sample(row, at);
            var alpha = entry < seeThrough.Length ? seeThrough[entry] : 255;
            Set(pixels, x, y, palette[3 * entry], palette[(3 * entry) + 1], palette[(3 * entry) + 2], alpha);
        }
        else if (IsGrey)
        {
            var grey = Sample(row, at);
            var alpha =
                kind == GreyAlpha ? Eight(Sample(row, at + 1))
                : IsSeenThrough(0, grey) ? 0
                : 255;
            pixels[(y * Width) + x] = Blend(Eight(grey), alpha);
        }
        else
        {
            var (red, green, blue) = (Sample(row, at), Sample(row, at + 1), Sample(row, at + 2));
            var alpha =
                kind == ColourAlpha ? Eight(Sample(row, at + 3))
                : IsSeenThrough(0, red) && IsSeenThrough(1, green) && IsSeenThrough(2, blue) ? 0
                : 255;
            Set(pixels, x, y, Eight(red), Eight(green), Eight(blue), alpha);
        }
    }

    private void Set(byte[] pixels, int x, int y, int red, int green, int blue, int alpha)
    {
        var at = 3 * ((y * Width) + x);
        (pixels[at], pixels[at + 1], pixels[at + 2]) = (Blend(red, alpha), Blend(green, alpha), Blend(blue, alpha));
    }

    private static byte Blend(int shade, int alpha) => (byte)(((shade * alpha) + (255 * (255 - alpha)) + 127) / 255);

    // One colour of pictures without alpha may be told to be seen through.
    private bool IsSeenThrough(int sample, int value) =>
        seeThrough.Length >= (2 * sample) + 2 && BinaryPrimitives.ReadUInt16BigEndian(seeThrough.AsSpan(2 * sample)) == value;

    private int Sample(ReadOnlySpan<byte> row, int index) =>
        depth switch
        {
            16 => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]),
            8 => row[index],
            _ => (row[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
        };

    private int Eight(int sample) => depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1);

    // Each byte is told as what it differs by from those to the left, above, or both.
    private void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        var apart = BytesApart;
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < apart ? 0 : row[i - apart];
            var corner = i < apart ? 0 : above[i - apart];
            var guess = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => throw new InvalidDataException("A row is told in a way the standard does not know."),
            };
            row[i] = (byte)((row[i] + guess) & 255);
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left
            : toAbove <= toCorner ? above
            : corner;
    }

    private static void ReadFully(ZLibStream zlib, byte[] row)
    {
        if (zlib.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
        {
            throw new InvalidDataException("The picture ends too early.");
        }
    }

    private static bool IsKnown(int depth, int kind) =>
        kind switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            2 or GreyAlpha or ColourAlpha => depth is 8 or 16,
            _ => false,
        };

    private static void Check(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidDataException("The picture does not begin with what it is.");
        }
    }
}
