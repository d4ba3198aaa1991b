using System.CommandLine;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Imports.Origins;
using LearningAccount.App.Wording;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila show row EMPLOYER IMPORT ROW</c>: a row of a file that was brought in, as it stood there.</summary>
internal static class ShowRow
{
    public static Command Create(TimeProvider clock)
    {
        var (employer, import) = (ShowCommand.Employer(), UndoCommand.Import());
        var row = new Argument<long>("row")
        {
            Description = "Its number, which stands behind the name of the file where a fact tells its source.",
        };
        var (json, language) = (Asked.Json(), Asked.Language());
        var command = new Command("row", "A row of a file that was brought in, as it stood there, with what became of it.")
        {
            employer,
            import,
            row,
            json,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var number = asked.GetRequiredValue(employer);
                var shown = await ShowCommand.Read(asked, number, null, null, asked.In(language), clock, cancel);
                if (shown is null)
                {
                    return 1;
                }
                await using var database = (await KnownLaw.OpenExisting(asked, clock, cancel))!;
                await using var connection = await database.Connect(cancel);
                var (id, place) = (shown.Employer.Employer.EmployerId, asked.GetRequiredValue(row));
                if (await FindRows.At(connection, id, asked.GetRequiredValue(import), place, cancel) is not { } found)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(shown.Word("show.unknownRow"));
                    return 1;
                }
                var line = (await OriginalLine.Read(connection, [found], cancel)).GetValueOrDefault(found);
                if (asked.GetValue(json))
                {
                    ShowCommand.Write(asked, writer => Json(found, line, writer));
                }
                else
                {
                    await asked.InvocationConfiguration.Output.WriteAsync(Text(found, line, Words.In(shown.Language)));
                }
                return 0;
            }
        );
        return command;
    }

    private static string Text(ImportedRow row, OriginalLine? line, Words words)
    {
        var text = new StringBuilder()
            .AppendLine(OriginWords.Place(row, words))
            .AppendLine(words.Of("origin.brought", ("at", words.Moment(row.At)), ("who", row.By)))
            .AppendLine($"{words["origin.hash"]} {row.FileHash}")
            .AppendLine();
        if (line is null)
        {
            return text.AppendLine(words[row.IsOfThisEmployer ? "origin.notKept" : "origin.ofNobody"]).ToString();
        }
        foreach (var (name, value) in line.Fields)
        {
            text.AppendLine($"{(name.Length > 0 ? name : words["import.columnNameless"])}: {value}");
        }
        return (line.Xml is { } xml ? text.AppendLine(xml) : text).ToString();
    }

    private static void Json(ImportedRow row, OriginalLine? line, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("import", ColumnText.Of(row.ImportId));
        json.WriteString("file", row.FileName);
        json.WriteString("sha256", row.FileHash);
        json.WriteString("kind", row.Kind);
        json.WriteString("state", row.State);
        json.WriteString("importedAt", row.At);
        json.WriteString("importedBy", row.By);
        json.WriteNumber("row", row.RowNumber);
        json.WriteString("outcome", row.Outcome);
        json.WriteStartArray("fields");
        foreach (var (name, value) in line?.Fields ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("xml", line?.Xml);
        json.WriteEndObject();
    }
}
