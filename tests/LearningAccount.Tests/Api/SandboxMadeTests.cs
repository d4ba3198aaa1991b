using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LearningAccount.App.Commands;
using LearningAccount.App.Example;
using LearningAccount.App.Sandbox;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>How a test environment is made and served, and what it keeps to itself.</summary>
public sealed partial class SandboxMadeTests
{
    private const string Page = "docs/api-sandbox.md";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_database_is_made_a_sandbox_or_never_becomes_one(Engine engine)
    {
        await using var production = await TestDatabase.OpenAsync(engine);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
            await Database.OpenAsync(production.Connection, production.Folder, production.Clock, Cancel, asSandbox: true)
        );
        Assert.Equal("notSandbox", refused.Anomaly.Code);
        Assert.False(production.Database.IsSandbox);

        await using var empty = await TestDatabase.EmptyAsync(engine);
        await using (await Database.OpenAsync(empty.Connection, empty.Folder, empty.Clock, Cancel, asSandbox: true)) { }
        await using var again = await empty.OpenAgain();
        Assert.True(again.IsSandbox);
    }

    [Fact]
    public async Task Whoever_does_as_the_page_says_starts_one_reads_an_account_and_puts_it_back()
    {
        using var folder = new TemporaryFolder();
        // The last line serves until it is stopped, here on a port that is free.
        var serving = DocumentScript.Of(Page, "start").TrimEnd().Split('\n')[^1];
        await DocumentScript.RunAsync(Page, "start", folder.Path, (serving, ""));
        var arguments = serving
            .Replace("./ila ", "", StringComparison.Ordinal)
            .Replace(" --port 5090", "", StringComparison.Ordinal);
        await using (var served = await ServedProgram.StartAsync(folder.Path, arguments.Split(' ')))
        {
            (string, string)[] here =
            [
                ("http://localhost:5090", served.Address.GetLeftPart(UriPartial.Authority)),
                ("./ila", $"dotnet '{Project.ProgramFile}'"),
            ];
            Assert.Contains($"{FillSandbox.Payroll:D}", served.Said, StringComparison.Ordinal);
            var health = await served.Http.GetStringAsync("/REST/learningAccount/v1/health", Cancel);
            Assert.Contains("\"environment\":\"S\"", health, StringComparison.Ordinal);
            var accounts = JsonNode.Parse(await DocumentScript.RunAsync(Page, "call", folder.Path, here))!;
            Assert.NotEmpty(accounts["items"]!.AsArray());
            Assert.Empty(await DocumentScript.RunAsync(Page, "reset", folder.Path, here));
        }
        var listed = await InProcess.AskAsync("machines", "list", "--data", folder["sandbox"]);
        Assert.Contains($"{FillSandbox.Provider:D}", listed.Output, StringComparison.Ordinal);
        var reset = await InProcess.AskAsync("sandbox", "reset", "--data", folder["sandbox"]);
        Assert.Equal(0, reset.ExitCode);
    }

    [Fact]
    public async Task A_database_with_people_in_it_is_not_served_as_a_sandbox_or_reset()
    {
        await using var production = await TestDatabase.OpenAsync(Engine.Sqlite);
        var refused = await InProcess.AskAsync("--data", production.Folder, "--sandbox");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("notSandbox", refused.Errors, StringComparison.Ordinal);
        var other = await InProcess.AskAsync("sandbox", "reset", "--data", production.Folder);
        Assert.Equal(1, other.ExitCode);
    }

    [Fact]
    public void Who_is_named_in_the_page_about_it_is_in_it()
    {
        var page = Project.Read(Page);
        var others = ExampleCompany.Others();
        var numbers = ExampleCompany
            .Workers()
            .Concat(others.SelectMany(other => other.Workers))
            .Select(worker => worker.Ssin.Digits);
        Assert.Empty(NationalNumber().Matches(page).Select(match => match.Value).Except(numbers));
        Assert.All(
            others,
            other =>
                Assert.Contains(
                    $"| {other.Name} | {other.Number.Digits} | {other.Workers.Count} |",
                    page,
                    StringComparison.Ordinal
                )
        );
        foreach (
            var line in page.Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("./ila ", StringComparison.Ordinal))
        )
        {
            Assert.Empty(Root.Create().Parse(line["./ila ".Length..]).Errors);
        }
        Assert.Contains($"{FillSandbox.Payroll:D}", page, StringComparison.Ordinal);
        Assert.Contains($"{FillSandbox.Provider:D}", page, StringComparison.Ordinal);
        Assert.Equal(ExampleCompany.Workers().Count + 42, numbers.Distinct().Count());
    }

    [Fact]
    public async Task Of_every_table_it_is_decided_whether_a_reset_empties_it()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        // Who signs in and how; what goes by the journals and is made anew; files nothing points to any more; the installation's own;
        // the addresses at which programs try what they are sent, and how far they were sent it.
        string[] left =
        [
            "access_stamp attachment_content calendar_feed document_content duty_mail duty_progress duty_standing enterprise",
            "enterprise_code enterprise_name guess import_content journal journal_chain journal_content look machine_use",
            "mail_choice migration notice_progress notice_read one_time_secret outside_identity passkey recovery_code",
            "revoked_token sandbox sandbox_line scrub_due session session_reason token_key used_assertion user_password webhook",
            "webhook_delivery",
        ];
        var emptied = Project.Read("src/LearningAccount.Records/Sandbox/ResetSandbox.cs");
        var facts = Tables.All.Select(table => table.Name);
        Faults.None(
            from table in (await test.Database.Columns(Cancel)).Select(columns => columns.Key)
            where !facts.Contains(table) && !left.SelectMany(line => line.Split(' ')).Contains(table)
            where !emptied.Contains($"delete from {table}", StringComparison.Ordinal)
            select $"{table}: say in Records/Sandbox/ResetSandbox.cs that a reset empties it, or here that it stays."
        );
    }

    [Fact]
    public async Task No_mail_leaves_it()
    {
        await using var test = await TestDatabase.EmptyAsync(Engine.Sqlite);
        await using var sandbox = await Database.OpenAsync(null, test.Folder, test.Clock, Cancel, asSandbox: true);
        var outbox = new Outbox(sandbox);
        await outbox.Add(
            new()
            {
                MailId = Guid.CreateVersion7(),
                EmployerId = Guid.CreateVersion7(),
                UserId = Guid.CreateVersion7(),
                Address = "els@example.be",
                Language = "nl",
                Kind = MailKind.YearlyBalance,
                EmployerName = "Bäckerei Morgenrot AG",
                RequestId = null,
            },
            Cancel
        );
        Assert.Null(await outbox.Take(Cancel));
    }

    [GeneratedRegex("\\b[0-9]{11}\\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NationalNumber();
}
