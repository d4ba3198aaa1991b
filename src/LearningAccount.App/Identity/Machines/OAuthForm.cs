using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LearningAccount.App.Identity.Machines;

/// <summary>What a machine sends to sign in: a form (RFC 6749, appendix B), each parameter once.</summary>
internal sealed class OAuthForm
{
    /// <summary>An assertion, a token and what stands around them.</summary>
    public const int MostBytes = 32 * 1024;
    private const int MostParameters = 20;
    private const int LongestName = 100;
    private const int LongestValue = 16 * 1024;
    private readonly IFormCollection form;

    private OAuthForm(IFormCollection form) => this.form = form;

    /// <exception cref="OAuthException"><c>invalid_request</c>: no such form, too large, or something in it twice.</exception>
    public static async Task<OAuthForm> Read(HttpRequest request, CancellationToken cancel)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw OAuthException.Request("The body has to be application/x-www-form-urlencoded.");
        }
        if (request.ContentLength > MostBytes)
        {
            throw TooLarge();
        }
        try
        {
            var reader = new FormPipeReader(request.BodyReader)
            {
                ValueCountLimit = MostParameters,
                KeyLengthLimit = LongestName,
                ValueLengthLimit = LongestValue,
            };
            var read = new FormCollection(await reader.ReadFormAsync(cancel));
            if (read.FirstOrDefault(one => one.Value.Count > 1) is { Key: { Length: > 0 } twice })
            {
                throw OAuthException.Request($"Given twice: {twice}.");
            }
            return new(read);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or BadHttpRequestException)
        {
            throw TooLarge();
        }
    }

    /// <summary>Null: it is not there, or empty.</summary>
    public string? this[string name] => form.TryGetValue(name, out var value) && value is [{ Length: > 0 } text] ? text : null;

    /// <exception cref="OAuthException"><c>invalid_request</c>: it is not there.</exception>
    public string Needed(string name) => this[name] ?? throw OAuthException.Request($"Missing: {name}.");

    public static OAuthException TooLarge() =>
        OAuthException.Request($"The form is too large, or cannot be read. It holds at most {MostBytes} bytes.");
}
