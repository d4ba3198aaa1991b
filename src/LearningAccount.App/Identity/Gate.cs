using System.Globalization;
using System.Security.Claims;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Identity;

/// <summary>
/// Stands before every route: finds out who asks, and lets pass what <see cref="AccessRules"/> allows for the route's right and
/// the employer in its address.
/// </summary>
public sealed class Gate(RequestDelegate next, Sessions sessions, TimeProvider clock)
{
    public const string SignInPath = "/sign-in";

    /// <summary>The page where an auditor says why it looks at an employer.</summary>
    public static string ReasonPath(Guid employer) => $"/employers/{employer:D}/reason";

    public async Task InvokeAsync(HttpContext context, CurrentVisitor current)
    {
        if (context.GetEndpoint() is not { } route)
        {
            await next(context);
            return;
        }
        if (SessionCookie.Read(context.Request) is { Length: > 0 and < 200 } secret)
        {
            current.Visitor = await sessions.Find(secret, context.RequestAborted);
            if (current.Visitor.IsSignedIn)
            {
                // Binds the tokens of forms to the person: one person's form is not another's to send.
                context.User = PrincipalOf(current.Visitor.UserId);
            }
        }
        // Nobody is told of a route that forgot to say what it needs.
        var decision = route.Metadata.GetMetadata<NeedsAttribute>() is { } needs
            ? AccessRules.Decide(current.Visitor, needs.Right, EmployerIn(context), clock.GetUtcNow())
            : Decision.Absent;
        switch (decision)
        {
            case Decision.Allowed:
                await PassAsync(context, current.Visitor);
                break;
            case Decision.SignInFirst:
                if (HttpMethods.IsPost(context.Request.Method))
                {
                    await context.RequestServices.GetRequiredService<KeptForms>().Keep(context);
                }
                context.Response.Redirect($"{SignInPath}?back={Uri.EscapeDataString(Asked(context))}");
                break;
            case Decision.ReasonFirst:
                context.Response.Redirect(
                    $"{ReasonPath(EmployerIn(context)!.Value)}?back={Uri.EscapeDataString(Asked(context))}"
                );
                break;
            case Decision.Refused:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    /// <summary>The person to whom the tokens of forms are bound.</summary>
    internal static ClaimsPrincipal PrincipalOf(Guid userId) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{userId:D}")], "session"));

    // A form that was kept for this page is filled in; sent, it is kept no longer.
    private async Task PassAsync(HttpContext context, Visitor visitor)
    {
        if (visitor.IsSignedIn && ShortCookie.Read(context.Request, ShortCookie.Kept) is not null)
        {
            var forms = context.RequestServices.GetRequiredService<KeptForms>();
            var isPost = HttpMethods.IsPost(context.Request.Method);
            var form = await forms.Find(context, visitor);
            if (form is not null && !isPost)
            {
                context.RequestServices.GetRequiredService<KeptFields>().Take(form);
            }
            else if (form is not null && FreshProofAttribute.Lets(context, visitor, clock.GetUtcNow()))
            {
                await forms.Forget(context);
            }
        }
        await next(context);
    }

    /// <summary>The employer a route is about, from its address.</summary>
    public static Guid? EmployerIn(HttpContext context) =>
        context.Request.RouteValues.TryGetValue("employer", out var value)
        && Guid.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), out var id)
            ? id
            : null;

    // A form that was sent is asked for again as a page.
    private static string Asked(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
            ? context.Request.Path + context.Request.QueryString
            : context.Request.Path.ToString();
}

/// <summary>Who asks in this request; nobody until the gate has found out.</summary>
public sealed class CurrentVisitor
{
    public Visitor Visitor { get; set; } = Visitor.Nobody;
}
