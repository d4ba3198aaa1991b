using System.Text;

namespace LearningAccount.App.Papers;

/// <summary>The little that the text of a paper can be told: <c>*words that stand out*</c>, and <c>\*</c> for an asterisk.</summary>
public static class Stress
{
    /// <summary>A text that holds a name or what else was typed, so that its asterisks stay asterisks.</summary>
    public static string Escaped(string text) => text.Replace("*", @"\*", StringComparison.Ordinal);

    /// <summary>The parts of a text in their order. An asterisk without a partner is one.</summary>
    public static List<(string Text, bool IsStressed)> Parts(string text)
    {
        var parts = new List<(string Text, bool IsStressed)>(1);
        if (!text.Contains('*', StringComparison.Ordinal))
        {
            parts.Add((text, false));
            return parts;
        }
        var part = new StringBuilder();
        var (stressed, left) = (false, Count(text));
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '*')
            {
                part.Append('*');
                i++;
            }
            else if (text[i] == '*' && (stressed || left > 1))
            {
                Close();
                stressed = !stressed;
                left--;
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

    private static int Count(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            count += text[i] == '*' && (i == 0 || text[i - 1] != '\\') ? 1 : 0;
        }
        return count;
    }
}
