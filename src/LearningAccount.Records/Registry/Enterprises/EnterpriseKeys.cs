using System.Collections;
using System.Globalization;
using LearningAccount.Law;

namespace LearningAccount.Records.Registry;

/// <summary>
/// A set of enterprise numbers in a fixed 2.5 MB, however many there are: of the ten digits the last two follow from the others,
/// so the first eight, at most 19,999,999, are the number.
/// </summary>
public sealed class EnterpriseKeys
{
    /// <summary>The first digit of enterprises is 0 or 1; establishments and branches begin with a higher one.</summary>
    public const int Most = 20_000_000;
    private readonly BitArray held = new(Most);

    public bool this[int key]
    {
        get => held[key];
        set => held[key] = value;
    }

    public static int Of(EnterpriseNumber number) =>
        int.Parse(number.Digits.AsSpan(0, 8), NumberStyles.None, CultureInfo.InvariantCulture);

    public static EnterpriseNumber Number(int key) =>
        EnterpriseNumber.TryParseNsso(
            string.Create(CultureInfo.InvariantCulture, $"{key:00000000}{Check(key):00}"),
            out var number,
            out var why
        )
            ? number
            : throw new ArgumentOutOfRangeException(nameof(key), why, null);

    public static int Check(int key) => 97 - key % 97;
}
