using System.Text.Json;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>What somebody typed and sent while signed out, shown again in its form after signing in.</summary>
public sealed record KeptForm(string Path, IReadOnlyDictionary<string, string[]> Fields);

/// <summary>
/// Keeps a form that was sent by who is signed in no longer: encrypted, for an hour, for that browser and that person. It is
/// filled in again, never sent by itself.
/// </summary>
public sealed class KeptForms(
    OneTimeSecrets secrets,
    Sessions sessions,
    IAntiforgery antiforgery,
    IDataProtectionProvider protection
)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private const int MostBytes = 256 * 1024;
    private readonly IDataProtector protector = protection.CreateProtector("kept-form");

    /// <summary>Keeps what was sent, where it is a form of ours; files are not kept.</summary>
    public async Task Keep(HttpContext context)
    {
        var request = context.Request;
        var stop = context.RequestAborted;
        if (!request.HasFormContentType || !(request.ContentLength <= MostBytes))
        {
            return;
        }
        var owner = SessionCookie.Read(request) is { Length: > 0 and < 200 } session
            ? await sessions.WhoWas(session, stop)
            : null;
        if (owner is { } writer)
        {
            context.User = Gate.PrincipalOf(writer);
        }
        // A form that another site made somebody send is not offered as the person's own.
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return;
        }
        var sent = await request.ReadFormAsync(stop);
        var fields = sent.Where(field => IsTyped(field.Key))
            .ToDictionary(
                field => field.Key,
                field => field.Value.Select(value => value ?? "").ToArray(),
                StringComparer.Ordinal
            );
        var form = new KeptForm(request.Path, fields);
        var content = protector.Protect(JsonSerializer.Serialize(form));
        if (fields.Count > 0 && content.Length <= OneTimeSecrets.LongestContent)
        {
            ShortCookie.Write(
                context,
                ShortCookie.Kept,
                await secrets.Issue(SecretPurpose.KeptForm, owner, content, Life, stop),
                Life
            );
        }
    }

    /// <summary>The form kept for this page, this browser and this person.</summary>
    public async Task<KeptForm?> Find(HttpContext context, Visitor visitor)
    {
        if (
            ShortCookie.Read(context.Request, ShortCookie.Kept) is not { Length: > 0 } secret
            || await secrets.Find(SecretPurpose.KeptForm, secret, context.RequestAborted) is not { } kept
            || (kept.UserId is { } owner && owner != visitor.UserId)
        )
        {
            return null;
        }
        var form = JsonSerializer.Deserialize<KeptForm>(protector.Unprotect(kept.Content))!;
        return string.Equals(form.Path, context.Request.Path, StringComparison.Ordinal) ? form : null;
    }

    /// <summary>The form was sent now: what was kept of it is of no more use.</summary>
    public async Task Forget(HttpContext context)
    {
        var secret = ShortCookie.Read(context.Request, ShortCookie.Kept);
        ShortCookie.Forget(context, ShortCookie.Kept);
        await secrets.Redeem(SecretPurpose.KeptForm, secret, context.RequestAborted);
    }

    // The token is of that page; secrets are typed anew.
    private static bool IsTyped(string field) =>
        field is not ("form" or "code") && !field.Contains("password", StringComparison.OrdinalIgnoreCase);
}
