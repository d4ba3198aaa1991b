using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Commands;

/// <summary><c>ila machines</c>: programs are let in, at many employers at once, and stopped.</summary>
public sealed class MachinesCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bureau_s_program_is_let_in_at_all_its_clients_at_once_and_out_again()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (first, second, third) = (Company(9_999_910), Company(9_999_911), Company(9_999_912));
        foreach (var world in new[] { first, second, third })
        {
            await world.RecordedIn(test.Database);
        }
        using var machine = await TestMachine.Register(test.Database);
        await File.WriteAllTextAsync(
            Path.Combine(test.Folder, "clients.txt"),
            $"{first.Number}\n\n{second.Number.Digits}\n",
            Cancel
        );

        Assert.Equal(
            (0, "Access given. Number of employers: 2."),
            await AskAsync(
                test,
                "grant",
                machine,
                "--employers",
                Path.Combine(test.Folder, "clients.txt"),
                "--rights",
                "registerTrainings"
            )
        );
        Assert.Equal(
            ["employerUser registerTrainings", "employerUser registerTrainings", ""],
            await HeldAsync(test, machine, first, second, third)
        );
        // Said again, it replaces what there was.
        Assert.Equal(
            (0, "Access given. Number of employers: 1."),
            await AskAsync(test, "grant", machine, "--employer", first.Number.ToString(), "--rights", "import,readHistory")
        );
        Assert.Equal("employerUser import,readHistory", (await HeldAsync(test, machine, first)).Single());

        var bureau = TestVisitor
            .Named("Bureau")
            .At(second.EmployerId, Role.EmployerAdmin)
            .At(third.EmployerId, Role.EmployerAdmin);
        var email = (await bureau.SignedInAsync(test.Database)).Email;
        Assert.Equal((0, "Access given. Number of employers: 2."), await AskAsync(test, "grant", machine, "--all-of", email));
        Assert.StartsWith(
            "employerUser registerTrainings,manageRights",
            (await HeldAsync(test, machine, third)).Single(),
            StringComparison.Ordinal
        );
        Assert.Equal((0, "Access ended at 2 employers."), await AskAsync(test, "end-access", machine, "--all-of", email));
        Assert.Equal(["employerUser import,readHistory", "", ""], await HeldAsync(test, machine, first, second, third));
    }

    [Fact]
    public async Task Nothing_is_given_where_one_of_the_employers_is_not_here()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Company(9_999_910).RecordedIn(test.Database);
        using var machine = await TestMachine.Register(test.Database);
        var (code, said) = await AskAsync(
            test,
            "grant",
            machine,
            "--employer",
            world.Number.ToString(),
            "--employer",
            World.With(number: 9_999_919).Number.ToString()
        );
        Assert.Equal(1, code);
        Assert.Contains(World.With(number: 9_999_919).Number.ToString(), said, StringComparison.Ordinal);
        Assert.Equal("", (await HeldAsync(test, machine, world)).Single());
        Assert.NotEqual(0, (await AskAsync(test, "grant", machine)).Code);
        Assert.NotEqual(0, (await AskAsync(test, "grant", machine, "--employer", "1", "--rights", "manageAccess")).Code);
    }

    [Fact]
    public async Task A_program_s_keys_are_added_and_ended_and_it_is_stopped_and_started()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        using var machine = await TestMachine.Register(test.Database, "Loonlink");
        var secret = Path.Combine(test.Folder, "secret.pem");
        using var curve = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(secret, curve.ExportPkcs8PrivateKeyPem(), Cancel);
        var (code, said) = await AskAsync(test, "add-key", machine, secret);
        Assert.Equal(1, code);
        Assert.Contains("secret key", said, StringComparison.Ordinal);
        var open = Path.Combine(test.Folder, "open.pem");
        await File.WriteAllTextAsync(open, curve.ExportSubjectPublicKeyInfoPem(), Cancel);
        (code, said) = await AskAsync(test, "add-key", machine, open);
        Assert.Equal(0, code);
        Assert.Equal((0, "Done."), await AskAsync(test, "end-key", machine, said.Split(' ')[^1]));
        Assert.Equal((0, "Done."), await AskAsync(test, "stop", machine));
        var list = await InProcess.AskAsync("machines", "list", "--data", test.Folder);
        Assert.Contains("Loonlink", list.Output, StringComparison.Ordinal);
        Assert.Contains("stopped", list.Output, StringComparison.Ordinal);
        Assert.Equal((0, "Done."), await AskAsync(test, "start", machine));
        Assert.Equal((0, "Done."), await AskAsync(test, "let-add-employers", machine));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.True((await ReadMachines.Find(connection, machine.Id, Cancel)) is { IsOpen: true, MayAddEmployers: true });
        var rotated = await InProcess.AskAsync("machines", "rotate-keys", "--data", test.Folder);
        Assert.Equal(0, rotated.ExitCode);
    }

    private static World Company(int number) => PagesTests.Company(1, number);

    private static async Task<(int Code, string Said)> AskAsync(
        TestDatabase test,
        string command,
        TestMachine machine,
        params string[] more
    )
    {
        var done = await InProcess.AskAsync(["machines", command, machine.Id.ToString("D"), .. more, "--data", test.Folder]);
        return (done.ExitCode, (done.Output + done.Errors).Trim());
    }

    private static async Task<string[]> HeldAsync(TestDatabase test, TestMachine machine, params World[] worlds)
    {
        await using var connection = await test.Database.Connect(Cancel);
        var held = new List<string>();
        foreach (var world in worlds)
        {
            var grant = (await ReadVersions.Now(connection, Tables.AccessGrant, world.EmployerId, Cancel)).Find(one =>
                one.UserId == machine.Id
            );
            held.Add(grant is null ? "" : $"{grant.Role} {grant.Rights}");
        }
        return [.. held];
    }
}
