using System.Text.Json;
using LearningAccount.App.Settings;
using LearningAccount.Law;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Reads what a provider says of a person: in its token, and in the description it gives besides.</summary>
internal sealed class OutsideClaims(OutsideProvider provider)
{
    private const int LongestText = 1000;

    /// <summary>True where the token does not say all that the settings name.</summary>
    public bool Lacks(JsonElement said) =>
        NameIn(said, null) is null
        || Text(said, provider.Claims.Email) is null
        || (provider.Claims.Ssin is { } ssin && Text(said, ssin) is null);

    public OutsidePerson Describe(JsonElement said, JsonElement? more, string issuer, string subject)
    {
        var email = Either(said, more, provider.Claims.Email);
        var number = provider.Claims.Ssin is { } ssin ? Either(said, more, ssin) : null;
        return new()
        {
            Issuer = issuer,
            Subject = subject,
            Name = NameIn(said, more),
            VerifiedEmail = provider.TrustsEmail || Verifies(said, email) || (more is { } m && Verifies(m, email)) ? email : null,
            Ssin = Ssin.TryParse(number ?? "", out var read, out _) ? read : null,
        };
    }

    /// <exception cref="OutsideSignInException">It is no JSON.</exception>
    public static JsonElement Read(string json)
    {
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new OutsideSignInException(OutsideFault.Unreachable, "the answer is not JSON");
        }
    }

    /// <summary>A claim that is a text of usual length; null: there is none.</summary>
    public static string? Text(JsonElement said, string claim) =>
        Member(said, claim) is { Length: > 0 and < LongestText } text ? text : null;

    /// <summary>A text of any length, such as a token.</summary>
    public static string? Member(JsonElement said, string name) =>
        said.ValueKind is JsonValueKind.Object
        && said.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private string? NameIn(JsonElement said, JsonElement? more)
    {
        var parts = provider.Claims.Name.Select(claim => Either(said, more, claim)).OfType<string>();
        return string.Join(' ', parts) is { Length: > 0 } name ? name : null;
    }

    // An address is verified by whoever says it, not by another text about another one. Some say true as a word.
    private bool Verifies(JsonElement said, string? email) =>
        email is not null
        && string.Equals(Text(said, provider.Claims.Email), email, StringComparison.Ordinal)
        && said.TryGetProperty("email_verified", out var value)
        && (value.ValueKind is JsonValueKind.True || (value.ValueKind is JsonValueKind.String && value.ValueEquals("true")));

    private static string? Either(JsonElement said, JsonElement? more, string claim) =>
        Text(said, claim) ?? (more is { } m ? Text(m, claim) : null);
}
