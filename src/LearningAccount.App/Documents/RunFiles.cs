using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>The files all documents of a run can be had as.</summary>
public enum RunFormat
{
    /// <summary>One PDF, for a printer.</summary>
    Merged,

    /// <summary>A ZIP file of one PDF each, for personal files.</summary>
    Singles,

    /// <summary>The same with a list of who each is for, for a program that puts them into the e-Box.</summary>
    EBox,
}

/// <summary>Writes the documents of a run as files, each read when its turn comes: memory does not grow with their number.</summary>
public static class RunFiles
{
    /// <summary>The list of a file for the e-Box.</summary>
    public const string Messages = "messages.jsonl";

    private const int AtOnce = 500;

    /// <summary>The list of a file for personal files: whose each is.</summary>
    public const string Whose = "list.csv";

    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static RunFormat FormatOf(string ending) =>
        ending switch
        {
            "pdf" => RunFormat.Merged,
            "ebox" => RunFormat.EBox,
            _ => RunFormat.Singles,
        };

    /// <summary>What a file of a document is called: no name and no number of anybody, for names of files get around.</summary>
    public static string NameOf(IssuedDocumentVersion document, string ending) =>
        $"{ColumnText.Of(document.Kind)}-{ColumnText.Of(document.StatedOn)}-{ColumnText.Of(document.DocumentId)}.{ending}";

    public static async Task WriteAsync(
        DocumentRun run,
        RunFormat format,
        Database database,
        Words words,
        Stream target,
        CancellationToken cancel
    )
    {
        // What writes a PDF or a ZIP file does so at once; the answer takes it bit by bit.
        await using var file = await TemporaryFile.Filled(filled =>
            format is RunFormat.Merged
                ? Merged(run, database, words, filled, cancel)
                : Singles(run, format, database, words, filled, cancel)
        );
        await file.CopyToAsync(target, cancel);
    }

    private static async Task Merged(DocumentRun run, Database database, Words words, Stream target, CancellationToken cancel)
    {
        using var pdf = PaperPdf.Begin(target, words[$"document.{run.Kind}"], words.Language);
        await foreach (var (document, content) in RunContent.Of(database, run, cancel))
        {
            pdf.Add(DocumentPaper.Unpack(document, content));
        }
    }

    private static async Task Singles(
        DocumentRun run,
        RunFormat format,
        Database database,
        Words words,
        Stream target,
        CancellationToken cancel
    )
    {
        var isForEBox = format is RunFormat.EBox;
        var written = new List<IssuedDocumentVersion>();
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var messages = new List<Message>();
        await foreach (var (document, content) in RunContent.Of(database, run, cancel))
        {
            var paper = DocumentPaper.Unpack(document, content);
            var name = NameOf(document, "pdf");
            await using (var file = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancel))
            {
                PaperPdf.Write(paper, file);
            }
            written.Add(document);
            if (isForEBox)
            {
                messages.Add(
                    new(
                        document.DocumentId,
                        document.WorkerId,
                        paper.Language,
                        paper.Title,
                        name,
                        document.IssuedOn,
                        document.ContentHash
                    )
                );
            }
        }
        if (isForEBox)
        {
            await using var list = new StreamWriter(await zip.CreateEntry(Messages).OpenAsync(cancel));
            foreach (var some in messages.Chunk(AtOnce))
            {
                await List(database, run.EmployerId, some, list, cancel);
            }
            return;
        }
        await using var whose = await zip.CreateEntry(Whose).OpenAsync(cancel);
        await Named(run.EmployerId, written, database, words, whose, cancel);
    }

    // By it somebody, or a program for personal files, puts each file where it belongs.
    private static async Task Named(
        Guid employerId,
        IReadOnlyList<IssuedDocumentVersion> documents,
        Database database,
        Words words,
        Stream target,
        CancellationToken cancel
    )
    {
        using var table = new CsvTableWriter(target, words.Language);
        table.Header([
            words["documents.file"],
            words["workers.reference"],
            words["documents.worker"],
            words["documents.document"],
            words["documents.statedOn"],
        ]);
        await using var connection = await database.Connect(cancel);
        foreach (var some in documents.Chunk(AtOnce))
        {
            var workers = some.Select(one => one.WorkerId).Distinct().ToList();
            var known = (await ReadVersions.Now(connection, Tables.WorkerIdentity, employerId, workers, cancel)).ToLookup(one =>
                one.WorkerId
            );
            foreach (var one in some)
            {
                var who = known[one.WorkerId].FirstOrDefault();
                table.Row([
                    OutCell.Of(NameOf(one, "pdf")),
                    OutCell.Of(who?.OwnReference),
                    OutCell.Of($"{who?.FamilyName}, {who?.GivenNames}".Trim(',', ' ')),
                    OutCell.Of(words[$"documents.kind.{one.Kind}"]),
                    OutCell.Of(one.StatedOn),
                ]);
            }
        }
    }

    // The number stands in the list alone, which only who may issue documents gets.
    private static async Task List(
        Database database,
        Guid employerId,
        Message[] some,
        StreamWriter list,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var numbers = await PersonDirectory.NumbersOfWorkers(connection, employerId, [.. some.Select(one => one.Worker)], cancel);
        foreach (var one in some)
        {
            var line = JsonSerializer.Serialize(
                new
                {
                    reference = one.Document,
                    ssin = numbers[one.Worker].Select(number => number.Digits).LastOrDefault(),
                    language = one.Language.Code(),
                    subject = one.Subject,
                    file = one.File,
                    issuedOn = one.IssuedOn,
                    contentSha256 = one.Hash,
                },
                OneLine
            );
            await list.WriteLineAsync(line.AsMemory(), cancel);
        }
    }

    private readonly record struct Message(
        Guid Document,
        Guid Worker,
        Language Language,
        string Subject,
        string File,
        DateOnly IssuedOn,
        string Hash
    );
}
