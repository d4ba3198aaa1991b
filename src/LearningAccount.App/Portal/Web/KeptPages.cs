using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace LearningAccount.App.Portal.Web;

/// <summary>
/// Marks a page that tells of nothing but the facts of the employer in its address, the law, the day, and its reader. It is given
/// again to the same browser as it was made, as long as these stay.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptWhileFactsStayAttribute : Attribute;

/// <summary>
/// Pages as they were made, for the browser they were made for: whoever goes from a list to a worker and back does not wait for
/// the list to be made again. The gate has decided before, every time; a new line in the journal of the employer or of the
/// installation, another hour or other rights of the reader make a page anew.
/// </summary>
public sealed class KeptPages(RequestDelegate next, Database database, TimeProvider clock)
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int LargestPage = 512 * 1024;

    private readonly KnownUntilWritten<Guid, string> lastLines = new(database);
    private readonly LatestUsed<Kept> kept = new(MostBytes, page => page.Page.Length);

    /// <summary>A page, and what it was made from.</summary>
    private sealed record Kept(string MadeFrom, Visitor Reader, string? ContentType, byte[] Page);

    public async Task InvokeAsync(HttpContext context, Visitor visitor)
    {
        if (!MayKeep(context) || Gate.EmployerIn(context) is not { } employer)
        {
            await next(context);
            return;
        }
        var asked = Asked(context.Request);
        var madeFrom = await MadeFrom(employer, context.RequestAborted);
        if (
            kept.Find(
                asked,
                page => string.Equals(page.MadeFrom, madeFrom, StringComparison.Ordinal) && page.Reader.IsLike(visitor)
            ) is
            { } found
        )
        {
            context.Response.ContentType = found.ContentType;
            context.Response.ContentLength = found.Page.Length;
            await context.Response.Body.WriteAsync(found.Page, context.RequestAborted);
            return;
        }
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var made = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(made));
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(sent);
        }
        var page = made.ToArray();
        // A page that gives a cookie is made once.
        if (context.Response is { StatusCode: StatusCodes.Status200OK, Headers.SetCookie.Count: 0 } && page.Length <= LargestPage)
        {
            kept.Keep(asked, new(madeFrom, visitor, context.Response.ContentType, page));
        }
        // What is not found has no page yet: it is written outside, as long as nothing has begun here.
        if (page.Length > 0)
        {
            await sent.Stream.WriteAsync(page, context.RequestAborted);
        }
    }

    private static bool MayKeep(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<KeptWhileFactsStayAttribute>() is not null
        && ShortCookie.Read(context.Request, ShortCookie.Kept) is null;

    // The cookies are the session, the language chosen, and that to which the tokens of the page's forms are bound.
    private static string Asked(HttpRequest request) =>
        string.Join('\n', request.Path + request.QueryString, request.Headers.Cookie, request.Headers.AcceptLanguage);

    // Within the hour, since that somebody looked is told once an hour.
    private async Task<string> MadeFrom(Guid employer, CancellationToken stop)
    {
        var lines = await lastLines.Get(
            employer,
            async asked =>
            {
                await using var connection = await database.Connect(stop);
                var (own, common) = await Knowledge.Latest(connection, asked, stop);
                return string.Create(Words.Invariant, $"{own} {common}");
            }
        );
        return string.Create(Words.Invariant, $"{lines} {clock.GetUtcNow():yyyyMMddHH}");
    }
}
