using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>What a step of signing in came to, in words that tell nothing about anybody.</summary>
internal static class SignInWords
{
    public static string Of(StepResult step, Words words, string wrong) =>
        step.Wait is { } wait ? Waiting(wait, words) : words[wrong];

    public static string Waiting(TimeSpan wait, Words words) =>
        wait < TimeSpan.FromMinutes(1)
            ? words.Count("signIn.waitSeconds", (long)Math.Ceiling(wait.TotalSeconds))
            : words.Count("signIn.waitMinutes", (long)Math.Ceiling(wait.TotalMinutes));

    public static string Of(PasswordFault fault, Words words) =>
        words.Of(
            $"signIn.password.{char.ToLowerInvariant(fault.ToString()[0])}{fault.ToString()[1..]}",
            ("n", words.Number(PasswordRules.Shortest))
        );

    /// <summary>How somebody signed in: by a passkey, a password, or another sign-in by its name.</summary>
    public static string Method(string method, OutsideDesk outside, Words words)
    {
        var parts = method.Split(':');
        return parts is ["outside", var id]
            ? outside.Find(id)?.Provider.Name ?? id
            : words[
                method is "passkey" or "password" or "recovery" or "link" ? $"signIn.method.{method}" : "signIn.method.other"
            ];
    }
}
