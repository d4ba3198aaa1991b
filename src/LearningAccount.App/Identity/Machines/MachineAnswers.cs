using Microsoft.AspNetCore.Diagnostics;

namespace LearningAccount.App.Identity.Machines;

/// <summary>
/// Whatever goes wrong where machines sign in is told to a program: as JSON (RFC 6749, section 5.2) and never as a page, with the name
/// under which it is found again.
/// </summary>
internal sealed partial class MachineAnswers(RequestDelegate next, ILogger<MachineAnswers> log)
{
    public const string Below = "/oauth2";

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Below, StringComparison.Ordinal) ? AnswerAsync(context) : next(context);

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
        var trace = RequestTrace.Begin(context);
        try
        {
            await next(context);
        }
        catch (Exception wrong) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            Failed(wrong, trace);
            await OAuthAnswer.Write(context, OAuthException.Failed());
            return;
        }
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
        {
            await OAuthAnswer.Write(context, Told(context));
        }
    }

    private static OAuthException Told(HttpContext context)
    {
        if (context.Response.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return OAuthForm.TooLarge();
        }
        if (context.Response.StatusCode is not StatusCodes.Status404NotFound)
        {
            return new OAuthException("invalid_request", "This cannot be answered.", context.Response.StatusCode);
        }
        if (MachineRoutes.MethodOf(context.Request.Path) is not { } method)
        {
            return new OAuthException(
                "invalid_request",
                $"There is nothing at this address. Tokens are asked for at {ClientDesk.TokenPath}.",
                StatusCodes.Status404NotFound
            );
        }
        context.Response.Headers.Allow = method;
        return new OAuthException("invalid_request", $"Use {method}.", StatusCodes.Status405MethodNotAllowed);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sign-in of machines failed, instance {Instance}.")]
    private partial void Failed(Exception wrong, Guid instance);
}
