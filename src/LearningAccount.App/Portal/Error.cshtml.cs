using LearningAccount.App.Identity;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal;

/// <summary>Says in the reader's words what went wrong and what to do, and nothing of how the program is made.</summary>
[IgnoreAntiforgeryToken, Needs(Right.Open)]
public sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }
    public string Code { get; private set; } = "";

    public void OnGet() => Tell();

    public void OnPost() => Tell();

    private void Tell()
    {
        // Somebody who comes to this address by himself finds a page that does not exist.
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        Status = Response.StatusCode;
        Code = Status switch
        {
            StatusCodes.Status400BadRequest => "form",
            StatusCodes.Status403Forbidden => "refused",
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => "notFound",
            StatusCodes.Status413PayloadTooLarge => "tooLarge",
            StatusCodes.Status429TooManyRequests => "tooMany",
            _ => "failed",
        };
    }
}
