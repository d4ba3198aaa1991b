using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Journeys;

/// <summary>What a person sees who starts the program.</summary>
public sealed class StartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task The_secret_of_a_calendar_stands_in_no_log()
    {
        using var folder = new TemporaryFolder();
        string secret;
        await using (var database = await Database.OpenAsync(null, folder["facts"], TimeProvider.System, Cancel))
        {
            var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").RecordedIn(database);
            var admin = TestVisitor.Named("Els").At(world.EmployerId, Role.EmployerAdmin);
            await admin.SignInAsync(database);
            secret = await new CalendarFeeds(database).Renew(admin.UserId, world.EmployerId, Cancel);
        }
        await using var program = await ServedProgram.StartAsync(folder.Path, "--data", folder["facts"]);
        var answers = new HashSet<HttpStatusCode>();
        // Until it is slowed down, which it could tell somebody of.
        for (var i = 0; i < 130; i++)
        {
            using var answer = await program.Http.GetAsync(new Uri($"/feeds/{secret}/calendar.ics", UriKind.Relative), Cancel);
            answers.Add(answer.StatusCode);
        }
        using (await program.Http.PostAsync(new Uri($"/feeds/{secret}/calendar.ics", UriKind.Relative), null, Cancel)) { }
        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.DoesNotContain(secret, program.Said, StringComparison.Ordinal);
    }
}
