using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>
/// Answers as they were written out, for whoever asks the same again while nothing of what they are made from has changed: their
/// version (<c>ETag</c>) says so. Who may have them was decided before, every time.
/// </summary>
internal sealed class KeptAnswers
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int Largest = 256 * 1024;
    private readonly LatestUsed<Kept> kept = new(MostBytes, answer => answer.Body.Length);

    /// <summary>The answer with its body, made now or before.</summary>
    public ApiAnswer Of(ApiAnswer answer, Guid reader, HttpRequest request, Language language)
    {
        var asked = string.Join('\n', $"{reader:N}", request.Host, request.Path + request.QueryString, language);
        if (kept.Find(asked, before => string.Equals(before.Version, answer.ETag, StringComparison.Ordinal)) is { } found)
        {
            return answer with { Json = null, Bytes = found.Body };
        }
        var written = answer.WrittenOut();
        if (written.Bytes is { Length: <= Largest } body)
        {
            kept.Keep(asked, new(answer.ETag!, body));
        }
        return written;
    }

    private sealed record Kept(string Version, ReadOnlyMemory<byte> Body);
}
