using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Settings;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>The way to another sign-in and back from it.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // A link, since a form may lead to this site alone; it changes nothing but a cookie of its own.
        routes.MapGet("/sign-in/with/{provider}", LeaveAsync).Needs(Right.Open).RequireRateLimiting(SignInParts.Doors);
        routes
            .MapGet(OutsideProvider.BackPathOf("{provider}"), ReturnAsync)
            .Needs(Right.Open)
            .RequireRateLimiting(SignInParts.Doors);
    }

    private static async Task<IResult> LeaveAsync(
        HttpContext context,
        string provider,
        string? back,
        string? link,
        [FromQuery(Name = "for")] string? purpose,
        OutsideDesk desk,
        Visitor visitor,
        Reader reader
    )
    {
        if (desk.Find(provider) is not { } client)
        {
            return Results.NotFound();
        }
        var isOwn = visitor.IsSignedIn && purpose is "proof" or "link";
        var attempt = new OutsideAttempt
        {
            Provider = provider,
            Nonce = "",
            Verifier = "",
            Browser = "",
            Back = LocalAddress.Of(back),
            Link = link,
            UserId = isOwn ? visitor.UserId : null,
            IsProof = isOwn && purpose is "proof",
        };
        // Another way in is added by who has just proved who it is.
        if (
            isOwn
            && purpose is "link"
            && !FreshProofAttribute.Has(visitor, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
        )
        {
            return Results.Redirect($"{FreshProofAttribute.AgainPath}?back={Uri.EscapeDataString(Paths.Profile)}");
        }
        try
        {
            return Results.Redirect(await desk.Leave(context, client, attempt, reader.Language.Code()));
        }
        catch (OutsideSignInException refused)
        {
            return Results.Redirect(Paths.SignInFailed(refused.Fault, provider, back));
        }
    }

    private static async Task<IResult> ReturnAsync(
        HttpContext context,
        string provider,
        OutsideDesk desk,
        Entry entry,
        Sessions sessions,
        Visitor visitor
    )
    {
        if (desk.Find(provider) is not { } client)
        {
            return Results.NotFound();
        }
        try
        {
            var (attempt, person, arrival) = await desk.Return(context, client);
            if (attempt.UserId is { } asking)
            {
                // Whoever left is whoever is still signed in here.
                if (asking != visitor.UserId)
                {
                    throw new OutsideSignInException(OutsideFault.Unasked, "somebody else is signed in meanwhile");
                }
                await sessions.Prove(visitor, context.RequestAborted);
                return Results.LocalRedirect(attempt.Back ?? "/");
            }
            if (arrival.UserId is not { } user)
            {
                var secret = await desk.Remember(person, arrival.PersonId!.Value, context.RequestAborted);
                ShortCookie.Write(context, ShortCookie.Step, secret, PasswordDoor.StepLife);
                return Results.LocalRedirect(Paths.Newcomer(provider, attempt.Back));
            }
            await entry.Open(context, visitor, user, arrival.PersonId, $"outside:{provider}");
            return Results.LocalRedirect(attempt.Link is null ? attempt.Back ?? "/" : "/");
        }
        catch (OutsideSignInException refused)
        {
            return Results.Redirect(Paths.SignInFailed(refused.Fault, provider, back: null));
        }
    }
}
