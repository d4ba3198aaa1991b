using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningAccount.Client;

/// <summary>
/// The operations of the REST API, one method each. What goes wrong is a <see cref="ApiException"/> with the problem as the server
/// told it. A request that makes something carries a key of its own, so that it is safe to send it again: where the network fails or
/// the server is busy, it is sent again up to three times.
/// </summary>
/// <param name="http">Its base address is that of the installation: <c>https://learning.example.be</c>.</param>
/// <param name="signIn">Null: only what is open to everybody can be asked.</param>
public sealed partial class LearningAccountClient(HttpClient http, MachineSignIn? signIn = null)
{
    private const string Root = "/REST/learningAccount/v1";
    private const int Attempts = 3;

    /// <summary>How values stand in requests and answers.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    /// <summary>The language of sentences: <c>nl</c>, <c>fr</c>, <c>de</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Waits between two attempts: a moment, and longer each time, or as long as the server asks.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    private async Task<ApiAnswer<T>> AskAsync<T>(Asked asked, CancellationToken cancel)
    {
        using var answer = await SendAsync(asked, HttpCompletionOption.ResponseContentRead, cancel).ConfigureAwait(false);
        var value = default(T);
        if (
            answer.Content.Headers.ContentType?.MediaType is "application/json"
            && answer.StatusCode is not HttpStatusCode.NotModified
        )
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            value = await JsonSerializer.DeserializeAsync<T>(body, Json, cancel).ConfigureAwait(false);
        }
        return new(value, answer);
    }

    /// <summary>A body that is no JSON, or too long to hold. Whoever gets it disposes of it.</summary>
    private async Task<Stream> OpenAsync(Asked asked, CancellationToken cancel)
    {
        var answer = await SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        return await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(Asked asked, HttpCompletionOption until, CancellationToken cancel)
    {
        var key =
            asked.MayRepeat && asked.Method != HttpMethod.Get ? asked.Key ?? Guid.CreateVersion7().ToString("D") : asked.Key;
        string? refused = null;
        for (var attempt = 1; ; attempt++)
        {
            using var request = Request(asked, key);
            string? token = null;
            if (signIn is not null)
            {
                token = await signIn.TokenAsync(http, refused, cancel).ConfigureAwait(false);
                request.Headers.Authorization = new("Bearer", token);
            }
            HttpResponseMessage? answer = null;
            try
            {
                answer = await http.SendAsync(request, until, cancel).ConfigureAwait(false);
            }
            catch (HttpRequestException) when (attempt < Attempts && asked.MayRepeat)
            {
                // The line was cut; whether the request came through is not known, and need not be.
            }
            if (answer is { IsSuccessStatusCode: true } or { StatusCode: HttpStatusCode.NotModified })
            {
                return answer;
            }
            var wait = Pause * Math.Pow(2, attempt - 1);
            if (answer is not null)
            {
                using (answer)
                {
                    // A token that ended on the way is replaced once.
                    var isOver = answer.StatusCode is HttpStatusCode.Unauthorized && refused is null && token is not null;
                    if (!isOver && !(attempt < Attempts && asked.MayRepeat && IsBusy(answer.StatusCode)))
                    {
                        throw await ApiException.OfAsync(answer, cancel).ConfigureAwait(false);
                    }
                    refused = isOver ? token : refused;
                    wait = isOver ? TimeSpan.Zero : answer.Headers.RetryAfter?.Delta ?? wait;
                }
            }
            await Task.Delay(wait, cancel).ConfigureAwait(false);
        }
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable;

    private HttpRequestMessage Request(Asked asked, string? key)
    {
        var query = asked.Query.Where(one => one.Value is not null).ToList();
        var words = query.Select(one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value!)}");
        var request = new HttpRequestMessage(
            asked.Method,
            $"{Root}{asked.Path}{(query.Count == 0 ? "" : "?")}{string.Join('&', words)}"
        );
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language));
        foreach (var (name, value) in asked.Headers)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }
        if (asked.Body is HttpContent content)
        {
            request.Content = content;
        }
        else if (asked.Body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(asked.Body, asked.Body.GetType(), Json));
            request.Content.Headers.ContentType = new(asked.MediaType);
        }
        return request;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(bool? said) => said is { } known ? (known ? "true" : "false") : null;

    private static string? Text(Guid? id) => id?.ToString("D");

    private static string? Text(DateTimeOffset? instant) =>
        instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string? Text(string? text) => text;

    private static IEnumerable<(string Name, string? Value)> Each<T>(
        string name,
        IEnumerable<T>? values,
        Func<T, string?> text
    ) => (values ?? []).Select(value => (name, text(value)));

    private static string Segment(object value) =>
        Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private sealed record Asked(HttpMethod Method, string Path)
    {
        public IEnumerable<(string Name, string? Value)> Query { get; init; } = [];
        public IEnumerable<(string Name, string? Value)> Headers { get; init; } = [];
        public object? Body { get; init; }
        public string MediaType { get; init; } = "application/json";
        public string? Key { get; init; }

        /// <summary>Sent twice, it is done once.</summary>
        public bool MayRepeat { get; init; }
    }
}
