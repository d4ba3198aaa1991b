using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>Every word of issued documents, beside the facts that name them by their hash.</summary>
public static class DocumentContent
{
    /// <summary>SHA-256, as hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    internal static Task Keep(
        DbConnection connection,
        IEnumerable<(IssuedDocumentVersion Document, byte[] Content)> documents,
        CancellationToken cancel
    ) =>
        connection.ExecuteAsync(
            new(
                "insert into document_content (employer_id, document_id, content) values (@EmployerId, @DocumentId, @content)",
                documents.Select(one => new
                {
                    one.Document.EmployerId,
                    one.Document.DocumentId,
                    content = Packed(one.Content),
                }),
                cancellationToken: cancel
            )
        );

    /// <exception cref="InvalidDataException">What is kept is not what was issued: somebody altered the database.</exception>
    public static async Task<byte[]> Of(DbConnection connection, IssuedDocumentVersion document, CancellationToken cancel)
    {
        var packed = await connection.ExecuteScalarAsync<string?>(
            new(
                "select content from document_content where employer_id = @EmployerId and document_id = @DocumentId",
                new { document.EmployerId, document.DocumentId },
                cancellationToken: cancel
            )
        );
        return Checked(document, packed);
    }

    /// <summary>The same of several at once, in their order.</summary>
    /// <exception cref="InvalidDataException">One of them is not what was issued.</exception>
    public static async Task<IReadOnlyList<(IssuedDocumentVersion Document, byte[] Content)>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<IssuedDocumentVersion> documents,
        CancellationToken cancel
    )
    {
        var rows = await connection.QueryAsync<(Guid Id, string Content)>(
            new(
                $"""
                select document_id, content from document_content
                where employer_id = @employerId and document_id in ({Database.ManyKeys(connection)})
                """,
                new { employerId, keys = ReadVersions.List(documents.Select(one => ColumnText.Of(one.DocumentId))) },
                cancellationToken: cancel
            )
        );
        var packed = rows.ToDictionary(row => row.Id, row => row.Content);
        return [.. documents.Select(one => (one, Checked(one, packed.GetValueOrDefault(one.DocumentId))))];
    }

    private static byte[] Checked(IssuedDocumentVersion document, string? packed)
    {
        var content = packed is null ? [] : Unpacked(packed);
        return string.Equals(HashOf(content), document.ContentHash, StringComparison.Ordinal)
            ? content
            : throw new InvalidDataException("A kept document is not the one that was issued.");
    }

    private static string Packed(byte[] content)
    {
        using var target = new MemoryStream();
        using (var zip = new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(content);
        }
        return Convert.ToBase64String(target.GetBuffer(), 0, (int)target.Length);
    }

    private static byte[] Unpacked(string packed)
    {
        using var target = new MemoryStream();
        using var zip = new ZLibStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        zip.CopyTo(target);
        return target.ToArray();
    }
}
