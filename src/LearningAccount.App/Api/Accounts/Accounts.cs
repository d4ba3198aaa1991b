using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Api.Accounts;

/// <summary>The accounts of an employer's workers: on a day, as known on a day, with the reason of every figure.</summary>
internal static class Accounts
{
    public static IEnumerable<ApiOperation> Operations =>
        [new("listAccounts", Right.ReadEmployer, List), new("readAccount", Right.ReadEmployer, Read)];

    private static readonly DateOnly Earliest = new(2022, 1, 1);
    private const int YearsAhead = 10;

    /// <summary>The day accounts are of: today, where none is asked for.</summary>
    /// <exception cref="ProblemException">400: the law gives no right before 2022, and a day far ahead says nothing.</exception>
    internal static DateOnly On(ApiCall call) => Within(call, call.Day("on"), InputPlace.Query);

    /// <inheritdoc cref="On"/>
    internal static DateOnly Within(ApiCall call, DateOnly? asked, InputPlace place)
    {
        var last = call.Today.AddYears(YearsAhead);
        return asked is not { } day ? call.Today
            : Earliest <= day && day <= last ? day
            : throw new ProblemException(
                Problem.BadRequest([
                    new(InputIssue.InvalidInput, place, "on", $"{day:yyyy-MM-dd}", "api.issue.dayOutOfRange")
                    {
                        Values = [("first", $"{Earliest:yyyy-MM-dd}"), ("last", $"{last:yyyy-MM-dd}")],
                    },
                ])
            );
    }

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var on = On(call);
        var employer = await Seen.Employer(call, cancel);
        var law = Balances.LawOf(employer);
        var workers = Seen.ByName(employer.Snapshot);
        if (call["inService"] is { } asked)
        {
            var wanted = asked is "true";
            workers = [.. workers.Where(worker => Balances.IsInService(worker, on) == wanted)];
        }
        var page = Paging.Of(call, workers, (json, worker) => Summary(json, call, worker, Balances.Of(worker, law, on)));
        return page with { ETag = Seen.ETag(employer, on, call), IsKept = true };
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var on = On(call);
        var employer = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, employer);
        await call.Look(worker.WorkerId, "account", cancel);
        var tag = Seen.ETag(employer, on, call);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            json.WriteString("workerId", worker.WorkerId);
            json.Text("knownOn", call[Seen.KnownOn]);
            Write(json, worker, AccountComputation.For(worker.Facts, Balances.LawOf(employer), on), call);
            json.WriteEndObject();
        }) with
        {
            ETag = tag,
            IsInLanguage = true,
            IsKept = true,
        };
    }

    /// <summary>The account's members, its entries with the ids of the trainings and adjustments behind them.</summary>
    internal static void Write(Utf8JsonWriter json, WorkerSnapshot worker, Account account, ApiCall call) =>
        AccountJson.WriteMembers(
            json,
            account,
            call.Language,
            entry => FactOf(worker, entry),
            (to, place) => WriteFact(to, worker, place)
        );

    /// <summary>What is left to a worker, and the figures of the year of the day.</summary>
    internal static void Summary(Utf8JsonWriter json, ApiCall call, WorkerSnapshot worker, WorkerBalance balance)
    {
        json.WriteString("href", call.EmployerLink($"/workers/{worker.WorkerId:D}/account"));
        json.WriteString("workerId", worker.WorkerId);
        json.Text("familyName", worker.Identity?.FamilyName);
        json.Text("givenName", worker.Identity?.GivenNames);
        json.Text("ownReference", worker.OwnReference);
        json.WriteBoolean("inService", balance.IsInService);
        json.WritePropertyName("balance");
        AccountJson.WriteBalance(json, balance.Balance, withReason: false);
        json.Exact("planned", balance.Planned);
        if (balance.Year is { } year)
        {
            json.WritePropertyName("year");
            AccountJson.WriteYear(json, year, withReasons: false);
        }
    }

    private static void WriteFact(Utf8JsonWriter json, WorkerSnapshot worker, FactPlace place)
    {
        switch (place.List, place.Index)
        {
            case ("trainings", { } index):
                json.WriteString("trainingId", worker.Trainings[index].TrainingId);
                break;
            case ("adjustments", { } index):
                json.WriteString("adjustmentId", worker.Adjustments[index].AdjustmentId);
                break;
            case ("employments", { } index) when EmploymentOf(worker, index) is { } employment:
                json.WriteString("employmentId", employment);
                break;
            case ("employer.optOuts", { } index):
                json.WriteNumber("year", worker.Facts.Employer.OptOuts[index].Year);
                break;
            default:
                break;
        }
    }

    // The law counts several where people see one: it is the one that goes on on its first day.
    private static Guid? EmploymentOf(WorkerSnapshot worker, int index)
    {
        var start = worker.Facts.Employments[index].Start;
        return worker.Employments.Employments.LastOrDefault(one => one.Start <= start && !(one.End < start))?.Id;
    }

    private static (string Name, Guid Id)? FactOf(WorkerSnapshot worker, AccountEntry entry) =>
        entry.Fact < 0 ? null
        : entry.Kind is EntryKind.Adjustment ? ("adjustmentId", worker.Adjustments[entry.Fact].AdjustmentId)
        : entry.Kind is EntryKind.Use or EntryKind.Outside ? ("trainingId", worker.Trainings[entry.Fact].TrainingId)
        : null;
}
