using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Api.Problems;

/// <summary>
/// What went wrong with a request, as RFC 9457 and the REST guide for the Belgian government write it (err-problem). Its
/// <c>title</c> is English and the same each time; <c>detail</c> is a sentence in the asked language.
/// </summary>
internal sealed record Problem
{
    private const string Belgif = "urn:problem-type:belgif:";
    private const string BelgifIssue = "urn:problem-type:belgif:input-validation:";
    private const string Guide = "https://www.belgif.be/specification/rest/api-guide/";

    /// <summary>Of problems that only this API has.</summary>
    private const string Own = "urn:problem-type:learningAccount:";

    public required string Type { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }

    /// <summary>Of the sentence in the texts of the API, and what stands in it.</summary>
    public required string Code { get; init; }
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];
    public IReadOnlyList<InputIssue> Issues { get; init; } = [];

    /// <summary>Other members: numbers and texts that a program reads.</summary>
    public ImmutableArray<(string Name, object Value)> Members { get; init; } = [];
    public string? Authenticate { get; init; }
    public int? RetryAfterSeconds { get; init; }
    public string? Allow { get; init; }
    public string? AcceptEncoding { get; init; }

    public static Problem BadRequest(IReadOnlyList<InputIssue> issues) =>
        Standard("badRequest", "Bad Request", StatusCodes.Status400BadRequest) with
        {
            Issues = issues,
        };

    public static Problem NotFound(params IReadOnlyList<InputIssue> issues) =>
        Standard("resourceNotFound", "Resource Not Found", StatusCodes.Status404NotFound) with
        {
            Issues = issues,
        };

    public static Problem MethodNotAllowed(string allow) =>
        Of("methodNotAllowed", "Method Not Allowed", StatusCodes.Status405MethodNotAllowed) with
        {
            Allow = allow,
        };

    public static Problem NotAcceptable() => Of("notAcceptable", "Not Acceptable", StatusCodes.Status406NotAcceptable);

    public static Problem UnsupportedMediaType(IEnumerable<string> accepted) =>
        Of("unsupportedMediaType", "Unsupported Media Type", StatusCodes.Status415UnsupportedMediaType) with
        {
            Values = [("accepted", string.Join(", ", accepted))],
        };

    /// <summary>The body is packed in a way that is not read (RFC 9110, 15.5.16); <paramref name="accepted"/> is said in a header too.</summary>
    public static Problem UnsupportedEncoding(string accepted) =>
        Of("unsupportedMediaType", "Unsupported Media Type", StatusCodes.Status415UnsupportedMediaType) with
        {
            Code = "api.problem.unsupportedEncoding",
            Values = [("accepted", accepted)],
            AcceptEncoding = accepted,
        };

    /// <summary>A precondition of the request's headers does not hold (RFC 9110, 13.1).</summary>
    public static Problem PreconditionFailed() =>
        Of("preconditionFailed", "Precondition Failed", StatusCodes.Status412PreconditionFailed);

    /// <summary>Somebody else wrote in between.</summary>
    public static Problem ChangedMeanwhile() => Of("changedMeanwhile", "Changed Meanwhile", StatusCodes.Status409Conflict);

    /// <summary>The <c>Idempotency-Key</c> stands for another request.</summary>
    public static Problem KeyTaken() => Of("idempotencyKeyTaken", "Idempotency Key Taken", StatusCodes.Status409Conflict);

    /// <summary>What is to be made is there already; <paramref name="href"/> is where.</summary>
    public static Problem AlreadyThere(string href) =>
        Of("alreadyExists", "Already Exists", StatusCodes.Status409Conflict) with
        {
            Members = [("resource", href)],
        };

    /// <summary>What came from a file is corrected or taken back with its file, never here.</summary>
    public static Problem CameFromFile() => Of("cameFromFile", "Came From File", StatusCodes.Status409Conflict);

    /// <summary>The data of the worker are kept and not used (GDPR, article 18).</summary>
    public static Problem WorkerRestricted() => Of("workerRestricted", "Worker Restricted", StatusCodes.Status409Conflict);

    /// <summary>As things stand now, this cannot be done; <paramref name="found"/> says why.</summary>
    public static Problem NotNow(Anomaly found) =>
        Of("notPossibleNow", "Not Possible Now", StatusCodes.Status409Conflict) with
        {
            Members = [("code", found.Code)],
        };

    /// <summary>What is to be registered may be there already; <paramref name="href"/> is what is like it.</summary>
    public static Problem SimilarThere(string href) =>
        Of("similarExists", "Similar Exists", StatusCodes.Status409Conflict) with
        {
            Members = [("resource", href)],
        };

    public static Problem PayloadTooLarge(long limit) =>
        Standard("payloadTooLarge", "Payload Too Large", StatusCodes.Status413PayloadTooLarge) with
        {
            Values = [("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            Members = [("limit", limit)],
        };

    public static Problem NoAccessToken() =>
        Standard("noAccessToken", "No Access Token", StatusCodes.Status401Unauthorized) with
        {
            Authenticate = "Bearer realm=\"learningAccount\"",
        };

    public static Problem InvalidAccessToken() => Token("invalidAccessToken", "Invalid Access Token");

    public static Problem ExpiredAccessToken() => Token("expiredAccessToken", "Expired Access Token");

    /// <summary>The token is good, but whoever it stands for signed in too long ago for this (RFC 9470).</summary>
    public static Problem SignInAgain(TimeSpan within)
    {
        var seconds = (int)within.TotalSeconds;
        return Of("signInAgain", "Sign In Again", StatusCodes.Status401Unauthorized) with
        {
            Authenticate = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Bearer realm=\"learningAccount\", error=\"insufficient_user_authentication\", max_age=\"{seconds}\""
            ),
        };
    }

    public static Problem MissingScope(IReadOnlyList<string> required) =>
        Standard("missingScope", "Missing Scope", StatusCodes.Status403Forbidden) with
        {
            Members = [("requiredScopes", required)],
            Values = [("scopes", string.Join(", ", required))],
            Authenticate =
                $"Bearer realm=\"learningAccount\", error=\"insufficient_scope\", scope=\"{string.Join(' ', required)}\"",
        };

    public static Problem MissingPermission() =>
        Standard("missingPermission", "Missing Permission", StatusCodes.Status403Forbidden);

    public static Problem TooManyRequests(int limit, int seconds) =>
        Standard("tooManyRequests", "Too Many Requests", StatusCodes.Status429TooManyRequests) with
        {
            Values = [("seconds", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            Members = [("limit", limit), ("retryAfterSec", seconds)],
            RetryAfterSeconds = seconds,
        };

    public static Problem InternalServerError() =>
        Standard("internalServerError", "Internal Server Error", StatusCodes.Status500InternalServerError);

    public void Write(Utf8JsonWriter json, Guid instance, Language language)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        if (Type.StartsWith(Belgif, StringComparison.Ordinal))
        {
            json.WriteString("href", $"{Guide}problems/{Type[Belgif.Length..]}.html");
        }
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        json.WriteString("detail", ApiTexts.Catalogue.Text(Code, language, [.. Values]));
        json.WriteString("instance", $"urn:uuid:{instance:D}");
        foreach (var (name, value) in Members)
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value, value.GetType());
        }
        WriteIssues(json, Issues, language);
        json.WriteEndObject();
    }

    /// <summary>The member <c>issues</c>; nothing where there are none.</summary>
    public static void WriteIssues(Utf8JsonWriter json, IReadOnlyList<InputIssue> issues, Language language)
    {
        if (issues.Count == 0)
        {
            return;
        }
        json.WriteStartArray("issues");
        foreach (var issue in issues)
        {
            WriteIssue(json, issue, language);
        }
        json.WriteEndArray();
    }

    private static void WriteIssue(Utf8JsonWriter json, InputIssue issue, Language language)
    {
        json.WriteStartObject();
        json.WriteString("type", $"{BelgifIssue}{issue.Type}");
        json.WriteString("href", $"{Guide}issues/{issue.Type}.html");
        json.WriteString("title", TitleOf(issue.Type));
        json.WriteString("detail", DetailOf(issue, language));
        json.WriteString("code", issue.ToldCode);
        json.WriteString("in", issue.In.ToString().ToLowerInvariant());
        json.WriteString("name", issue.Name);
        if (issue.Value is { } value)
        {
            json.WriteString("value", SsinInText.Masked(value));
        }
        json.WriteEndObject();
    }

    private static string DetailOf(InputIssue issue, Language language) =>
        issue.Found is { } found ? found.Sentence(language) : ApiTexts.Catalogue.Text(issue.Code, language, [.. issue.Values]);

    private static string TitleOf(string issue) =>
        issue switch
        {
            InputIssue.SchemaViolation => "Input isn't valid with respect to schema",
            InputIssue.UnknownInput => "Unknown input",
            InputIssue.ReferencedResourceNotFound => "Referenced resource not found",
            _ => "Invalid input",
        };

    private static Problem Token(string type, string title) =>
        Standard(type, title, StatusCodes.Status401Unauthorized) with
        {
            Authenticate = "Bearer realm=\"learningAccount\", error=\"invalid_token\"",
        };

    private static Problem Standard(string type, string title, int status) =>
        new()
        {
            Type = Belgif + type,
            Title = title,
            Status = status,
            Code = $"api.problem.{type}",
        };

    private static Problem Of(string type, string title, int status) =>
        new()
        {
            Type = Own + type,
            Title = title,
            Status = status,
            Code = $"api.problem.{type}",
        };
}

/// <summary>A request that cannot be carried out, thrown where that is found out.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Type)
{
    public Problem Problem => problem;
}
