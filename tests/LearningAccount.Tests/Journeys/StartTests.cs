using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Journeys;

/// <summary>What a person sees who starts the program.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task The_program_says_in_one_sentence_where_it_serves_and_where_it_keeps_the_facts()
    {
        using var folder = new TemporaryFolder();
        await using var program = await ServedProgram.StartAsync(folder.Path, "--data", folder["facts"]);
        // What follows it is how to come in, where nobody can yet.
        var sentence = program.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0];
        Assert.StartsWith(
            $"Learning Account is open at {program.Address.ToString().TrimEnd('/')}",
            sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(folder["facts"], sentence, StringComparison.Ordinal);
    }
}
