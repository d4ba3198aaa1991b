using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// Somebody who signs in, with what employers let the person do: <c>TestVisitor.Named("Els").At(employer, Role.EmployerUser,
/// Right.RegisterTrainings)</c>. Kept and signed in as real people are.
/// </summary>
internal sealed class TestVisitor
{
    private static int people;
    private readonly List<Func<Database, Task<IReadOnlyList<Grant>>>> grants = [];
    private readonly string name;
    private bool isOperator;
    private Guid? person;
    private string secret = "";

    private TestVisitor(string name) => this.name = name;

    public Guid UserId { get; private set; }

    public static TestVisitor Named(string name = "Els Janssens") => new(name);

    /// <summary>Administers every employer there is, and runs the program.</summary>
    public static TestVisitor Administrator(Database database)
    {
        var visitor = new TestVisitor("Els Janssens") { isOperator = true };
        visitor.grants.Add(async kept =>
        {
            await using var connection = await kept.Connect(TestContext.Current.CancellationToken);
            var employers = await ListEmployers.All(connection, TestContext.Current.CancellationToken);
            return [.. employers.Select(each => GrantAccess.Administrator(each.EmployerId, Today(kept)))];
        });
        return visitor;
    }

    public TestVisitor Operating()
    {
        isOperator = true;
        return this;
    }

    /// <summary>Has proven a national number, of this person.</summary>
    public TestVisitor ProvenAs(Guid personId)
    {
        person = personId;
        return this;
    }

    public TestVisitor At(Guid employer, Role role, params Right[] rights) => With(employer, role, rights, null, null);

    public TestVisitor Within(Guid employer, ScopeKind kind, string value, params Right[] rights) =>
        With(employer, Role.EmployerUser, rights, new(kind, value), null);

    public TestVisitor AsWorker(Guid employer, Guid worker) => With(employer, Role.Worker, [], null, worker);

    /// <summary>What was granted last ended yesterday.</summary>
    public TestVisitor Ended()
    {
        var last = grants[^1];
        grants[^1] = async database =>
            [.. (await last(database)).Select(grant => grant with { UntilAt = database.Clock.GetUtcNow().AddDays(-1) })];
        return this;
    }

    /// <summary>Makes the person known, with its grants and a session, and answers with the cookie.</summary>
    public async Task<string> SignInAsync(Database database)
    {
        var cancel = TestContext.Current.CancellationToken;
        var held = new List<Grant>();
        foreach (var each in grants)
        {
            held.AddRange(await each(database));
        }
        UserId = await Change.Make(
            database,
            new Author("test", Door.Command),
            async change =>
            {
                var email = $"{Interlocked.Increment(ref people)}.{Guid.CreateVersion7():N}@example.be";
                var user = await RegisterUser.Do(change, name, email, null, isOperator, cancel);
                foreach (var grant in held)
                {
                    await GrantAccess.Do(change, user, grant, cancel);
                }
                return user;
            },
            cancel
        );
        var sessions = new Sessions(database, SessionLimits.Default);
        secret = await sessions.Open(UserId, person, "test", "test", cancel);
        return $"session={secret}";
    }

    /// <summary>The same, answering with whom a request would be from.</summary>
    public async Task<Visitor> SignedInAsync(Database database)
    {
        await SignInAsync(database);
        return await new Sessions(database, SessionLimits.Default).Find(secret, TestContext.Current.CancellationToken);
    }

    /// <summary>Says in its session why it looks at an employer.</summary>
    public async Task GiveReasonAsync(Database database, Guid employer, string why)
    {
        var sessions = new Sessions(database, SessionLimits.Default);
        var visitor = await sessions.Find(secret, TestContext.Current.CancellationToken);
        await sessions.GiveReason(visitor, employer, why, TestContext.Current.CancellationToken);
    }

    private TestVisitor With(Guid employer, Role role, Right[] rights, AccessScope? scope, Guid? worker)
    {
        grants.Add(database =>
            Task.FromResult<IReadOnlyList<Grant>>([
                new()
                {
                    GrantId = Guid.CreateVersion7(),
                    EmployerId = employer,
                    Role = role,
                    Rights = [.. rights],
                    Scope = scope,
                    WorkerId = worker,
                    FromOn = Today(database).AddYears(-1),
                    UntilAt = null,
                },
            ])
        );
        return this;
    }

    private static DateOnly Today(Database database) => Knowledge.DayOf(database.Clock.GetUtcNow());
}
