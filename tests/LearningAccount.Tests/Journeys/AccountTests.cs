using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Journeys;

/// <summary>From an employer's own files to a worker's account, as an HR manager does it at a terminal.</summary>
[Trait("Speed", "Slow")]
public sealed class AccountTests
{
    private const string Employer = "0999.990.123";
    private const string Worker = "78.08.31-991.64";

    // What a Dutch spreadsheet saves: semicolons, decimal commas, an encoding of its own.
    private const string Trainings =
        "Rijksregisternummer;Naam opleiding;Begindatum;Einddatum;Uren;Status\r\n"
        + "78083199164;Café en veiligheid;02/06/2025;02/06/2025;3,8;gevolgd\r\n"
        + "78083199165;Verkeerd nummer;02/06/2025;02/06/2025;3,8;gevolgd\r\n";

    [Fact]
    public async Task A_declaration_and_a_list_of_trainings_give_an_account_with_its_reasons_in_four_languages()
    {
        Assert.SkipWhen(Project.Shared is null, "The declaration stands beside the project, which was cloned alone.");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(
            folder["trainings.csv"],
            LearningAccount.App.Imports.Tables.CsvEncoding.Windows1252.GetBytes(Trainings),
            TestContext.Current.CancellationToken
        );
        var declaration = Path.Combine(Project.Shared, "data", "nsso", "dmfa-a.xml");
        var files = await Ila(folder, "import", declaration, folder["trainings.csv"], "--lang", "nl", "--bad", "again");
        Assert.True(files.ExitCode == 1, files.ToString());
        Assert.Contains("rij 3, kolom Rijksregisternummer [cell.ssinCheck]", files.Output, StringComparison.Ordinal);
        Assert.Contains("Verkeerd nummer", File.ReadAllText(folder["again/trainings.csv"]), StringComparison.Ordinal);

        var size = await Ila(folder, "show", "size", Employer);
        Assert.Contains("702/95", size.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ila(folder, "show", "accounts", Employer, "--json")).ExitCode);
        Assert.Equal(0, (await Ila(folder, "show", "employments", Employer, "--on", "2025-09-30")).ExitCode);

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            var account = await Harness.Commands.IlaAsync(
                folder.Path,
                ["show", "account", Employer, "--ssin-from-stdin", "--on", "2025-12-31", "--lang", language.Code()],
                input: Worker + "\n"
            );
            Assert.True(account.ExitCode == 0, account.ToString());
            Assert.Contains("Café en veiligheid", account.Output, StringComparison.Ordinal);
            Assert.Contains("trainings.csv:2", account.Output, StringComparison.Ordinal);
            Assert.Contains("DmfA 2025Q3", account.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("78083199164", account.Output + account.Errors, StringComparison.Ordinal);
            said.Add(account.Output);
        }
        Assert.Equal(4, said.Count);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] arguments) =>
        Harness.Commands.IlaAsync(folder.Path, arguments);
}
