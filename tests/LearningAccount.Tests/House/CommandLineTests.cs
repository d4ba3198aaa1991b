using System.CommandLine;
using LearningAccount.App.Commands;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

public sealed class CommandLineTests
{
    [Fact]
    public void Every_command_and_what_it_takes_is_described()
    {
        var undescribed = All(Root.Create(), "learning-account")
            .SelectMany(command =>
                command
                    .Command.Options.Cast<Symbol>()
                    .Concat(command.Command.Arguments)
                    .Append(command.Command)
                    .Where(symbol => string.IsNullOrWhiteSpace(symbol.Description))
                    .Select(symbol => $"{command.Path}: {symbol.Name}")
            );
        Faults.None(undescribed);
    }

    [Fact]
    public async Task A_command_that_is_broken_off_says_so_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using var errors = new StringWriter();
        var code = await Root.RunAsync(
            ["imports", "--lang", "nl", "--data", folder["data"]],
            new CancellationToken(canceled: true),
            new() { Error = errors }
        );
        Assert.Equal(Root.Stopped, code);
        Assert.StartsWith("Afgebroken.", errors.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path) =>
        command.Subcommands.SelectMany(inner => All(inner, $"{path} {inner.Name}")).Prepend((path, command));
}
