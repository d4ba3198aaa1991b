using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using LearningAccount.App.Documents;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports.Origins;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Archive;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Privacy;

/// <summary>
/// All that is kept of a person at one employer, in one ZIP file for the person (GDPR, article 15): to read, and for programs; with
/// every version of every fact, the rows of files as they stood there, the files themselves, the lines of the journal, and who looked.
/// </summary>
internal sealed class PersonFile(Database database, ReadNotices notices, Looks looks, InstallationSettings settings)
{
    /// <summary>For people; its words are those of the person.</summary>
    public const string Readable = "report.pdf";

    /// <summary>The same for a browser.</summary>
    public const string Page = "report.html";
    public const string Account = "data.json";
    public const string Everything = "everything.json";
    public const string Rows = "rows.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // A file of its own, never part of a page: names keep their accents.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task WriteAsync(PersonAtEmployer subject, Words words, Stream target, CancellationToken stop)
    {
        var (employer, workers) = (subject.EmployerId, subject.Workers);
        var own = await OwnJson.Of(subject, database, notices, looks, words, stop);
        await using var connection = await database.Connect(stop);
        var register = await ProcessingRegister.Of(database, employer, settings, words, stop);
        var enterprises = await EmployerRegister.Of(connection, subject.Employer, stop);
        var sender = await Sender.Of(connection, subject.Employer, enterprises, stop);
        var paper = new PersonPaper(subject, register, sender, words).Of(await subject.Looked(looks, stop));
        using var zip = new ArchiveZip(target, database.Clock.GetUtcNow());
        using (var readable = new StringWriter())
        {
            PaperHtml.Write(paper, readable);
            await zip.Add(Page, readable.ToString());
        }
        await zip.Add(
            Readable,
            file =>
            {
                PaperPdf.Write(paper, file);
                return Task.CompletedTask;
            }
        );
        await zip.Add(Account, file => file.WriteAsync(own, stop).AsTask());
        var versions = await Versions(connection, employer, subject.Worker.PersonId, workers, stop);
        var all = new JsonObject
        {
            ["facts"] = versions.Facts,
            ["journal"] = await Lines(connection, employer, versions.Lines, stop),
            ["looks"] = await All(connection, "look", "looked_at, user_name, role, purpose, why", employer, workers, stop),
        };
        all["registrations"] = await Read(
            connection,
            $"""
            select received_at, changed_at, employer_number, said, is_withdrawn from provider_registration
            where employer_number in ({Database.ManyKeys(connection)}) and ssin in (
              select n.ssin from person_number as n where n.person_id = @PersonId)
            """,
            new
            {
                subject.Worker.PersonId,
                keys = ReadVersions.List(
                    (
                        (string?[])
                            [subject.Employer.Employer.EnterpriseNumber?.Digits, subject.Employer.Employer.NssoNumber?.Digits]
                    ).OfType<string>()
                ),
            },
            stop
        );
        await zip.Add(Everything, all.ToJsonString(Indented));
        await zip.Add(Rows, (await OriginalRows(connection, employer, workers, stop)).ToJsonString(Indented));
        await Files(zip, connection, employer, workers, stop);
        await zip.Seal();
    }

    /// <summary>Every version of whatever is said of the worker, with the lines of the journal that wrote or closed one.</summary>
    private static async Task<(JsonObject Facts, SortedSet<long> Lines)> Versions(
        DbConnection connection,
        Guid employer,
        Guid person,
        IReadOnlyCollection<Guid> workers,
        CancellationToken stop
    )
    {
        var (facts, lines) = (new JsonObject(), new SortedSet<long>());
        foreach (var table in Tables.All.Where(table => table.Columns.Contains("worker_id", StringComparer.Ordinal)))
        {
            var rows = await Read(
                connection,
                $"select {table.ColumnList} from {table.Name} where employer_id = @employer and worker_id in ({Database.ManyKeys(connection)}) order by recorded, place",
                new { employer, keys = ReadVersions.List(workers.Select(ColumnText.Of)) },
                stop
            );
            foreach (var row in rows)
            {
                lines.Add(row!["recorded"]!.GetValue<long>());
                if (row["superseded"] is { } closed)
                {
                    lines.Add(closed.GetValue<long>());
                }
            }
            facts[table.Name] = rows;
        }
        facts[Tables.PersonNumber.Name] = await Read(
            connection,
            "select n.ssin, n.recorded, n.superseded from person_number as n where n.person_id = @person",
            new { person },
            stop
        );
        return (facts, lines);
    }

