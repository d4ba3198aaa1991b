using System.Globalization;
using System.Text;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Why a password may not be used; each has its text in <c>signIn.password.{fault}</c>.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,

    /// <summary>It is one of those that are tried first, or consists of such words, runs and repetitions.</summary>
    TooCommon,

    /// <summary>It consists of the person's own name or address.</summary>
    OwnName,
}

/// <summary>
/// Long rather than odd: twelve letters at least, nothing that everybody tries, and no rule about digits or signs (NIST SP
/// 800-63B, 3.1.1.2). What is common is taken out of the password; enough has to be left.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 200;

    // What is left has to be worth guessing by itself.
    private const int LeastOwn = 5;
    private const int ShortestRun = 3;
    private const int ShortestOwnWord = 3;

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "azertyuiop",
        "qsdfghjklm",
        "wxcvbn",
        "qwertzuiop",
        "yxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "!@#$%^&*()",
    ];
    private static readonly string[] RowsBothWays = [.. Rows, .. Rows.Select(Reversed)];

    // The longest first: "wachtwoord" before "woord".
    private static readonly string[] Common =
    [
        .. Words().Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length),
    ];

    /// <param name="own">The person's name and address.</param>
    public static PasswordFault? Fault(string password, params ReadOnlySpan<string> own)
    {
        var text = Folded(password);
        var letters = new StringInfo(text).LengthInTextElements;
        if (letters < Shortest)
        {
            return PasswordFault.TooShort;
        }
        if (password.Length > Longest)
        {
            return PasswordFault.TooLong;
        }
        var lower = text.ToLowerInvariant();
        var names = OwnWords(own);
        var withoutNames = Without(lower, names);
        if (withoutNames.Length != lower.Length && OwnLetters(withoutNames) < LeastOwn)
        {
            return PasswordFault.OwnName;
        }
        return OwnLetters(withoutNames) < LeastOwn || OwnLetters(Without(Plain(lower), names)) < LeastOwn
            ? PasswordFault.TooCommon
            : null;
    }

    /// <summary>The same letters however the keyboard composed them (NIST SP 800-63B asks for it before hashing).</summary>
    public static string Folded(string password) => password.Normalize(NormalizationForm.FormKC);

    // What is left after common words, runs on the keyboard, years and repetitions; different letters count once each.
    private static int OwnLetters(string text)
    {
        var left = Without(text, Common);
        left = WithoutRuns(left);
        return left.Where(letter => letter is not ' ').Distinct().Count();
    }

    private static string Without(string text, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            text = text.Replace(word, " ", StringComparison.Ordinal);
        }
        return text;
    }

    private static string WithoutRuns(string text)
    {
        var left = new StringBuilder();
        for (var i = 0; i < text.Length; )
        {
            var run = RunAt(text.AsSpan(i));
            if (run < ShortestRun)
            {
                left.Append(text[i]);
                run = 1;
            }
            i += run;
        }
        return left.ToString();
    }

    private static int RunAt(ReadOnlySpan<char> text)
    {
        var longest = 1;
        while (longest < text.Length && text[longest] == text[0])
        {
            longest++;
        }
        foreach (var row in RowsBothWays)
        {
            for (var length = longest + 1; length <= text.Length && row.AsSpan().IndexOf(text[..length]) >= 0; length++)
            {
                longest = length;
            }
        }
        // 1987, 2026: a year is a word that everybody uses.
        return longest < 4 && text.Length >= 4 && text[..2] is "19" or "20" && !text[..4].ContainsAnyExceptInRange('0', '9')
            ? 4
            : longest;
    }

    // Letters that were swapped for signs, back again: "P@ssw0rd".
    private static string Plain(string text) =>
        string.Create(
            text.Length,
            text,
            static (plain, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    plain[i] = from[i] switch
                    {
                        '0' => 'o',
                        '1' or '!' or '|' => 'i',
                        '3' or '€' => 'e',
                        '4' or '@' => 'a',
                        '5' or '$' => 's',
                        '7' => 't',
                        _ => from[i],
                    };
                }
            }
        );

    private static List<string> OwnWords(ReadOnlySpan<string> own)
    {
        var words = new List<string>();
        foreach (var text in own)
        {
            words.AddRange(
                Folded(text)
                    .ToLowerInvariant()
                    .Split([' ', '.', '@', '-', '_', '+', '\''], StringSplitOptions.RemoveEmptyEntries)
                    .Where(word => word.Length >= ShortestOwnWord)
            );
        }
        return words;
    }

    private static string Reversed(string text) => string.Concat(text.Reverse());

    private static string[] Words()
    {
        using var reader = new StreamReader(
            typeof(PasswordRules).Assembly.GetManifestResourceStream("Identity/SignIn/common-passwords.txt")!,
            Encoding.UTF8
        );
        return reader.ReadToEnd().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }
}
