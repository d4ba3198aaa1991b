using LearningAccount.Records.Access;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Opens and closes sessions in the browser that asks.</summary>
public sealed class Entry(Sessions sessions)
{
    /// <summary>
    /// Signs somebody in under a session of its own: one that was open before, or that somebody else planted, is worth nothing.
    /// </summary>
    /// <param name="method"><c>passkey</c>, <c>password</c>, <c>recovery</c>, or <c>outside:</c> and the id of the provider.</param>
    public async Task Open(HttpContext context, Visitor before, Guid userId, Guid? personId, string method)
    {
        var stop = context.RequestAborted;
        await Close(context, before);
        var agent = context.Request.Headers.UserAgent.ToString();
        SessionCookie.Write(context, await sessions.Open(userId, personId, method, agent, stop));
        ShortCookie.Forget(context, ShortCookie.Step);
    }

    public async Task Close(HttpContext context, Visitor visitor)
    {
        if (visitor.IsSignedIn)
        {
            await sessions.End(visitor.UserId, visitor.Session, context.RequestAborted);
        }
        SessionCookie.Forget(context);
    }
}
