using System.Globalization;
using System.Text;
using QRCoder;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>A text as a picture that a telephone reads, drawn as one path.</summary>
/// <param name="Side">How many modules it is wide and high, its quiet zone with it.</param>
/// <param name="Path">The dark modules as SVG path data.</param>
public sealed record QrPicture(int Side, string Path)
{
    public static QrPicture Of(string text)
    {
        using var drawn = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var rows = drawn.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var from = x;
                while (x < rows[y].Count && rows[y][x])
                {
                    x++;
                }
                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }
        return new(rows.Count, path.ToString());
    }
}
