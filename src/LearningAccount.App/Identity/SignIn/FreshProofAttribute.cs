using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>
/// What is sent to this page counts only from somebody who proved a short while ago who it is: a browser left open gives away
/// no access. The person proves it again and finds the form as it was.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FreshProofAttribute : Attribute, IAsyncPageFilter
{
    public const string AgainPath = "/sign-in/again";
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>To be shown the page needs it too.</summary>
    public bool AlsoToRead { get; init; }

    public static bool Has(Visitor visitor, DateTimeOffset now) => now - visitor.ProvenAt < Fresh;

    /// <summary>False where the person is going to be asked for a proof before what was sent counts.</summary>
    public static bool Lets(HttpContext context, Visitor visitor, DateTimeOffset now) =>
        context.GetEndpoint()?.Metadata.GetMetadata<FreshProofAttribute>() is null || Has(visitor, now);

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var parts = http.RequestServices;
        var isPost = HttpMethods.IsPost(http.Request.Method);
        if (
            (!isPost && !AlsoToRead)
            || Has(parts.GetRequiredService<Visitor>(), parts.GetRequiredService<TimeProvider>().GetUtcNow())
        )
        {
            await next();
            return;
        }
        if (isPost)
        {
            await parts.GetRequiredService<KeptForms>().Keep(http);
        }
        var back = isPost ? http.Request.Path.ToString() : http.Request.Path + http.Request.QueryString;
        context.Result = new LocalRedirectResult($"{AgainPath}?back={Uri.EscapeDataString(back)}");
    }
}
