using System.Net;
using LearningAccount.App.Identity;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>
/// Every route, asked by everybody, about the own, another's and an ended employer. Made of the routes the program has: one that
/// says nothing of who may use it fails here.
/// </summary>
public sealed class GateTests
{
    // Each right with who has it at its own employer. Whoever is not named is turned away.
    private static readonly Dictionary<Right, string[]> Allowed = new()
    {
        [Right.Open] = ["nobody", "stranger", "admin", "reader", "writer", "scoped", "auditor", "worker", "operator"],
        [Right.SignedIn] = ["stranger", "admin", "reader", "writer", "scoped", "auditor", "worker", "operator"],
        [Right.OwnAccount] = ["worker"],
        [Right.ReadEmployer] = ["admin", "reader", "writer", "scoped", "auditor"],
        [Right.RegisterTrainings] = ["admin", "writer", "scoped"],
        [Right.ManageRights] = ["admin", "writer"],
        [Right.ManageWorkers] = ["admin", "writer"],
        [Right.Import] = ["admin", "writer"],
        [Right.DecideCorrections] = ["admin", "writer", "scoped"],
        [Right.ReadHistory] = ["admin", "writer", "auditor"],
        [Right.IssueDocuments] = ["admin", "writer", "scoped"],
        [Right.ManageAccess] = ["admin"],
        [Right.AddEmployer] = ["admin", "operator"],
        // For programs of training providers alone.
        [Right.ProvideTrainings] = [],
        [Right.Operate] = ["operator"],
    };

    [Fact]
    public async Task Every_route_says_what_it_needs()
    {
        await using var portal = await ServedPortal.StartAsync(environment: "Development");
        var silent = (await ProgramRoute.AllAsync(portal)).Where(route => route.Right is null).Select(route => route.Pattern);
        Faults.None(silent);
    }

