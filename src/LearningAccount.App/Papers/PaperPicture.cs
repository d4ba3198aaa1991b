using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using LearningAccount.App.Papers.Pdf;

namespace LearningAccount.App.Papers;

/// <summary>A picture that was found to be one: a PNG of any kind, or a JPEG in colour or grey.</summary>
public sealed class PaperPicture
{
    public const int MostBytes = 1_000_000;

    /// <summary>On a side.</summary>
    public const int MostPixels = 2000;

    private const int KeptAtMost = 4;

    // The same head stands on thousands of letters; its picture is read once.
    private static ImmutableArray<PaperPicture> kept = [];

    private readonly ImmutableArray<byte> file;

    private PaperPicture(ImmutableArray<byte> file)
    {
        this.file = file;
        var bytes = file.AsSpan();
        IsJpeg = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
        if (!IsJpeg && !Png.IsPng(bytes))
        {
            throw new UnreadablePictureException(PictureFault.Format);
        }
        try
        {
            if (IsJpeg)
            {
                (Width, Height, IsGrey) = JpegSize(bytes);
                return;
            }
            var png = new Png(bytes, MostPixels);
            (Width, Height, IsGrey) = (png.Width, png.Height, png.IsGrey);
            Packed = PdfFile.Deflated(png.OnWhite());
        }
        catch (Exception broken)
            when (broken is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidDataException or OverflowException)
        {
            throw new UnreadablePictureException(PictureFault.Broken, broken);
        }
    }

    public int Width { get; }

    public int Height { get; }

    public string MediaType => IsJpeg ? "image/jpeg" : "image/png";

    public ReadOnlySpan<byte> File => file.AsSpan();

    internal bool IsJpeg { get; }

    internal bool IsGrey { get; }

    /// <summary>
    /// Of a PNG its pixels, deflated: a byte for grey or three for a colour, row by row; what can be seen through shows white
    /// paper.
    /// </summary>
    internal byte[] Packed { get; } = [];

    /// <summary>By which the same picture is known again.</summary>
    internal UInt128 Hash => XxHash128.HashToUInt128(File);

    /// <summary>Reads it to its end, so that what is refused is refused here.</summary>
    /// <exception cref="UnreadablePictureException">It cannot stand on a paper.</exception>
    public static PaperPicture Read(ImmutableArray<byte> file)
    {
        if (file.IsDefaultOrEmpty)
        {
            throw new UnreadablePictureException(PictureFault.Format);
        }
        if (file.Length > MostBytes)
        {
            throw new UnreadablePictureException(PictureFault.Bytes);
        }
        foreach (var known in kept)
        {
            if (known.file == file || known.File.SequenceEqual(file.AsSpan()))
            {
                return known;
            }
        }
        var picture = new PaperPicture(file);
        ImmutableInterlocked.Update(ref kept, (before, read) => [read, .. before.Take(KeptAtMost - 1)], picture);
        return picture;
    }

    // Segment by segment to the frame, which tells the size (ITU-T T.81, B.2.2).
    private static (int Width, int Height, bool IsGrey) JpegSize(ReadOnlySpan<byte> file)
    {
        // Its last mark; one that was cut short has none.
        if (file.LastIndexOf([(byte)0xFF, (byte)0xD9]) < 0)
        {
            throw new UnreadablePictureException(PictureFault.Broken);
        }
        for (var at = 2; ; )
        {
            if (file[at] != 0xFF)
            {
                throw new UnreadablePictureException(PictureFault.Broken);
            }
            var kind = file[at + 1];
            if (kind is 0xFF)
            {
                at++;
                continue;
            }
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Frame(kind, file[(at + 4)..]);
            }
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
    }

    private static (int Width, int Height, bool IsGrey) Frame(byte kind, ReadOnlySpan<byte> frame)
    {
        var (bits, colours) = (frame[0], frame[5]);
        var height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        // Baseline, extended and progressive are what programs show.
        if (kind > 0xC2 || bits != 8 || width == 0 || height == 0)
        {
            throw new UnreadablePictureException(PictureFault.Broken);
        }
        if (colours is not (1 or 3))
        {
            throw new UnreadablePictureException(PictureFault.Colours);
        }
        if (width > MostPixels || height > MostPixels)
        {
            throw new UnreadablePictureException(PictureFault.Pixels);
        }
        return (width, height, colours == 1);
    }
}
