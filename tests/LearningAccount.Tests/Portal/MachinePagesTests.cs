using System.Net;
using System.Security.Cryptography;
using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>Programs on the pages: registered with a key, let in by an employer, stopped by those who look after them.</summary>
public sealed class MachinePagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_registers_a_program_of_its_own_and_looks_after_its_keys()
    {
        var (own, other) = (PagesTests.Company(1, 9_999_911), PagesTests.Company(1, 9_999_912));
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own, other));
        var admin = await portal.As(TestVisitor.Named("Els").At(own.EmployerId, Role.EmployerAdmin));
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Number"] = own.Number.ToString(),
            ["Form.Name"] = "Loonlink",
            ["Form.Contact"] = "api@example.be",
            ["Form.Scopes"] = ApiScopes.Find("trainings:write")!,
            ["Key.Text"] = curve.ExportSubjectPublicKeyInfoPem(),
            ["Key.Label"] = "Server 2027",
        };
        await RefusedAsync(portal, admin, new(fields) { ["Number"] = other.Number.ToString() }, "You administer no employer");
        await RefusedAsync(portal, admin, new(fields) { ["Number"] = "123" }, "not a valid enterprise number");
        await RefusedAsync(portal, admin, new(fields) { ["Key.Text"] = curve.ExportPkcs8PrivateKeyPem() }, "secret key");
        await RefusedAsync(portal, admin, new(fields) { ["Form.Name"] = " " }, "Give the program a name");
        await RefusedAsync(
            portal,
            admin,
            new(fields) { ["Form.Scopes"] = ApiScopes.Find("registrations:write")! },
            "given by the operator"
        );
        // Whoever administers one employer finds its number there.
        var form = await portal.PageAsync("/machines/new", visitor: admin);
        var typed = form.All("input").Single(input => input.Attribute("name")?.Value is "Number");
        Assert.Equal(own.Number.ToString(), typed.Attribute("value")!.Value);
        using var made = await portal.SendFormAsync("/machines/new", fields, admin);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var path = made.Headers.Location!.ToString();
        var page = await portal.PageAsync(path, visitor: admin);
        Assert.Contains(MachineKey.Read(curve.ExportSubjectPublicKeyInfoPem()).KeyId, page.Words, StringComparison.Ordinal);
        Assert.Contains("Server 2027", page.Words, StringComparison.Ordinal);
        Assert.Contains("Loonlink", (await portal.PageAsync("/machines", visitor: admin)).Words, StringComparison.Ordinal);

        // It is one step to letting it in at the employer it belongs to.
        var step = page.All("a").Select(link => link.Attribute("href")?.Value).Single(link => link?.Contains("Client=") is true)!;
        Assert.Contains("Loonlink", (await portal.PageAsync(step, visitor: admin)).Words, StringComparison.Ordinal);

        // Another administrator of the same employer looks after it too; one of another employer is told of nothing.
        var second = await portal.As(TestVisitor.Named("Rik").At(own.EmployerId, Role.EmployerAdmin));
        var stranger = await portal.As(TestVisitor.Named("Jan").At(other.EmployerId, Role.EmployerAdmin));
        using (var seen = await portal.GetAsync(path, visitor: second))
        {
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        }
        using (var unseen = await portal.GetAsync(path, visitor: stranger))
        {
            Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
        }
        Assert.DoesNotContain(
            "Loonlink",
            (await portal.PageAsync("/machines", visitor: stranger)).Words,
            StringComparison.Ordinal
        );

        using var rsa = RSA.Create(2048);
        var newer = MachineKey.Read(rsa.ExportSubjectPublicKeyInfoPem(), "PS256");
        using var added = await portal.SendFormAsync(
            $"{path}?handler=AddKey",
            new() { ["Key.Text"] = rsa.ExportSubjectPublicKeyInfoPem(), ["Key.Algorithm"] = "PS256" },
            second
        );
        Assert.Equal(path, added.Headers.Location!.ToString());
        using var again = await portal.SendFormAsync(
            $"{path}?handler=AddKey",
            new() { ["Key.Text"] = rsa.ExportSubjectPublicKeyInfoPem() },
            second
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        using var ended = await portal.SendFormAsync($"{path}?handler=EndKey", new() { ["key"] = newer.KeyId }, admin);
        Assert.Contains("ended on", (await portal.PageAsync(path, visitor: admin)).Words, StringComparison.Ordinal);
        using var adds = await portal.SendFormAsync($"{path}?handler=Add", [], admin);
        Assert.Equal(HttpStatusCode.NotFound, adds.StatusCode);
        using var stopped = await portal.SendFormAsync($"{path}?handler=Open", [], admin);
        Assert.Contains("Stopped", (await portal.PageAsync(path, visitor: admin)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employer_lets_a_program_in_by_its_client_id_changes_what_it_may_and_ends_it()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        using var machine = await TestMachine.Register(portal.Database, "Loonlink");
        var people = $"/employers/{world.EmployerId}/people";
        var unknown = await portal.PageAsync($"{people}/programs/new?Client={Guid.CreateVersion7():D}");
        Assert.Contains("There is no program with this client ID", unknown.Words, StringComparison.Ordinal);
        var named = $"{people}/programs/new?Client={machine.Id:D}";
        var shown = await portal.PageAsync(named);
        Assert.Contains("Loonlink", shown.Words, StringComparison.Ordinal);
        Assert.Contains("Softwarehuis", shown.Words, StringComparison.Ordinal);
        using var given = await portal.SendFormAsync(
            named,
            new()
            {
                ["Client"] = machine.Id.ToString("D"),
                ["Form.Rights"] = "RegisterTrainings",
                ["Form.Scope"] = "",
            },
            portal.Administrator
        );
        Assert.Equal(people, given.Headers.Location!.ToString());
        var list = await portal.PageAsync(people);
        Assert.Contains("read, register trainings", list.Words, StringComparison.Ordinal);
        var one = list.All("a").First(link => link.Value == "Loonlink").Attribute("href")!.Value;
        using var changed = await portal.SendFormAsync(one, new() { ["Form.Rights"] = "Import" }, portal.Administrator);
        Assert.Equal(people, changed.Headers.Location!.ToString());
        var grant = Assert.Single(await GrantsAsync(portal, machine.Id));
        Assert.Equal((Role.EmployerUser, Right.Import), (grant.Role, grant.Rights.Single()));
        // Whatever is sent, a program administers nothing.
        using var forged = await portal.SendFormAsync(one, new() { ["Form.Role"] = "EmployerAdmin" }, portal.Administrator);
        Assert.Equal(Role.EmployerUser, Assert.Single(await GrantsAsync(portal, machine.Id)).Role);
        using var ended = await portal.SendFormAsync($"{one}?handler=End", [], portal.Administrator);
        Assert.Empty(await GrantsAsync(portal, machine.Id));
    }

    private static async Task RefusedAsync(ServedPortal portal, string admin, Dictionary<string, string> fields, string why)
    {
        using var answer = await portal.SendFormAsync("/machines/new", fields, admin);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(why, (await HtmlPage.ReadAsync(answer)).Words, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Grant>> GrantsAsync(ServedPortal portal, Guid machine)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        return await ReadAccess.GrantsOf(connection, machine, Cancel);
    }
}
