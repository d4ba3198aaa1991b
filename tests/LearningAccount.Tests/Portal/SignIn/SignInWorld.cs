using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Portal.SignIn;

/// <summary>People who sign in by password and app, as the tests of signing in need them.</summary>
internal static class SignInWorld
{
    public const string Password = "mijn fiets staat buiten";
    public static readonly byte[] Key = "12345678901234567890"u8.ToArray();
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Somebody known here, without a way in yet.</summary>
    public static Task<Guid> KnownAsync(
        ServedPortal portal,
        string email,
        bool isOperator = false,
        string name = "Anna Peeters"
    ) =>
        Change.Make(
            portal.Database,
            new Author("test", Door.Command),
            change => RegisterUser.Do(change, name, email, "en", isOperator, Stop),
            Stop
        );

    /// <summary>The same with a password and an app; returns the recovery codes too.</summary>
    public static async Task<(Guid Id, IReadOnlyList<string> Codes)> WithPasswordAsync(
        ServedPortal portal,
        string email,
        bool isOperator = true,
        string name = "Anna Peeters"
    )
    {
        var user = await KnownAsync(portal, email, isOperator, name);
        var hash = portal.Part<PasswordCheck>().Hash(Password);
        await portal.Part<Passwords>().Set(user, hash, portal.Part<AppKeys>().Protect(Key), 0, Stop);
        return (user, await portal.Part<RecoveryCodes>().Renew(user, Stop));
    }

    /// <summary>The code the app shows; each half minute has its own.</summary>
    public static string CodeNow(ServedPortal portal, byte[]? key = null)
    {
        portal.Clock.Now += TimeSpan.FromSeconds(30);
        return Totp.CodeAt(key ?? Key, portal.Clock.Now);
    }

    public static async Task SignInAsync(PlainBrowser browser, ServedPortal portal, string email)
    {
        await browser.PressAsync("Next", ("email", email), ("password", Password));
        await browser.PressAsync("Sign in", ("code", CodeNow(portal)));
    }

    /// <summary>The key an app is given on a page.</summary>
    public static byte[] KeyOn(HtmlPage page)
    {
        var letters = string.Concat(HtmlPage.TextOf(page.All("code").Single()).Where(char.IsAsciiLetterOrDigit));
        var bits = string.Concat(
            letters.Select(letter =>
                Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')
            )
        );
        return [.. bits.Chunk(8).Where(bit => bit.Length == 8).Select(bit => Convert.ToByte(new string(bit), 2))];
    }
}
