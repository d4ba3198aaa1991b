using System.CommandLine;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary><c>ila check PATH...</c>: whether the accounts are what the case files expect.</summary>
internal static class CheckCommand
{
    public static Command Create(TimeProvider clock)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Case files, or folders with case files at any depth.",
            Arity = ArgumentArity.OneOrMore,
        };
        var language = Asked.Language();
        var command = new Command("check", "Compare the accounts of case files with what they expect.") { paths, language };
        command.SetAction(
            async (asked, cancel) =>
                Check(
                    asked.GetRequiredValue(paths),
                    await KnownLaw.Read(asked, clock, cancel),
                    asked.In(language),
                    Asked.Today(clock)
                )
        );
        return command;
    }

    /// <summary>0: all agree; 1: some do not; 2: a file could not be read.</summary>
    private static int Check(string[] paths, LawBook law, Language language, DateOnly today)
    {
        var (passed, failed, unreadable) = (0, 0, false);
        foreach (var path in paths)
        {
            var files = CaseFiles.Below(path).ToList();
            if (files.Count == 0)
            {
                Console.Error.WriteLine($"{path}: no case file (*.json) in this folder.");
                unreadable = true;
            }
            foreach (var file in files)
            {
                if (CaseFiles.TryRead(file, language, Console.Error, out var isArray) is not { } cases)
                {
                    unreadable = true;
                    continue;
                }
                for (var place = 0; place < cases.Length; place++)
                {
                    var name = isArray ? $"{file}[{place}]" : file;
                    var differences = CaseCheck.Differences(cases[place], law, today);
                    foreach (var difference in differences)
                    {
                        Console.Out.WriteLine(
                            $"{name}: {difference.Path}: expected {difference.Expected}, got {difference.Actual ?? "nothing"}"
                        );
                    }
                    passed += differences.IsEmpty ? 1 : 0;
                    failed += differences.IsEmpty ? 0 : 1;
                }
            }
        }
        Console.Out.WriteLine($"{passed} passed, {failed} failed");
        return unreadable ? Root.Unreadable
            : failed > 0 ? 1
            : 0;
    }
}
