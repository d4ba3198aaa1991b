using System.CommandLine;
using LearningAccount.App.Example;

namespace LearningAccount.App.Commands;

/// <summary><c>ila example FOLDER</c>: the files of a company that does not exist, to try everything with.</summary>
internal static class ExampleCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where the files are written; made where missing." };
        var language = Asked.Language();
        var command = new Command("example", "Write the files of an invented company of 250 workers.") { folder, language };
        command.SetAction(asked =>
        {
            var path = asked.GetRequiredValue(folder);
            try
            {
                ExampleCompany.Write(path, asked.In(language));
                Console.Out.WriteLine(
                    CommandTexts.Catalogue.Text(
                        "example.written",
                        asked.In(language),
                        ("folder", path),
                        ("command", $"ila import {path.TrimEnd('/')}/*.xml {path.TrimEnd('/')}/*.csv {path.TrimEnd('/')}/*.xlsx")
                    )
                );
                return 0;
            }
            catch (Exception failed) when (Failure.IsOfFile(failed))
            {
                Console.Error.WriteLine($"{path}: {Failure.OfFile(path, failed, asked.In(language))}");
                return Root.Unreadable;
            }
        });
        return command;
    }
}
