using System.IO.Compression;
using System.IO.Hashing;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>
/// The objects of a PDF, written as they come to a stream that is never looked back at. What is kept of each is where it
/// stands; small objects go together into packed streams, of which one line is kept (ISO 32000-1, 7.5.7 and 7.5.8).
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int ObjectsInPack = 250;
    private const int PlaceBytes = 8;

    private readonly Stream output;
    private readonly XxHash128 hash = new();
    private readonly Bytes head = new();
    private readonly Bytes pack = new(16 * 1024);
    private readonly Bytes packPlaces = new();
    private readonly MemoryStream deflated = new();
    private readonly List<Run> runs = [];
    private int packNumber;
    private int packed;
    private long position;
    private int last;

    public PdfFile(Stream output)
    {
        this.output = output;
        // The second line tells programs that copy files that this is no text.
        Out([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>The number of an object that is written later.</summary>
    public int Reserve(int count = 1)
    {
        var first = last + 1;
        last += count;
        return first;
    }

    /// <summary>A small object: any but a stream.</summary>
    public void Object(int number, ReadOnlySpan<byte> body)
    {
        if (packed == 0)
        {
            packNumber = Reserve();
        }
        Keep(number, packNumber, packed);
        packPlaces.Number(number).Add((byte)' ').Number(pack.Length).Add((byte)' ');
        pack.Add(body).Add((byte)'\n');
        if (++packed == ObjectsInPack)
        {
            ClosePack();
        }
    }

    public int Object(ReadOnlySpan<byte> body)
    {
        var number = Reserve();
        Object(number, body);
        return number;
    }

    /// <param name="entries">What stands in its dictionary beside its length.</param>
    public void DeflatedStream(
        int number,
        ReadOnlySpan<byte> entries,
        ReadOnlySpan<byte> content,
        CompressionLevel level = CompressionLevel.Optimal
    ) => Stream(number, [.. entries, .. "/Filter/FlateDecode"u8], Deflate(content, level));

    public void Stream(int number, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> content)
    {
        Keep(number, 0, position);
        head.Clear();
        head.Number(number).Add(" 0 obj\n<<"u8).Add(entries).Add("/Length "u8).Number(content.Length).Add(">>\nstream\n"u8);
        Out(head.Written);
        Out(content);
        Out("\nendstream\nendobj\n"u8);
    }

    /// <summary>Where everything stands, and the name of the file: a hash of what is in it.</summary>
    public void End(int root, int information)
    {
        ClosePack();
        var number = Reserve();
        Keep(number, 0, position);
        runs.Sort(static (one, other) => one.First.CompareTo(other.First));
        var name = Convert.ToHexString(hash.GetCurrentHash());
        var entries = new Bytes();
        entries.Add("/Type/XRef/W[1 5 2]/Index["u8);
        Sections(entries);
        entries.Add("]/Size "u8).Number(number + 1);
        entries.Add("/Root "u8).Reference(root).Add("/Info "u8).Reference(information);
        entries.Add($"/ID[<{name}><{name}>]");
        var start = position;
        Stream(number, [.. entries.Written, .. "/Filter/FlateDecode"u8], Places());
        head.Clear();
        Out(head.Add("startxref\n"u8).Number(start).Add("\n%%EOF\n"u8).Written);
        output.Flush();
    }

    public void Dispose() => deflated.Dispose();

    private void ClosePack()
    {
        if (packed == 0)
        {
            return;
        }
        var entries = new Bytes();
        entries.Add("/Type/ObjStm/N "u8).Number(packed).Add("/First "u8).Number(packPlaces.Length);
        DeflatedStream(packNumber, entries.Written, packPlaces.Add(pack.Written).Written);
        pack.Clear();
        packPlaces.Clear();
        packed = 0;
    }

    private void Keep(int number, int inPack, long place)
    {
        if (inPack != 0 && runs.Count > 0 && runs[^1] is var run && run.Pack == inPack && run.First + run.Count == number)
        {
            runs[^1] = run with { Count = run.Count + 1 };
        }
        else
        {
            runs.Add(new(number, 1, inPack, place));
        }
    }

    // Every number that is reserved is written, so mostly they follow each other.
    private void Sections(Bytes entries)
    {
        var (first, next) = (0, 1);
        foreach (var run in runs)
        {
            if (run.First != next)
            {
                entries.Number(first).Add((byte)' ').Number(next - first).Add((byte)' ');
                first = run.First;
            }
            next = run.First + run.Count;
        }
        entries.Number(first).Add((byte)' ').Number(next - first);
    }

    // Eight bytes an object, of which a file of many papers has a million: they are deflated as they are told.
    private ReadOnlySpan<byte> Places()
    {
        deflated.SetLength(0);
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            var some = new Bytes(PlaceBytes * ObjectsInPack);
            // Object 0 is nobody's.
            some.BigEndian(0, 6).BigEndian(0xFFFF, 2);
            foreach (var run in runs)
            {
                for (var i = 0; i < run.Count; i++)
                {
                    some.Add(run.Pack == 0 ? (byte)1 : (byte)2);
                    some.BigEndian(run.Pack == 0 ? run.Place : run.Pack, 5).BigEndian(run.Pack == 0 ? 0 : run.Place + i, 2);
                    if (some.Length == PlaceBytes * ObjectsInPack)
                    {
                        zlib.Write(some.Written);
                        some.Clear();
                    }
                }
            }
            zlib.Write(some.Written);
        }
        return deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
    }

    private ReadOnlySpan<byte> Deflate(ReadOnlySpan<byte> content, CompressionLevel level)
    {
        deflated.SetLength(0);
        using (var zlib = new ZLibStream(deflated, level, leaveOpen: true))
        {
            zlib.Write(content);
        }
        return deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
    }

    /// <summary>The same of what stands in many files, to be kept.</summary>
    public static byte[] Deflated(ReadOnlySpan<byte> content)
    {
        using var file = new MemoryStream();
        using (var zlib = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }
        return file.ToArray();
    }

    private void Out(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        output.Write(bytes);
        position += bytes.Length;
    }

    /// <summary>Objects one after the other: in a pack, from a place in it, or one at a place of the file.</summary>
    private readonly record struct Run(int First, int Count, int Pack, long Place);
}
