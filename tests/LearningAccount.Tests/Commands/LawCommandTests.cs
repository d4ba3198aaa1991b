using System.Text.Json;
using LearningAccount.App.Commands;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Parameters;

namespace LearningAccount.Tests.Commands;

public sealed class LawCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_list_shows_the_law_first_then_agreements_then_proposals()
    {
        var list = await AskAsync("law", "list", "--on", "2026-07-01");
        Assert.Equal(0, list.ExitCode);
        var law = list.Output.IndexOf("Training days a year, 20 workers or more", StringComparison.Ordinal);
        var agreement = list.Output.IndexOf("181682/CO/200", StringComparison.Ordinal);
        var proposal = list.Output.IndexOf("https://www.sf336.be/", StringComparison.Ordinal);
        Assert.True(0 < law && law < agreement && agreement < proposal, list.ToString());
        Assert.Contains("unknown", list.Output[agreement..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl", "Sectorakkoorden van kracht", "3,5")]
    [InlineData("fr", "Conventions sectorielles en vigueur", "3,5")]
    [InlineData("de", "Geltende Sektorenabkommen", "3,5")]
    [InlineData("en", "Sector agreements in force", "3.5")]
    public async Task The_list_speaks_the_readers_language(string language, string head, string number)
    {
        var list = await AskAsync("law", "list", "--on", "2027-07-01", "--lang", language);
        Assert.Contains(head, list.Output, StringComparison.Ordinal);
        Assert.Contains($" {number} ", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_in_JSON_holds_every_value_once()
    {
        var list = JsonDocument.Parse((await AskAsync("law", "list", "--json")).Output).RootElement;
        Assert.Equal(LawBook.Shipped.Values.Count(), list.GetProperty("law").GetArrayLength());
        Assert.Equal(LawBook.Shipped.Schemes.Length, list.GetProperty("schemes").GetArrayLength());
        Assert.Equal(LawBook.Shipped.Proposals.Length, list.GetProperty("proposals").GetArrayLength());
        var garages = list.GetProperty("schemes")
            .EnumerateArray()
            .First(row => row.GetProperty("jointCommittee").GetString() is "112");
        Assert.Equal(2, garages.GetProperty("windowYears").GetInt32());
        Assert.Equal("1", garages.GetProperty("days").GetString());
        Assert.Equal("2024-01-01", garages.GetProperty("knownFrom").GetString());
    }

    [Fact]
    public async Task The_list_of_a_day_and_as_known_on_a_day_are_two_things()
    {
        var before = JsonDocument.Parse((await AskAsync("law", "list", "--json", "--known", "2023-07-05")).Output).RootElement;
        Assert.DoesNotContain(
            before.GetProperty("schemes").EnumerateArray(),
            row => row.GetProperty("jointCommittee").GetString() is "200"
        );
        var on = JsonDocument.Parse((await AskAsync("law", "list", "--json", "--on", "2023-06-01")).Output).RootElement;
        Assert.All(
            on.GetProperty("law").EnumerateArray(),
            row => Assert.True(string.CompareOrdinal(row.GetProperty("from").GetString(), "2023-06-01") <= 0)
        );
    }

    [Fact]
    public async Task A_right_file_is_in_order()
    {
        var check = await AskAsync(
            "law",
            "check",
            Path.Combine(Project.Root, "docs", "contracts", "sector-agreement.example.json")
        );
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("199991/CO/115", check.Output, StringComparison.Ordinal);
        Assert.Empty(check.Errors);
    }

    [Theory]
    [InlineData("nl", "onder 2 dagen per jaar")]
    [InlineData("fr", "sous 2 jours par an")]
    [InlineData("de", "darf ein Sektorenabkommen 2 Tage")]
    [InlineData("en", "below 2 days a year")]
    public async Task A_wrong_file_is_refused_with_file_path_and_reason(string language, string reason)
    {
        var file = folder.Write("low.json", LawFileTests.Changed("$.steps[0].days", "\"1.5\""));
        var check = await AskAsync("law", "check", file, "--lang", language);
        Assert.Equal(1, check.ExitCode);
        Assert.StartsWith($"{file}: $.steps[0].days: ", check.Errors, StringComparison.Ordinal);
        Assert.Contains(reason, check.Errors, StringComparison.Ordinal);
        Assert.Empty(check.Output);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_another_matter()
    {
        var check = await AskAsync("law", "check", Path.Combine(folder.Path, "none.json"));
        Assert.Equal(2, check.ExitCode);
        Assert.Contains("none.json", check.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await AskAsync("law", "list", "--on", "yesterday")).ExitCode);
    }

    [Fact]
    public async Task A_file_that_never_ends_is_too_large()
    {
        var check = await AskAsync("law", "check", "/dev/zero");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("too large", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_is_added_once_and_listed_from_then_on()
    {
        var file = folder.Write("agreement.json", LawFileTests.Good);
        var added = await AskAsync("law", "add", file);
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        Assert.Contains("added. Agreement 199992/CO/218", added.Output, StringComparison.Ordinal);
        var list = JsonDocument.Parse((await AskAsync("law", "list", "--json")).Output).RootElement;
        Assert.Equal(3, list.GetProperty("schemes").EnumerateArray().Count(row => row.GetProperty("added").GetBoolean()));

        var again = await AskAsync("law", "add", file, "--lang", "nl");
        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
        Assert.Contains("was al toegevoegd; er is niets gewijzigd", again.Output, StringComparison.Ordinal);
        Assert.Contains("was added before", (await AskAsync("law", "check", file)).Output, StringComparison.Ordinal);

        var conflict = folder.Write("conflict.json", LawFileTests.Changed("$.steps[0].days", "\"4\""));
        foreach (var asked in new[] { "add", "check" })
        {
            var refused = await AskAsync("law", asked, conflict);
            Assert.Equal(1, refused.ExitCode);
            Assert.StartsWith($"{conflict}: $.steps: An agreement added before", refused.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_question_makes_no_database()
    {
        await AskAsync("law", "list");
        await AskAsync("law", "check", folder.Write("agreement.json", LawFileTests.Good));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_in_a_sentence()
    {
        var list = await InProcess.AskAsync("law", "list", "--database", "Host=127.0.0.1;Port=1;Timeout=2");
        Assert.Equal(2, list.ExitCode);
        Assert.DoesNotContain("   at ", list.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(list.Errors);
    }

    private Task<Outcome> AskAsync(params string[] arguments) => InProcess.AskAsync([.. arguments, "--data", folder.Path]);
}