    private static async Task<JsonArray> Lines(
        DbConnection connection,
        Guid employer,
        SortedSet<long> lines,
        CancellationToken stop
    )
    {
        var told = new JsonArray();
        foreach (var some in lines.Chunk(500))
        {
            foreach (var line in (await ReadHistory.Lines(connection, employer, some, stop)).OrderBy(line => line.Seq))
            {
                told.Add(
                    new JsonObject
                    {
                        ["line"] = line.Seq,
                        ["at"] = ColumnText.Of(line.RecordedAt),
                        ["by"] = line.Actor,
                        ["door"] = ColumnText.Of(line.Door),
                        ["action"] = line.Action,
                        ["why"] = line.Why,
                    }
                );
            }
        }
        return told;
    }

    private static async Task<JsonArray> OriginalRows(
        DbConnection connection,
        Guid employer,
        IReadOnlyCollection<Guid> workers,
        CancellationToken stop
    )
    {
        var rows = await FindRows.About(connection, employer, workers, stop);
        var originals = await OriginalLine.Read(connection, rows, stop);
        return
        [
            .. rows.Select(row =>
            {
                var original = originals.GetValueOrDefault(row);
                return (JsonNode)
                    new JsonObject
                    {
                        ["file"] = row.FileName,
                        ["broughtIn"] = ColumnText.Of(row.At),
                        ["row"] = row.RowNumber,
                        ["became"] = row.Outcome,
                        ["fields"] = original is { Xml: null }
                            ? new JsonObject(
                                original
                                    .Fields.DistinctBy(field => field.Name, StringComparer.Ordinal)
                                    .Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Text))
                            )
                            : null,
                        ["xml"] = original?.Xml,
                    };
            }),
        ];
    }

    private static async Task Files(
        ArchiveZip zip,
        DbConnection connection,
        Guid employer,
        IReadOnlyCollection<Guid> workers,
        CancellationToken stop
    )
    {
        foreach (
            var (kept, number) in (await ReadVersions.Now(connection, Tables.Attachment, employer, workers, stop)).Select(
                (one, i) => (one, i + 1)
            )
        )
        {
            var content = await Attachments.Content(connection, kept, stop);
            await zip.Add(
                $"files/{number}{Path.GetExtension(kept.FileName)}",
                target => target.WriteAsync(content, stop).AsTask()
            );
        }
        var documents = await ReadVersions.Now(connection, Tables.IssuedDocument, employer, workers, stop);
        foreach (var (document, content) in await DocumentContent.Of(connection, employer, documents, stop))
        {
            await zip.Add($"documents/{document.DocumentId:D}.json", target => target.WriteAsync(content, stop).AsTask());
        }
    }

    private static Task<JsonArray> All(
        DbConnection connection,
        string table,
        string columns,
        Guid employer,
        IReadOnlyCollection<Guid> workers,
        CancellationToken stop
    ) =>
        Read(
            connection,
            $"select {columns} from {table} where employer_id = @employer and worker_id in ({Database.ManyKeys(connection)})",
            new { employer, keys = ReadVersions.List(workers.Select(ColumnText.Of)) },
            stop
        );

    private static async Task<JsonArray> Read(DbConnection connection, string sql, object asked, CancellationToken stop)
    {
        var rows = await connection.QueryAsync(new CommandDefinition(sql, asked, cancellationToken: stop));
        return
        [
            .. rows.Select(row =>
                (JsonNode)
                    new JsonObject(
                        ((IDictionary<string, object?>)row)
                            .Where(cell => cell.Value is not null)
                            .Select(cell =>
                                KeyValuePair.Create<string, JsonNode?>(
                                    cell.Key,
                                    cell.Value is long whole ? JsonValue.Create(whole) : JsonValue.Create($"{cell.Value}")
                                )
                            )
                    )
            ),
        ];
    }
}
