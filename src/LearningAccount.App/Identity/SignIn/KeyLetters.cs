namespace LearningAccount.App.Identity.SignIn;

/// <summary>Bytes as letters and digits that can be typed (RFC 4648, section 6, without padding).</summary>
internal static class KeyLetters
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var next in bytes)
        {
            bits = ((bits << 8) | next) & 0xFFFF;
            for (held += 8; held >= 5; held -= 5)
            {
                text.Append(Letters[(bits >> (held - 5)) & 31]);
            }
        }
        return held > 0 ? text.Append(Letters[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }
}
