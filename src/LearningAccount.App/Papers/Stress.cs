using System.Text;

namespace LearningAccount.App.Papers;

/// <summary>The little that the text of a paper can be told: <c>*words that stand out*</c>, and <c>\*</c> for an asterisk.</summary>
public static class Stress
{
    private const int None = -1;

    /// <summary>A text that holds a name or what else was typed, so that its asterisks stay asterisks.</summary>
    public static string Escaped(string text) => text.Replace("*", @"\*", StringComparison.Ordinal);

    /// <summary>
    /// The parts of a text in their order. An asterisk without a partner is one, and so is one beside a space within or beside
    /// another: <c>3 * 4</c>, <c>***</c>.
    /// </summary>
    public static List<(string Text, bool IsStressed)> Parts(string text)
    {
        var parts = new List<(string Text, bool IsStressed)>(1);
        if (!text.Contains('*', StringComparison.Ordinal))
        {
            parts.Add((text, false));
            return parts;
        }
        var part = new StringBuilder();
        var (stressed, end) = (false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '*')
            {
                part.Append('*');
                i++;
            }
            // Where none ends, none of the later ends either.
            else if (stressed ? i == end : end != None && Opens(text, i) && (end = End(text, i)) != None)
            {
                Close();
                stressed = !stressed;
            }
            else
            {
                part.Append(text[i]);
            }
        }
        Close();
        return parts;

        void Close()
        {
            if (part.Length > 0)
            {
                parts.Add((part.ToString(), stressed));
                part.Clear();
            }
        }
    }

    private static bool Opens(string text, int i) =>
        text[i] == '*' && !IsAnother(text, i - 1) && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]) && text[i + 1] != '*';

    // The asterisk that ends what this one begins.
    private static int End(string text, int begin)
    {
        for (var i = begin + 2; i < text.Length; i++)
        {
            if (
                text[i] == '*'
                && text[i - 1] != '\\'
                && !char.IsWhiteSpace(text[i - 1])
                && !IsAnother(text, i - 1)
                && !IsAnother(text, i + 1)
            )
            {
                return i;
            }
        }
        return None;
    }

    private static bool IsAnother(string text, int i) =>
        i >= 0 && i < text.Length && text[i] == '*' && (i == 0 || text[i - 1] != '\\');
}