    [Fact]
    public async Task Every_route_turns_away_whoever_it_is_not_for()
    {
        var (own, other) = (PagesTests.Company(1, 9_999_910), PagesTests.Company(1, 9_999_911));
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own, other));
        var visitors = await VisitorsAsync(portal, own);
        var faults = new List<string>();
        foreach (var (pattern, right, _) in await ProgramRoute.AllAsync(portal))
        {
            foreach (var (who, cookie) in visitors)
            {
                foreach (var (world, whose) in new[] { (own, "own"), (other, "other's") })
                {
                    var isAbout = pattern.Contains("{employer", StringComparison.Ordinal);
                    var may =
                        (
                            Allowed[right!.Value].Contains(who, StringComparer.Ordinal)
                            || (!isAbout && MayOpenEmployers(right, who))
                        ) && (whose is "own" || !isAbout || right is Right.Open or Right.SignedIn or Right.Operate);
                    using var answer = await portal.GetAsync(Address(pattern, world), visitor: cookie);
                    if (IsTurnedAway(answer, who) == may && !IsMissing(answer, may))
                    {
                        faults.Add($"{pattern} ({right}), {who}, {whose}: {(int)answer.StatusCode} {answer.Headers.Location}");
                    }
                }
                if (!pattern.Contains("{employer", StringComparison.Ordinal))
                {
                    continue;
                }
                using var posted = await portal.PostAsync(Address(pattern, other), [], cookie);
                if (!IsTurnedAway(posted, who) && right is not (Right.Open or Right.SignedIn or Right.Operate))
                {
                    faults.Add($"POST {pattern} ({right}), {who}, other's: {(int)posted.StatusCode}");
                }
            }
        }
        Faults.None(faults);
    }

    [Fact]
    public async Task Access_that_ended_is_no_access()
    {
        var own = PagesTests.Company(1, 9_999_910);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own));
        foreach (var role in new[] { Role.EmployerAdmin, Role.EmployerUser, Role.Auditor, Role.BreakGlass })
        {
            var cookie = await portal.As(TestVisitor.Named().At(own.EmployerId, role).Ended());
            foreach (var (pattern, right, _) in (await ProgramRoute.AllAsync(portal)).Where(route => About(route.Pattern)))
            {
                using var answer = await portal.GetAsync(Address(pattern, own), visitor: cookie);
                Assert.True(
                    right is Right.Open or Right.SignedIn || answer.StatusCode is HttpStatusCode.NotFound,
                    $"{pattern} opens for {role} whose access has ended: {(int)answer.StatusCode}"
                );
            }
        }
        static bool About(string pattern) => pattern.Contains("{employer", StringComparison.Ordinal);
    }

    // A file may open an employer that is not kept here yet, for whoever may open one.
    private static bool MayOpenEmployers(Right? right, string who) => right is Right.Import && who is "operator";

    private static async Task<List<(string Who, string Cookie)>> VisitorsAsync(ServedPortal portal, World own)
    {
        var employer = own.EmployerId;
        var auditor = TestVisitor.Named().At(employer, Role.Auditor);
        var people = new List<(string, TestVisitor)>
        {
            ("stranger", TestVisitor.Named()),
            ("admin", TestVisitor.Named().At(employer, Role.EmployerAdmin)),
            ("reader", TestVisitor.Named().At(employer, Role.EmployerUser)),
            ("writer", TestVisitor.Named().At(employer, Role.EmployerUser, [.. Grant.Givable])),
            ("scoped", TestVisitor.Named().Within(employer, ScopeKind.Department, "Sales", [.. Grant.GivableInScope])),
            ("auditor", auditor),
            ("worker", TestVisitor.Named().AsWorker(employer, own.WorkerIds[0])),
            ("operator", TestVisitor.Named().Operating()),
        };
        var signedIn = new List<(string, string)> { ("nobody", ServedPortal.Nobody) };
        foreach (var (who, visitor) in people)
        {
            signedIn.Add((who, await portal.As(visitor)));
        }
        await auditor.GiveReasonAsync(portal.Database, employer, "Yearly audit");
        return signedIn;
    }

    // A redirect to signing in, or not found, or not allowed. What a page itself does not find is told apart below.
    private static bool IsTurnedAway(HttpResponseMessage answer, string who) =>
        answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden
        || (
            who is "nobody"
            && answer.StatusCode is HttpStatusCode.Redirect
            && answer.Headers.Location!.ToString().StartsWith($"{Gate.SignInPath}?back=", StringComparison.Ordinal)
        );

    // An address made up for a pattern may name nothing that is there (a quarter, an upload): that is not the gate's doing.
    private static bool IsMissing(HttpResponseMessage answer, bool may) =>
        may && answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed;

    private static string Address(string pattern, World world)
    {
        var parts = pattern.TrimStart('/').Split('/').Select(part => Part(part, world));
        return "/" + string.Join('/', parts);
    }

    private static string Part(string part, World world) =>
        part.StartsWith("{employer", StringComparison.Ordinal) ? $"{world.EmployerId:D}"
        : part.StartsWith("{worker", StringComparison.Ordinal) ? $"{world.WorkerIds[0]:D}"
        : part.StartsWith("{quarter", StringComparison.Ordinal) ? "2025Q3"
        : part.StartsWith("workers.{", StringComparison.Ordinal) ? "workers.csv"
        : part.StartsWith("trainings.{", StringComparison.Ordinal) ? "trainings.csv"
        : part.StartsWith("figures.{", StringComparison.Ordinal) ? "figures.csv"
        : part.Contains(":long", StringComparison.Ordinal) ? "1"
        : part.StartsWith("{list", StringComparison.Ordinal) ? "staff.csv"
        : part.Contains(":long", StringComparison.Ordinal) ? "1"
        : part.Contains(":oneOf(", StringComparison.Ordinal) ? part.Split(":oneOf(")[1].Split('|')[0]
        : part is "{name}" ? "monthRegime"
        : part.Contains(":guid", StringComparison.Ordinal) ? "0198f000-0000-7000-8000-000000000000"
        : part.Contains('{', StringComparison.Ordinal) ? "none"
        : part;
}
