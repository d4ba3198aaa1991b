using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningAccount.App.Papers;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>Documents as papers, and papers as they are kept.</summary>
public static class DocumentPaper
{
    // Kept as text of its own, never part of a page.
    private static readonly JsonSerializerOptions Kept = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The paper of a document. The same facts make the same paper.</summary>
    public static Paper Of(DocumentFacts facts) =>
        facts.Kind switch
        {
            DocumentKind.AccountForm => AccountFormPaper.Of(facts),
            DocumentKind.TrainingStatement => TrainingStatementPaper.Of(facts),
            DocumentKind.ExitStatement => ExitStatementPaper.Of(facts),
            DocumentKind.EvidenceFile => EvidencePaper.Of(facts),
            _ => NoticePaper.Of(facts),
        };

    public static byte[] Pack(Paper paper) => JsonSerializer.SerializeToUtf8Bytes(paper, Kept);

    /// <summary>An issued document as it was issued, each page naming the hash of what it says.</summary>
    public static Paper Unpack(IssuedDocumentVersion document, byte[] content)
    {
        var paper = JsonSerializer.Deserialize<Paper>(content, Kept)!;
        return paper with { Foot = $"{paper.Foot} · SHA-256 {document.ContentHash[..16]}" };
    }
}
