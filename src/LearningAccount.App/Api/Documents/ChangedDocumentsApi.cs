using LearningAccount.App.Api.History;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Documents;

/// <summary>Documents that would state something else today, and why: <c>/employers/{employerNumber}/changedDocuments</c>.</summary>
internal static class ChangedDocumentsApi
{
    public static IEnumerable<ApiOperation> Operations => [new("listChangedDocuments", Right.ReadEmployer, List)];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var changed = await FindChangedDocuments.Of(connection, seen.Snapshot, seen.Law, cancel);
        var words = Words.In(call.Language);
        return Paging.Of(
            call,
            changed,
            (json, one) =>
            {
                json.WriteString("href", DocumentsApi.LinkOf(call, one.Document.DocumentId));
                DocumentJson.Head(json, one.Document);
                json.WriteString("file", DocumentsApi.LinkOf(call, one.Document.DocumentId) + "/file");
                json.WriteString("workerId", seen.Snapshot.Worker(one.Document.WorkerId)?.WorkerId ?? one.Document.WorkerId);
                DocumentJson.Changed(json, one.Figures);
                json.WriteBoolean("byLaw", one.IsByLaw);
                json.WriteStartArray("causes");
                foreach (var line in one.Causes)
                {
                    json.WriteStartObject();
                    HistoryJson.Line(json, line, words);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
        ) with
        {
            IsInLanguage = true,
        };
    }
}
