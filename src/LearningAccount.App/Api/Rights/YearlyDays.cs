using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Rights;

/// <summary>Days that are said for a year, to all workers or to one: listed, said, withdrawn, each year by itself.</summary>
internal sealed class YearlyDays<T>
    where T : FactVersion
{
    private const string YearParameter = "year";

    /// <summary>As operations call it: <c>OptOut</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As addresses call it: <c>optOuts</c>.</summary>
    public required string Segment { get; init; }
    public required BulkTable<T> Table { get; init; }

    /// <summary>The action of its line in the journal.</summary>
    public required string Action { get; init; }
    public required bool IsOfWorker { get; init; }
    public required Func<T, (int Year, Fraction Days, string? Reason)> Of { get; init; }
    public required Func<Said, T> Make { get; init; }
    public required Func<Change, Guid, IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<SaidAnswer>>> Say { get; init; }

    /// <summary>What somebody says; the worker is empty where it is of all.</summary>
    public sealed record Said(Guid Employer, Guid Worker, int Year, Fraction Days, string? Reason, long Line);

    public IEnumerable<ApiOperation> Operations =>
        [
            new(Name.EndsWith("Days", StringComparison.Ordinal) ? $"list{Name}" : $"list{Name}s", Right.ReadEmployer, List),
            new($"get{Name}", Right.ReadEmployer, Get),
            new($"say{Name}", Right.ManageRights, Put),
            new($"withdraw{Name}", Right.ManageRights, Withdraw),
        ];

    private async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var (seen, worker) = await Whose(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var known = await Known(call, connection, worker, cancel);
        return Paging.Whole(
            call,
            known,
            (json, one) =>
            {
                json.WriteString("href", Address(call, worker, Of(one).Year));
                Write(json, one, seen.Snapshot.OriginOf(one));
            }
        );
    }

    private async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var (seen, worker) = await Whose(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var found = await Found(call, connection, worker, cancel) ?? throw new ProblemException(Problem.NotFound());
        return Document(call, worker, found, seen.Snapshot.OriginOf(found));
    }

    private async Task<ApiAnswer> Put(ApiCall call, CancellationToken cancel)
    {
        var (seen, worker) = await Whose(call, cancel);
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, Action, cancel);
                var known = await Found(call, change.Connection, worker, cancel);
                call.CheckIfMatch(known is null ? null : ETags.Of(known));
                if (known is { IsByHand: false })
                {
                    throw new ProblemException(Problem.CameFromFile());
                }
                var said = Make(
                    new(
                        call.EmployerId,
                        worker,
                        Year(call),
                        call.Body.ExactOf("days")!.Value,
                        call.Body.TextOf("reason"),
                        last + 1
                    )
                );
                var outcome = (await Say(change, call.EmployerId, [said], cancel)).OrProblem();
                var after = outcome is Records.Registry.Said.Unchanged ? known! : said;
                return Document(call, worker, after, seen.Snapshot.DaysWith(last + 1, call.Today).OriginOf(after));
            },
            cancel
        );
    }

    private async Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel)
    {
        var (_, worker) = await Whose(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "withdraw", cancel);
                var known =
                    await Found(call, change.Connection, worker, cancel) ?? throw new ProblemException(Problem.NotFound());
                call.CheckIfMatch(ETags.Of(known));
                await WithdrawFacts.Do(change, Table, [known], _ => true, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }

    private async Task<(SeenEmployer Seen, Guid Worker)> Whose(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        return (seen, IsOfWorker ? Seen.Worker(call, seen).WorkerId : Guid.Empty);
    }

    private async Task<T?> Found(ApiCall call, DbConnection connection, Guid worker, CancellationToken cancel) =>
        (await Known(call, connection, worker, cancel)).FirstOrDefault(one => Of(one).Year == Year(call));

    // Of two workers who turned out to be one person, what was said last of a year.
    private async Task<IReadOnlyList<T>> Known(ApiCall call, DbConnection connection, Guid worker, CancellationToken cancel)
    {
        var known = IsOfWorker
            ? await ReadVersions.Now(
                connection,
                Table,
                call.EmployerId,
                (await WorkerAliases.Of(connection, call.EmployerId, [worker], cancel)).Keys,
                cancel
            )
            : await ReadVersions.Now(connection, Table, call.EmployerId, cancel);
        return [.. known.GroupBy(one => Of(one).Year).OrderBy(same => same.Key).Select(same => same.MaxBy(one => one.Recorded)!)];
    }

    private static int Year(ApiCall call) => int.Parse(call[YearParameter]!, CultureInfo.InvariantCulture);

    private string Address(ApiCall call, Guid worker, int year) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsOfWorker ? call.EmployerLink($"/workers/{worker:D}") : call.EmployerLink(""))}/{Segment}/{year}"
        );

    private void Write(Utf8JsonWriter json, T version, Origin origin)
    {
        var (year, days, reason) = Of(version);
        json.WriteNumber("year", year);
        json.Exact("days", days);
        json.Text("reason", reason);
        json.WriteBoolean("isChangeable", version.IsByHand);
        json.Origin("origin", origin);
    }

    private ApiAnswer Document(ApiCall call, Guid worker, T version, Origin origin) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, worker, Of(version).Year));
            Write(json, version, origin);
            json.WriteEndObject();
        }) with
        {
            ETag = ETags.Of(version),
        };
}
