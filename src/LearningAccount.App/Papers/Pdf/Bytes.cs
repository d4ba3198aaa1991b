using System.Buffers.Text;
using System.Text;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>Bytes being put together. Lengths are thousandths of a point, written as points.</summary>
internal sealed class Bytes(int capacity = 1024)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public Bytes Add(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        Length += more.Length;
        return this;
    }

    public Bytes Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
        return this;
    }

    public Bytes Add(string ascii)
    {
        Length += Encoding.ASCII.GetBytes(ascii, Room(ascii.Length));
        return this;
    }

    public Bytes Number(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
        return this;
    }

    /// <summary>A number and the space after it.</summary>
    public Bytes Length1000(int thousandths)
    {
        var room = Room(16);
        var at = 0;
        // Hundredths of a point are finer than any printer.
        var hundredths = (Math.Abs((long)thousandths) + 5) / 10;
        if (thousandths < 0 && hundredths > 0)
        {
            room[at++] = (byte)'-';
        }
        Utf8Formatter.TryFormat(hundredths / 100, room[at..], out var written);
        at += written;
        var rest = (int)(hundredths % 100);
        if (rest > 0)
        {
            room[at++] = (byte)'.';
            room[at++] = (byte)('0' + (rest / 10));
            if (rest % 10 > 0)
            {
                room[at++] = (byte)('0' + (rest % 10));
            }
        }
        room[at++] = (byte)' ';
        Length += at;
        return this;
    }

    public Bytes Reference(int number) => Number(number).Add(" 0 R"u8);

    /// <summary>A text that programs show, not one that is drawn: UTF-16 with its mark, in hexadecimal.</summary>
    public Bytes Text(string text)
    {
        Add("<FEFF"u8);
        foreach (var letter in text)
        {
            Hex(letter);
        }
        return Add((byte)'>');
    }

    public Bytes Hex(int number)
    {
        var room = Room(4);
        for (var i = 0; i < 4; i++)
        {
            room[i] = "0123456789ABCDEF"u8[(number >> (12 - (4 * i))) & 15];
        }
        Length += 4;
        return this;
    }

    public Bytes BigEndian(long number, int width)
    {
        var room = Room(width);
        for (var i = width - 1; i >= 0; i--)
        {
            room[i] = (byte)(number & 255);
            number >>= 8;
        }
        Length += width;
        return this;
    }

    private Span<byte> Room(int more)
    {
        if (Length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
        }
        return bytes.AsSpan(Length);
    }
}
