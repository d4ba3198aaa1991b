using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.Trainings;

/// <summary>What providers registered, on the pages: looked through, confirmed with its effect shown, refused, taken back.</summary>
public sealed class RegistrationPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World Workers() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Claes", "Bo")
            .Employed("2024-01-01");

    private static string At(World world, string rest = "") => $"/employers/{world.EmployerId}/trainings{rest}";

    private static async Task<int> TrainingsAsync(ServedPortal portal, World world)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        return (await ReadVersions.Now(connection, FactTables.Training, world.EmployerId, Cancel)).Count;
    }

    [Fact]
    public async Task It_is_confirmed_with_its_effect_shown_and_can_be_taken_back()
    {
        var world = Workers();
        await using var portal = await ServedPortal.StartAsync(world.RecordedIn);
        Assert.DoesNotContain("Verify", (await portal.PageAsync(At(world))).Words, StringComparison.Ordinal);
        var id = await ProviderSends.OneAsync(portal.Database, world.NumberOf(1), world.Number);
        Assert.Contains("registered 1 training", (await portal.PageAsync(At(world))).Words, StringComparison.Ordinal);
        var list = (await portal.PageAsync(At(world, "/registrations"))).Words;
        Assert.Contains("Working at height", list, StringComparison.Ordinal);
        Assert.Contains("Claes", list, StringComparison.Ordinal);
        Assert.DoesNotContain(world.NumberOf(1), list, StringComparison.Ordinal);
        var form = new ChangeForm(portal, At(world, $"/registrations/{id}"));
        using (var nothing = await form.SendAsync("check"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        }
        var effect = await form.CheckAsync(new() { ["decision"] = "Confirmed" });
        Assert.Contains("Softwarehuis", effect, StringComparison.Ordinal);
        Assert.Equal(1, await TrainingsAsync(portal, world));
        var saved = await form.SaveAsync();
        Assert.Equal(2, await TrainingsAsync(portal, world));
        Assert.Contains("Softwarehuis", (await portal.PageAsync(saved)).Words, StringComparison.Ordinal);
        using (var again = await portal.GetAsync(At(world, $"/registrations/{id}")))
        {
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }
        // Taken back, it is one to verify again.
        await using var connection = await portal.Database.Connect(Cancel);
        var line = (await LearningAccount.Records.Journal.ReadJournal.Last(connection, world.EmployerId, Cancel))!;
        var undo = new ChangeForm(portal, $"/employers/{world.EmployerId}/changes/{line.Seq}/undo");
        await undo.CheckAsync(new() { ["why"] = "Too soon" });
        await undo.SaveAsync();
        Assert.Equal(1, await TrainingsAsync(portal, world));
        Assert.Contains(
            "Working at height",
            (await portal.PageAsync(At(world, "/registrations"))).Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_is_refused_with_a_reason()
    {
        var world = Workers();
        await using var portal = await ServedPortal.StartAsync(world.RecordedIn);
        var id = await ProviderSends.OneAsync(portal.Database, world.NumberOf(0), world.Number);
        var form = new ChangeForm(portal, At(world, $"/registrations/{id}"));
        using (var silent = await form.SendAsync("check", new() { ["decision"] = "Refused" }))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        }
        await form.CheckAsync(new() { ["decision"] = "Refused", ["reason"] = "Was not there" });
        await form.SaveAsync();
        await using var connection = await portal.Database.Connect(Cancel);
        var decision = Assert.Single(
            await ReadVersions.Now(connection, FactTables.RegistrationDecision, world.EmployerId, Cancel)
        );
        Assert.Equal((RegistrationChoice.Refused, "Was not there"), (decision.Choice, decision.Reason));
        Assert.Equal(1, await TrainingsAsync(portal, world));
        Assert.Contains(
            "nothing to verify",
            (await portal.PageAsync(At(world, "/registrations"))).Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_it_counts_for_is_said_where_it_is_confirmed()
    {
        var world = Workers();
        await using var portal = await ServedPortal.StartAsync(world.RecordedIn);
        var id = await ProviderSends.OneAsync(portal.Database, world.NumberOf(1), world.Number);
        var form = new ChangeForm(portal, At(world, $"/registrations/{id}"));
        using (var silent = await form.SendAsync("check", new() { ["decision"] = "Confirmed", ["basis"] = "leave" }))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        }
        await form.CheckAsync(
            new()
            {
                ["decision"] = "Confirmed",
                ["basis"] = "leave",
                ["leave"] = "VOV",
            }
        );
        await form.SaveAsync();
        await using var connection = await portal.Database.Connect(Cancel);
        var made = (await ReadVersions.Now(connection, FactTables.Training, world.EmployerId, Cancel)).Single(one =>
            one.WorkerId == world.WorkerIds[1]
        );
        Assert.Equal((CountsBasis.Leave, LeaveScheme.VOV), (made.CountsBasis, made.LeaveScheme));
    }

    [Fact]
    public async Task One_like_another_is_confirmed_beside_it_alone()
    {
        var world = Workers();
        await using var portal = await ServedPortal.StartAsync(world.RecordedIn);
        var id = await ProviderSends.OneAsync(portal.Database, world.NumberOf(0), world.Number, "Welding.", "2026-02-03");
        var form = new ChangeForm(portal, At(world, $"/registrations/{id}"));
        using (var like = await form.SendAsync("check", new() { ["decision"] = "Confirmed" }))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, like.StatusCode);
        }
        await form.CheckAsync(new() { ["decision"] = "Beside" });
        await form.SaveAsync();
        Assert.Equal(2, await TrainingsAsync(portal, world));
    }

    [Fact]
    public async Task Who_only_reads_or_sees_others_sees_none_of_it()
    {
        var world = Workers();
        await using var portal = await ServedPortal.StartAsync(world.RecordedIn);
        var id = await ProviderSends.OneAsync(portal.Database, world.NumberOf(0), world.Number);
        var reader = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        Assert.DoesNotContain("Verify", (await portal.PageAsync(At(world), visitor: reader)).Words, StringComparison.Ordinal);
        var other = await portal.As(
            TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "Sales", [.. Grant.GivableInScope])
        );
        Assert.DoesNotContain(
            "Working at height",
            (await portal.PageAsync(At(world, "/registrations"), visitor: other)).Words,
            StringComparison.Ordinal
        );
        using var hidden = await portal.GetAsync(At(world, $"/registrations/{id}"), visitor: other);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }
}
