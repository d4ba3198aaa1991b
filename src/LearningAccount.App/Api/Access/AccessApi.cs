using System.Data.Common;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Access;

/// <summary>Who has access to an employer, and to what: <c>/employers/{employerNumber}/accessGrants</c>. A program gives nobody access.</summary>
internal static class AccessApi
{
    private const string IdParameter = "accessGrantId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listAccessGrants", Right.ManageAccess, List),
            new("getAccessGrant", Right.ManageAccess, Get),
            new("giveAccess", Right.ManageAccess, Give),
            new("replaceAccessGrant", Right.ManageAccess, Replace),
            new("endAccess", Right.ManageAccess, End),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var all = await All(call, connection, cancel);
        var role = call.Values("role").ToHashSet(StringComparer.Ordinal);
        var found = all.Where(one => role.Count == 0 || role.Contains(CodeText.Of(one.Grant.Role)))
            .OrderBy(one => one.Grant.Role is Role.Worker)
            .ThenBy(one => one.Name, NameOrder.Comparer)
            .ThenBy(one => one.Grant.GrantId)
            .ToList();
        return Paging.Of(
            call,
            found,
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.Grant.GrantId));
                Write(json, call, one);
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        return Document(call, await Find(call, connection, cancel));
    }

    private static async Task<ApiAnswer> Give(ApiCall call, CancellationToken cancel)
    {
        CheckProof(call);
        var seen = await Seen.Employer(call, cancel);
        var grant = SentGrant.Of(call, known: null);
        var machine = call.Body.TextOf("clientId") is { } client ? Guid.Parse(client) : (Guid?)null;
        var (name, email) = (call.Body.TextOf("name"), call.Body.TextOf("email"));
        if (machine is null == (email is null))
        {
            throw SentFacts.Wrong(machine is null ? "email" : "clientId", machine is null ? "missing" : "personOrProgram");
        }
        if (grant.Role is Role.Worker)
        {
            grant = grant with
            {
                WorkerId =
                    call.Body.TextOf("workerId") is not { } worker ? throw SentFacts.Wrong("workerId", "missing")
                    : seen.Snapshot.Worker(Guid.Parse(worker)) is { } known ? known.WorkerId
                    : throw SentFacts.Wrong("workerId", "workerUnknown", worker),
            };
        }
        EmployerHead head;
        await using (var connection = await call.Part<Database>().Connect(cancel))
        {
            var register = await EmployerRegister.Of(connection, seen.Snapshot, cancel);
            head = EmployerNames.Head(seen.Snapshot, register, Words.In(call.Language));
        }
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "grantAccess", cancel);
                if (machine is { } program)
                {
                    await GrantMachine.Do(change, program, grant, cancel);
                }
                else
                {
                    await CheckNotYet(call, change.Connection, grant, email!, cancel);
                    var person = (name ?? "", email!, call.Body.TextOf("language") ?? call.Language.Code());
                    await call.Part<Invitations>().Give(change, head, person, grant, cancel);
                }
                var made = (await All(call, change.Connection, cancel)).Single(one => one.Grant.GrantId == grant.GrantId);
                return Document(call, made) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = LinkOf(call, grant.GrantId),
                };
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Replace(ApiCall call, CancellationToken cancel)
    {
        CheckProof(call);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "grantAccess", cancel);
                var known = await Find(call, change.Connection, cancel);
                call.CheckIfMatch(Document(call, known).ETag!);
                var said = SentGrant.Of(call, known.Grant);
                // A worker's own account is that worker's: it is ended, never turned into something else.
                if (said.Role is Role.Worker || known.Grant.Role is Role.Worker)
                {
                    throw SentFacts.Wrong("role", "roleOfWorker", call.Body.TextOf("role"));
                }
                await (
                    known.IsProgram
                        ? GrantMachine.Do(change, known.UserId, said, cancel)
                        : GrantAccess.Do(change, known.UserId, said, cancel)
                );
                return Document(call, known with { Grant = said });
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> End(ApiCall call, CancellationToken cancel)
    {
        CheckProof(call);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "endAccess", cancel);
                var known = await Find(call, change.Connection, cancel);
                call.CheckIfMatch(Document(call, known).ETag!);
                await GrantAccess.End(change, call.EmployerId, known.Grant.GrantId, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }

    /// <summary>As on the pages: only somebody who signed in a short while ago gives access or ends it.</summary>
    /// <exception cref="ProblemException">401, which asks for a new sign-in (RFC 9470).</exception>
    private static void CheckProof(ApiCall call)
    {
        if (!FreshProofAttribute.Has(call.Visitor, call.Now))
        {
            throw new ProblemException(Problem.SignInAgain(FreshProofAttribute.Fresh));
        }
    }

    /// <exception cref="ProblemException">400: the worker's account is this person's already.</exception>
    private static async Task CheckNotYet(
        ApiCall call,
        DbConnection connection,
        Grant grant,
        string email,
        CancellationToken cancel
    )
    {
        var folded = RegisterUser.Folded(email);
        if (
            grant.WorkerId is { } worker
            && (await All(call, connection, cancel)).Any(one => one.Grant.WorkerId == worker && one.Email == folded)
        )
        {
            throw SentFacts.Wrong("email", "accessAlready", email);
        }
    }

    private static async Task<List<Holder>> All(ApiCall call, DbConnection connection, CancellationToken cancel) =>
        [
            .. (await ReadAccess.Of(connection, call.EmployerId, cancel)).Select(one => new Holder(
                one.User.UserId,
                one.User.Name,
                one.User.Email,
                IsProgram: false,
                one.Grant
            )),
            .. (await ReadMachines.At(connection, call.EmployerId, cancel)).Select(one => new Holder(
                one.Machine.MachineId,
                one.Machine.Name,
                Email: null,
                IsProgram: true,
                one.Grant
            )),
        ];

    /// <exception cref="ProblemException">404.</exception>
    private static async Task<Holder> Find(ApiCall call, DbConnection connection, CancellationToken cancel)
    {
        var id = call.Id(IdParameter);
        return (await All(call, connection, cancel)).Find(one => one.Grant.GrantId == id)
            ?? throw new ProblemException(Problem.NotFound());
    }

    private static ApiAnswer Document(ApiCall call, Holder one) =>
        ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, one.Grant.GrantId));
            Write(json, call, one);
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, ApiCall call, Holder one)
    {
        var grant = one.Grant;
        json.WriteString("accessGrantId", grant.GrantId);
        json.WriteString("holder", one.IsProgram ? "program" : "person");
        json.WriteString("name", one.Name);
        json.Text("email", one.Email);
        if (one.IsProgram)
        {
            json.WriteString("clientId", one.UserId);
        }
        json.Code<Role>("role", grant.Role);
        json.WriteStartArray("rights");
        foreach (var right in grant.Rights.Order())
        {
            json.WriteStringValue(CodeText.Of(right));
        }
        json.WriteEndArray();
        if (grant.Scope is { } scope)
        {
            json.WriteStartObject("scope");
            json.Code<ScopeKind>("kind", scope.Kind);
            json.WriteString("value", scope.Value);
            json.WriteEndObject();
        }
        if (grant.WorkerId is { } worker)
        {
            json.WriteString("workerId", worker);
            json.Link("worker", call.EmployerLink($"/workers/{worker:D}"));
        }
        json.Day("startDate", grant.FromOn);
        // Until an instant, which is the end of a day in Belgium where somebody named one.
        json.Day("endDate", grant.UntilAt is { } until ? Knowledge.DayOf(until.AddTicks(-1)) : null);
    }

    private static string LinkOf(ApiCall call, Guid grant) => call.EmployerLink($"/accessGrants/{grant:D}");

    /// <summary>A person or a program, and what the employer lets it do.</summary>
    private sealed record Holder(Guid UserId, string Name, string? Email, bool IsProgram, Grant Grant);
}
