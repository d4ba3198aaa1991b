using System.Diagnostics;
using System.IO.Compression;
using System.Xml;
using LearningAccount.Records.Storage;

namespace LearningAccount.Bench;

/// <summary>What an import of a list cannot do without: reading its cells, and writing the same rows in bulk.</summary>
internal static class ImportFloor
{
    private const int RowsAtOnce = 20_000;

    public static void ScanText(string path)
    {
        using var text = new StreamReader(path);
        while (text.ReadLine() is { } line)
        {
            _ = line.Split(';');
        }
    }

    public static void ScanWorkbook(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        using var xml = XmlReader.Create(sheet);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Text)
            {
                _ = xml.Value;
            }
        }
    }

    /// <summary>
    /// Seconds of writing what the last import into <paramref name="from"/> wrote into the same tables of another database, in one
    /// transaction. The rows are read in parts, which does not count.
    /// </summary>
    public static async Task<(double Seconds, long Rows)> Insert(Database from, Database into)
    {
        await using var source = await from.Connect(CancellationToken.None);
        await using var target = await into.Connect(CancellationToken.None);
        await DmfaFloor.Run(target, "begin");
        var (seconds, written) = (0.0, 0L);
        foreach (var table in (BulkTable[])[Tables.Training, Tables.ImportRow, Tables.Import])
        {
            await using var command = source.CreateCommand();
            command.CommandText =
                $"select {table.ColumnList} from {table.Name} where recorded = (select max(recorded) from training) order by place";
            await using var reader = await command.ExecuteReaderAsync();
            for (
                var rows = await DmfaFloor.Take(reader, RowsAtOnce);
                rows.Count > 0;
                rows = await DmfaFloor.Take(reader, RowsAtOnce)
            )
            {
                var began = Stopwatch.GetTimestamp();
                await DmfaFloor.Insert(target, table, rows);
                seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
                written += rows.Count;
            }
        }
        var ending = Stopwatch.GetTimestamp();
        await DmfaFloor.Run(target, "commit");
        return (seconds + Stopwatch.GetElapsedTime(ending).TotalSeconds, written);
    }
}
