using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.App.Reconciliation;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Archive;

/// <summary>
/// Seals what was brought in for an employer: the files as they came, what became of each row, the comparison with the accounts,
/// and an index to read without any program, in one ZIP file. The hash of its list of hashes is kept in the journal, so that
/// anybody can tell later that nothing of it was changed.
/// </summary>
public sealed class SealArchive(Database database, ReadReconciliation reconciliation)
{
    private const int NameLength = 80;
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="target">Where the ZIP file goes; it stays open.</param>
    public async Task<SealedArchiveVersion> Do(
        EmployerSnapshot employer,
        LawBook law,
        Words words,
        Author author,
        Stream target,
        CancellationToken cancel
    )
    {
        var at = database.Clock.GetUtcNow();
        await using var connection = await database.Connect(cancel);
        var employerId = employer.Employer.EmployerId;
        var files = await ArchivedFile.All(connection, employerId, cancel);
        var made = await reconciliation.Of(employer, law, cancel);
        var head = (await ReadJournal.Last(connection, employerId, cancel))!;
        var parts = new List<ArchivedPart>();
        string seal;
        int count;
        using (var zip = new ArchiveZip(target, at))
        {
            for (var i = 0; i < files.Count; i++)
            {
                parts.Add(await Add(zip, files[i], i + 1, employerId, words, cancel));
            }
            var comparison = await zip.Add("reconciliation.csv", stream => Compare(stream, made, words));
            var manifest = new
            {
                format = "learning-account-archive-1",
                employer = employer.Employer.EnterpriseNumber?.Digits,
                madeAt = at,
                madeBy = author.Actor,
                journal = new { seq = head.Seq, hash = head.Hash },
                reconciliation = new { sha256 = comparison.Hash, rows = made.Lines.Length },
                files = parts.Select(part => new
                {
                    name = part.File.FileName,
                    sha256 = part.File.FileHash,
                    bytes = part.File.FileBytes,
                    kind = part.File.Kind,
                    state = part.File.State,
                    importedAt = part.File.At,
                    importedBy = part.File.By,
                    rows = new
                    {
                        @new = part.File.NewRows,
                        changed = part.File.RowsChanged,
                        unchanged = part.File.RowsUnchanged,
                        duplicate = part.File.RowsDuplicate,
                        leftOut = part.File.RowsLeftOut,
                        error = part.File.RowsWrong,
                    },
                    original = part.Original,
                    rowsFile = part.Rows,
                }),
            };
            await zip.Add("manifest.json", JsonSerializer.Serialize(manifest, Written));
            await zip.Add("index.html", ArchiveIndex.Of(employer, parts, made, law, author, at, words));
            seal = await zip.Seal();
            count = zip.Files;
        }
        var version = new SealedArchiveVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            ArchiveId = Guid.CreateVersion7(),
            Seal = seal,
            Files = count,
            JournalSeq = head.Seq,
        };
        await Change.Make(
            database,
            author,
            async change =>
            {
                await change.Touch(employerId, "sealArchive", cancel);
                change.Insert(FactTables.SealedArchive, version);
            },
            cancel
        );
        return version;
    }

    /// <summary>What the file is called: the employer's number and the day, no person's.</summary>
    public static string NameOf(EmployerSnapshot employer, Words words) =>
        $"{words["archive.fileName"]}-{employer.Employer.EnterpriseNumber?.Digits ?? "x"}.zip";

    private async Task<ArchivedPart> Add(
        ArchiveZip zip,
        ArchivedFile file,
        int number,
        Guid employerId,
        Words words,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var name = $"{number.ToString("000", CultureInfo.InvariantCulture)}-{Plain(file.FileName)}";
        // The copy can be wound back, which the database's cannot.
        await using var copy = await OriginalFiles.Copy(connection, file.FileHash, cancel);
        var original = copy is not null && file.IsOfThisEmployerAlone ? $"originals/{name}" : null;
        if (original is not null)
        {
            await zip.Add(original, stream => copy!.CopyToAsync(stream, cancel));
        }
        var rows = $"rows/{name}.csv";
        await zip.Add(rows, stream => Rows(stream, copy, ArchivedRow.Of(connection, employerId, file.ImportId), words, cancel));
        return new(file, original, rows);
    }

    /// <summary>Each row of the employer's, with what became of it and the row as it stood in the file.</summary>
    private static async Task Rows(
        Stream target,
        FileStream? file,
        IAsyncEnumerable<ArchivedRow> rows,
        Words words,
        CancellationToken cancel
    )
    {
        using var table = new CsvTableWriter(target, words.Language);
        table.Header([words["import.row"], words["import.outcome"], words["import.remarks"], words["archive.original"]]);
        using var originals = Originals(file).GetEnumerator();
        var reached = originals.MoveNext();
        ArchivedRow? last = null;
        var remarks = new StringBuilder();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (last is not null && last.RowNumber != row.RowNumber)
            {
                Write(last);
            }
            last = last is null || last.RowNumber != row.RowNumber ? row : last;
            if (row.Code is not null)
            {
                remarks
                    .Append(remarks.Length > 0 ? " " : "")
                    .Append(ImportTexts.Of(Remark(row), words.Language))
                    .Append(" [")
                    .Append(row.Code)
                    .Append(']');
            }
        }
        if (last is not null)
        {
            Write(last);
        }

        void Write(ArchivedRow row)
        {
            while (reached && originals.Current.Number < row.RowNumber)
            {
                reached = originals.MoveNext();
            }
            var original =
                reached && originals.Current.Number == row.RowNumber
                    ? string.Join(';', originals.Current.Cells.Select(cell => cell.Text))
                    : row.Original;
            table.Row([
                OutCell.Of(row.RowNumber.ToString(CultureInfo.InvariantCulture)),
                OutCell.Of(words[$"import.outcome.{row.Outcome[..1].ToUpperInvariant()}{row.Outcome[1..]}"]),
                OutCell.Of(remarks.ToString()),
                OutCell.Of(original),
            ]);
            remarks.Clear();
        }
    }

    /// <summary>The rows of a list as they stand in it; none of a declaration, whose persons are found by their place.</summary>
    private static IEnumerable<TableRow> Originals(FileStream? file)
    {
        if (file is null)
        {
            yield break;
        }
        using var table = Open(file);
        if (table is null)
        {
            yield break;
        }
        foreach (var row in table.Rows())
        {
            yield return row;
        }
    }

    private static ITable? Open(FileStream file)
    {
        try
        {
            return FileSources.IsList(file) ? TableFile.Open(file, ListHeader.Known(ShippedMappings.All)) : null;
        }
        catch (FileRefusedException)
        {
            return null;
        }
    }

    private static Anomaly Remark(ArchivedRow row) =>
        new(row.Code!, Severity.Warning, row.At ?? "")
        {
            Values = row.Details is null
                ? []
                :
                [
                    .. JsonSerializer
                        .Deserialize<Dictionary<string, string>>(row.Details)!
                        .Select(value => (value.Key, value.Value)),
                ],
        };

    private static Task Compare(Stream target, Reconciled made, Words words)
    {
        using var table = new CsvTableWriter(target, words.Language);
        CounterTable.Write(table, made.Lines, words);
        return Task.CompletedTask;
    }

    /// <summary>A name that is a name everywhere: what a sender calls a file may be a path, or hold what tools trip over.</summary>
    private static string Plain(string name)
    {
        var plain = new string([.. name.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' ? sign : '-')]).Trim(
            '.',
            '-'
        );
        return plain.Length <= NameLength ? plain : plain[^NameLength..];
    }
}

/// <summary>A file in an archive.</summary>
/// <param name="Original">Its name there as it came; null where it is not in it.</param>
/// <param name="Rows">The name of the list of what became of its rows.</param>
public sealed record ArchivedPart(ArchivedFile File, string? Original, string Rows);
