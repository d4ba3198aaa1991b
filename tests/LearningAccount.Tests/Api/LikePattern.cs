using System.Globalization;
using System.Text;

namespace LearningAccount.Tests.Api;

/// <summary>Writes a text that a regular expression of the contract's small kind matches: classes, groups with choices, counts.</summary>
internal sealed class LikePattern(string pattern, Random random)
{
    private const int MostOfMany = 6;
    private int at;

    public string Write()
    {
        at = 0;
        return Choices();
    }

    private string Choices()
    {
        var written = new List<string> { Sequence() };
        while (at < pattern.Length && pattern[at] is '|')
        {
            at++;
            written.Add(Sequence());
        }
        return written[random.Next(written.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            if (pattern[at] is '^' or '$')
            {
                at++;
                continue;
            }
            var begin = at;
            var one = Atom();
            var end = at;
            var times = Times();
            var after = at;
            for (var i = 0; i < times; i++)
            {
                text.Append(one);
                at = begin;
                one = Atom();
                at = after;
            }
            at = Math.Max(after, end);
        }
        return text.ToString();
    }

    private string Atom()
    {
        switch (pattern[at])
        {
            case '(':
                at++;
                var inside = Choices();
                at++;
                return inside;
            case '[':
                return Class();
            case '\\':
                at += 2;
                return Escaped(pattern[at - 1]);
            default:
                return pattern[at++].ToString();
        }
    }

    private string Escaped(char letter) =>
        letter is 'd' ? random.Next(10).ToString(CultureInfo.InvariantCulture) : letter.ToString();

    private string Class()
    {
        at++;
        var isNot = pattern[at] is '^';
        var letters = new StringBuilder();
        at += isNot ? 1 : 0;
        for (var first = true; pattern[at] is not ']' || first; first = false)
        {
            var letter = pattern[at++];
            if (letter is '\\')
            {
                var escaped = pattern[at++];
                letters.Append(
                    escaped is 'd' ? "0123456789"
                    : escaped is 's' ? " "
                    : escaped.ToString()
                );
            }
            else if (pattern[at] is '-' && pattern[at + 1] is not ']')
            {
                for (var one = letter; one <= pattern[at + 1]; one++)
                {
                    letters.Append(one);
                }
                at += 2;
            }
            else
            {
                letters.Append(letter);
            }
        }
        at++;
        if (!isNot)
        {
            return letters[random.Next(letters.Length)].ToString();
        }
        var others = "abcxyz019".Where(letter => !letters.ToString().Contains(letter, StringComparison.Ordinal)).ToList();
        return others[random.Next(others.Count)].ToString();
    }

    private int Times()
    {
        if (at >= pattern.Length)
        {
            return 1;
        }
        switch (pattern[at])
        {
            case '?':
                at++;
                return random.Next(2);
            case '*':
                at++;
                return random.Next(MostOfMany);
            case '+':
                at++;
                return 1 + random.Next(MostOfMany);
            case '{':
                var end = pattern.IndexOf('}', at);
                var counts = pattern[(at + 1)..end].Split(',');
                at = end + 1;
                var least = int.Parse(counts[0], CultureInfo.InvariantCulture);
                var most = counts.Length == 1 ? least : Math.Min(int.Parse(counts[1], CultureInfo.InvariantCulture), least + 20);
                return random.Next(least, most + 1);
            default:
                return 1;
        }
    }
}
