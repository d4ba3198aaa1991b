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
    public async Task The_help_names_languages_as_they_are_asked_for()
    {
        using var help = new StringWriter();
        await Root.RunAsync(["imports", "--help"], CancellationToken.None, new() { Output = help });
        Assert.Contains("[default: en]", help.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("[default: En]", help.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "account", "0999990123", "78083199164")]
    [InlineData("show", "account", "0999990123", "--ssin=78.08.31-991.64")]
    public async Task A_national_number_in_the_wrong_place_is_not_said_again(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Root.RunAsync(arguments, CancellationToken.None, new() { Output = output, Error = errors });
        Assert.Equal(Root.Unreadable, code);
        Assert.Contains("…", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("991", output.ToString() + errors, StringComparison.Ordinal);
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
