using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Portal.Machines;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Registry;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;

namespace LearningAccount.Tests.Browser;

/// <summary>What programs do at an employer: one of a training provider, and one of the employer's own with keys and webhooks.</summary>
internal static class ProgramsAtWork
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <returns>The pages that show it, the fullest first.</returns>
    public static async Task<IReadOnlyList<string>> DoAsync(ServedPortal portal, EmployerSnapshot snapshot, Guid worker)
    {
        var (kept, employer) = (portal.Database, snapshot.Employer.EmployerId);
        var number = snapshot.Employer.EnterpriseNumber!.Value;
        await using (var connection = await kept.Connect(Stop))
        {
            var numbers = await PersonDirectory.NumbersOfWorkers(connection, employer, [worker], Stop);
            await ProviderSends.OneAsync(kept, numbers[worker].First().Digits, number, "Veilig hijsen");
        }
        using var program = await TestMachine.Register(kept, "Loonlink", home: employer);
        using var older = await program.WithKey("RS256");
        await program.GrantAsync(employer, Right.RegisterTrainings, Right.ReadHistory);
        await SomeWebhook.Of(kept, program.Id, "https://loonlink.example.be/meldingen").Sent(kept, new(204, null));
        await SomeWebhook
            .Of(
                kept,
                program.Id,
                "https://test.loonlink.example.be/v2/opleidingsrekening/meldingen",
                employer,
                EventKind.TrainingRegistered
            )
            .Sent(kept, new(503, WebhookFault.Status), isGivenUp: true);
        await SomeWebhook.Of(kept, program.Id, "https://oud.loonlink.example.be/").WithoutSecret(kept);
        await RegisterAsync(portal, program, $"{AccessTokens.ApiPath}/employers/{number.Digits}/trainings", worker);
        return
        [
            MachinePaths.One(program.Id),
            Paths.Registrations(employer),
            MachinePaths.LetIn(employer, program.Id),
            MachinePaths.List,
        ];
    }

    private static async Task RegisterAsync(ServedPortal portal, TestMachine program, string address, Guid worker)
    {
        var training = new
        {
            workerId = worker,
            title = "Rugsparend tillen",
            kind = "formal",
            startDate = "2026-04-02",
            hours = "4",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(training) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await program.TokenAsync(portal));
        using var answer = await portal.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
