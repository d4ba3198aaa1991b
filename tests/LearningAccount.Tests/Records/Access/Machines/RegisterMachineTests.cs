using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Access.Machines;

/// <summary>Machines that are made known, and what they can be given.</summary>
public sealed class RegisterMachineTests
{
    private static readonly Author By = new("test", Door.Command);
    private static readonly string Trainings = ApiScopes.Find("trainings:write")!;
    private static readonly string Provides = ApiScopes.Find("registrations:write")!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "api@example.be", "trainings:write", false, "machineName")]
    [InlineData("Pay\nroll", "api@example.be", "trainings:write", false, "machineName")]
    [InlineData("Payroll", "nobody", "trainings:write", false, "machineContact")]
    [InlineData("Payroll", "api@example.be", "", false, "machineScopes")]
    [InlineData("Payroll", "api@example.be", "admin", false, "machineScopes")]
    [InlineData("Payroll", "api@example.be", "me:read", true, "machineScopes")]
    [InlineData("Payroll", "api@example.be", "registrations:write", false, "machineProvider")]
    [InlineData("Payroll", "api@example.be", "registrations:write", true, null)]
    [InlineData("Payroll", "api@example.be", "trainings:write", false, null)]
    public async Task What_cannot_be_said_of_a_machine_is_refused(
        string name,
        string contact,
        string scope,
        bool byOperator,
        string? refusal
    )
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        string[] scopes = scope.Length == 0 ? [] : [ApiScopes.Find(scope) ?? scope];
        var words = new MachineWords(name, contact, scopes);
        Assert.Equal(
            refusal,
            await RefusalAsync(test, change => RegisterMachine.Do(change, words, Organisation, null, null, byOperator, Cancel))
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_the_operator_gave_others_may_leave_and_not_take(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        using var provider = await TestMachine.Register(test.Database, scopes: [Provides]);
        using var payroll = await TestMachine.Register(test.Database, scopes: [Trainings]);
        var both = new MachineWords("Payroll", "api@example.be", [Trainings, Provides]);
        Assert.Null(
            await RefusalAsync(test, change => RegisterMachine.Say(change, provider.Id, both, byOperator: false, Cancel))
        );
        Assert.Equal(
            "machineProvider",
            await RefusalAsync(test, change => RegisterMachine.Say(change, payroll.Id, both, byOperator: false, Cancel))
        );
    }

    [Fact]
    public async Task A_key_is_a_machine_s_once_and_does_not_come_back()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        using var machine = await TestMachine.Register(test.Database);
        var key = (await KeysAsync(test, machine.Id)).Single();
        Assert.Equal(
            "machineKey.known",
            await RefusalAsync(test, change => MachineKeys.Add(change, key, test.Clock.Now, Cancel))
        );
        await MakeAsync(test, change => MachineKeys.End(change, machine.Id, key.KeyId, test.Clock.Now, Cancel));
        Assert.Equal(
            "machineKey.known",
            await RefusalAsync(test, change => MachineKeys.Add(change, key, test.Clock.Now, Cancel))
        );
        Assert.Equal(
            "machineKey.unknown",
            await RefusalAsync(test, change => MachineKeys.End(change, machine.Id, key.KeyId, test.Clock.Now, Cancel))
        );
        Assert.Equal(
            "machineKey.over",
            await RefusalAsync(
                test,
                change => MachineKeys.Add(change, key with { KeyId = "other", UntilAt = test.Clock.Now }, test.Clock.Now, Cancel)
            )
        );
    }

    [Fact]
    public async Task A_machine_administers_nothing_and_has_no_account_of_its_own()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        using var machine = await TestMachine.Register(test.Database);
        var employer = Guid.CreateVersion7();
        var grant = GrantMachine.Everything(employer, new(2026, 1, 1));
        foreach (var role in Enum.GetValues<Role>().Where(role => role is not Role.EmployerUser))
        {
            var given = grant with { Role = role, Rights = [] };
            Assert.Equal("machineRole", await RefusalAsync(test, change => GrantMachine.Do(change, machine.Id, given, Cancel)));
        }
        Assert.Equal(
            "machineUnknown",
            await RefusalAsync(test, change => GrantMachine.Do(change, Guid.CreateVersion7(), grant, Cancel))
        );
        await MakeAsync(test, change => GrantMachine.Do(change, machine.Id, grant, Cancel));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(machine.Id, (await ReadMachines.At(connection, employer, Cancel)).Single().Machine.MachineId);
        Assert.Empty(await ReadAccess.Of(connection, employer, Cancel));
    }

    [Fact]
    public void Every_scope_says_what_it_lets_a_program_do()
    {
        Assert.Equal(ApiScopes.All.Length, ApiScopes.All.Distinct(StringComparer.Ordinal).Count());
        Assert.All(
            ApiScopes.All,
            scope => Assert.All(Languages.All, language => Assert.NotEmpty(ApiScopes.Says(scope, language)))
        );
        Assert.Equal("scope:learningAccount:me:read", ApiScopes.Find("me:read"));
        Assert.Null(ApiScopes.Find("me"));
    }

    private static (string, EnterpriseNumber) Organisation =>
        ("Softwarehuis", EnterpriseNumber.TryParse(TestMachine.FreshNumber(), out var number, out _) ? number : default);

    private static async Task<IReadOnlyList<MachineKeyVersion>> KeysAsync(TestDatabase test, Guid machine)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return await ReadMachines.Keys(connection, machine, Cancel);
    }

    private static Task MakeAsync(TestDatabase test, Func<Change, Task> work) => Change.Make(test.Database, By, work, Cancel);

    private static async Task<string?> RefusalAsync(TestDatabase test, Func<Change, Task> work)
    {
        try
        {
            await MakeAsync(test, work);
            return null;
        }
        catch (RefusedException refused)
        {
            Assert.NotEmpty(RecordTexts.Of(refused.Anomaly, Language.Nl));
            return refused.Anomaly.Code;
        }
    }
}
