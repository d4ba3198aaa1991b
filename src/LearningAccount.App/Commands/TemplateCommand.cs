using System.CommandLine;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary><c>ila template staff|trainings|rights</c>: a list to start from, which can be brought in as it is.</summary>
internal static class TemplateCommand
{
    public static Command Create()
    {
        var list = new Argument<string>("list") { Description = "staff, trainings or rights." };
        list.AcceptOnlyFromAmong([.. ListTemplate.All.Select(each => each.Name)]);
        var language = Asked.Language();
        var format = new Option<string?>("--format")
        {
            Description = "csv or xlsx. Default: as --output ends, else csv.",
            HelpName = "csv|xlsx",
        };
        format.AcceptOnlyFromAmong("csv", "xlsx");
        var output = new Option<string?>("--output")
        {
            Description = "The file to write. Default: standard output.",
            HelpName = "file",
        };
        var command = new Command("template", "Write a staff list, a training list or a list of rights to start from.")
        {
            list,
            language,
            format,
            output,
        };
        command.SetAction(async asked =>
        {
            var path = asked.GetValue(output);
            var kind = ListTemplate.KindOf(asked.GetRequiredValue(list));
            var isXlsx = (asked.GetValue(format) ?? Path.GetExtension(path)?.TrimStart('.')) is "xlsx";
            using var file = new MemoryStream();
            Write(kind, file, isXlsx, asked.In(language));
            file.Position = 0;
            if (path is null)
            {
                await using var standard = Console.OpenStandardOutput();
                await file.CopyToAsync(standard);
                return 0;
            }
            return await OutputFile.Write(asked, path, asked.In(language), target => file.CopyToAsync(target));
        });
        return command;
    }

    private static void Write(FileKind kind, Stream file, bool isXlsx, Language language)
    {
        using ITableWriter table = isXlsx
            ? new XlsxWriter(file, ListTemplate.Name(kind, language))
            : new CsvTableWriter(file, language);
        ListTemplate.Write(kind, table, language);
    }
}
