namespace LearningAccount.App.Imports.Tables;

/// <summary>The check a ZIP file keeps of each of its parts: CRC-32 of ISO 3309, polynomial 0xEDB88320, lowest bit first.</summary>
internal struct Crc32()
{
    private static readonly uint[] OfByte = [.. Enumerable.Range(0, 256).Select(Remainder)];
    private uint rest = uint.MaxValue;

    public readonly uint Value => ~rest;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var left = rest;
        foreach (var one in bytes)
        {
            left = OfByte[(left ^ one) & 0xFF] ^ (left >> 8);
        }
        rest = left;
    }

    private static uint Remainder(int value)
    {
        var rest = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320;
        }
        return rest;
    }
}
