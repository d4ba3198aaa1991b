using LearningAccount.App.Example;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Sandbox;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Sandbox;

/// <summary>
/// Fills a sandbox that was just made: the example company and three smaller employers, a payroll program that has access to all of
/// them, and a training provider's. The same people and numbers each time; docs/api-sandbox.md names them.
/// </summary>
internal static class FillSandbox
{
    /// <summary>By which the payroll program signs in.</summary>
    public static readonly Guid Payroll = Guid.ParseExact("019a0000-0000-7000-8000-000000000001", "D");

    /// <summary>The same of the training provider's program.</summary>
    public static readonly Guid Provider = Guid.ParseExact("019a0000-0000-7000-8000-000000000002", "D");

    private static readonly Author Author = new("Learning Account", Door.Command);

    // Of software houses that do not exist, as the employers do not.
    private static readonly EnterpriseNumber PayrollHouse = Number("0999990618");
    private static readonly EnterpriseNumber ProviderHouse = Number("0999990717");

    /// <returns>False: it was filled before, and nothing was done.</returns>
    /// <exception cref="RefusedException"><c>notSandbox</c>; <c>sandboxBroken</c>: filling it was broken off once.</exception>
    public static async Task<bool> Do(Database database, CancellationToken cancel)
    {
        await using (var connection = await database.Connect(cancel))
        {
            if ((await SandboxLines.Of(connection, cancel)).Count > 0)
            {
                return false;
            }
            if ((await ListEmployers.All(connection, cancel)).Count > 0)
            {
                throw new RefusedException("sandboxBroken", "--sandbox");
            }
        }
        var import = new ImportFile(database);
        foreach (var (name, content) in ExampleCompany.Files(Language.En).Skip(1))
        {
            await Bring(import, name, content, cancel);
        }
        foreach (var employer in ExampleCompany.Others())
        {
            await Bring(import, $"{employer.Number.Digits}-staff.csv", employer.StaffList, cancel);
            await Bring(import, $"{employer.Number.Digits}-trainings.xlsx", employer.TrainingList, cancel);
        }
        await Change.Make(database, Author, change => Settle(change, database.Clock, cancel), cancel);
        // A version is written by one change and closed by another.
        await Change.Make(
            database,
            Author,
            change => RegisterMachine.LetAddEmployers(change, Payroll, may: true, cancel),
            cancel
        );
        await SandboxLines.Keep(database, cancel);
        return true;
    }

    /// <summary>Lets both programs sign in with a key; one they have already stays as it is.</summary>
    /// <exception cref="RefusedException">As <see cref="MachineKeys.Add"/>.</exception>
    public static Task LetSignIn(Database database, MachineKey key, CancellationToken cancel) =>
        Change.Make(
            database,
            Author,
            async change =>
            {
                var now = database.Clock.GetUtcNow();
                foreach (var program in (Guid[])[Payroll, Provider])
                {
                    var known = await ReadMachines.Keys(change.Connection, program, cancel);
                    if (!known.Any(one => string.Equals(one.KeyId, key.KeyId, StringComparison.Ordinal)))
                    {
                        await MachineKeys.Add(change, key.Of(program, null, now), now, cancel);
                    }
                }
            },
            cancel
        );

    private static Task Bring(ImportFile import, string name, byte[] content, CancellationToken cancel) =>
        import.Do(new(new MemoryStream(content), name, new(), IsRehearsal: false), Author, progress: null, cancel);

    private static async Task Settle(Change change, TimeProvider clock, CancellationToken cancel)
    {
        foreach (var other in ExampleCompany.Others())
        {
            var known = await FindEmployer.ByEnterpriseNumber(change.Connection, other.Number, cancel);
            var employer = known!.EmployerId;
            await change.Touch(employer, "saySize", cancel);
            var size = new SaidSizeClassVersion
            {
                EmployerId = employer,
                Origin = FactVersion.ByHand,
                FromOn = new(2024, 1, 1),
                SizeClass = other.Size,
            };
            (await SaySizeClasses.Do(change, employer, [size], cancel)).OrThrow();
        }
        await Register(change, Payroll, "Payroll", ("Example Payroll BV", PayrollHouse), ApiScopes.OfMachines, cancel);
        var ofProviders = ApiScopes.All.Where(ApiScopes.IsOfProviders);
        await Register(change, Provider, "Courses", ("Example Courses SRL", ProviderHouse), ofProviders, cancel);
        var today = Knowledge.DayOf(clock.GetUtcNow());
        foreach (var employer in await ListEmployers.All(change.Connection, cancel))
        {
            await GrantMachine.Do(change, Payroll, GrantMachine.Everything(employer.EmployerId, today), cancel);
        }
    }

    private static Task Register(
        Change change,
        Guid id,
        string name,
        (string, EnterpriseNumber) organisation,
        IEnumerable<string> scopes,
        CancellationToken cancel
    ) =>
        RegisterMachine.Do(
            change,
            new(name, "programs@example.be", [.. scopes]),
            organisation,
            owner: null,
            home: null,
            byOperator: true,
            cancel,
            id
        );

    private static EnterpriseNumber Number(string digits) =>
        EnterpriseNumber.TryParse(digits, out var number, out _) ? number : default;
}
