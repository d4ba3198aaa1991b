using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>The employments of a worker, as they follow from all that is said of them; what is said here stands beside the rest.</summary>
internal static class EmploymentsApi
{
    private const string Purpose = "employments";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listEmployments", Right.ReadEmployer, List),
            new("createEmployment", Right.ManageWorkers, Create),
            new("getEmployment", Right.ReadEmployer, Get),
            new("changeEmployment", Right.ManageWorkers, Change),
            new("createWorkRegime", Right.ManageWorkers, CreateRegime),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        await call.Look(worker.WorkerId, Purpose, cancel);
        var all = EmploymentShown.Of(worker.WorkerId, worker.Employments);
        return Paging.Whole(call, all, (json, one) => one.WriteItem(json, call));
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        await call.Look(worker.WorkerId, Purpose, cancel);
        return Document(Found(EmploymentShown.Of(worker.WorkerId, worker.Employments), call.Id("employmentId")), call);
    }

    private static Task<ApiAnswer> Create(ApiCall call, CancellationToken cancel) =>
        SayContract(
            call,
            "sayContract",
            (_, _, worker, facts) => SentContract.Read(call.Body, SentContract.Saying(call.EmployerId, worker), facts),
            (employment, _) =>
                Document(employment, call) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = employment.Address(call),
                },
            cancel
        );

    private static Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel) =>
        SayContract(
            call,
            ActionOf(call.Body),
            (employments, contracts, worker, facts) =>
                Changed(call, Checked(employments, call).Employment, contracts, worker, facts),
            (employment, _) => Document(employment, call),
            cancel
        );

    private static Task<ApiAnswer> CreateRegime(ApiCall call, CancellationToken cancel) =>
        SayContract(
            call,
            "changeRegime",
            (employments, _, worker, facts) =>
            {
                var employment = Checked(employments, call).Employment;
                var said = SentContract.Read(call.Body, SentContract.Saying(call.EmployerId, worker), facts);
                return said.StartOn < employment.Start || employment.End < said.StartOn
                    ? throw SentFacts.Wrong("startDate", "notInService", call.Body.TextOf("startDate"))
                    : said;
            },
            (employment, contract) =>
                Document(employment, call) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = SentContract.Address(call, employment.Worker, contract.ContractId),
                },
            cancel
        );

    /// <summary>Says a contract by hand, and answers with the employment that it became part of.</summary>
    private static async Task<ApiAnswer> SayContract(
        ApiCall call,
        string action,
        Func<IReadOnlyList<EmploymentShown>, List<ContractVersion>, Guid, Law.Facts.EmployerFacts, ContractVersion> read,
        Func<EmploymentShown, ContractVersion, ApiAnswer> answer,
        CancellationToken cancel
    )
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen).WorkerId;
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, action, cancel);
                var days = seen.Snapshot.DaysWith(last + 1, call.Today);
                var aliases = await WorkerAliases.Of(change.Connection, call.EmployerId, [worker], cancel);
                var contracts = await ReadVersions.Now(change.Connection, Tables.Contract, call.EmployerId, aliases.Keys, cancel);
                var said = read(await Now(change, aliases, days), contracts, worker, seen.Snapshot.Facts);
                (await SayContracts.Do(change, call.EmployerId, [said], cancel)).OrProblem(SentContract.PlaceOf);
                return answer(FoundBy(await Now(change, aliases, days), said), said);
            },
            cancel
        );

        async Task<IReadOnlyList<EmploymentShown>> Now(Change change, Dictionary<Guid, Guid> aliases, RecordedDays days)
        {
            var all = await ReadEmployments.Of(change.Connection, call.EmployerId, aliases, cancel, days);
            return EmploymentShown.Of(worker, all[aliases[worker]]);
        }
    }

    private static ContractVersion Changed(
        ApiCall call,
        RegisteredEmployment employment,
        List<ContractVersion> contracts,
        Guid worker,
        Law.Facts.EmployerFacts facts
    )
    {
        // From the first day of the employment, so that it also holds where the sources end it earlier.
        var known =
            contracts.FirstOrDefault(one => one.IsByHand && one.StartOn == employment.Start)
            ?? SentContract.Saying(call.EmployerId, worker) with
            {
                StartOn = employment.Start,
            };
        if (call.Body.TextOf("endReason") is not null && !call.Body.TryGetProperty("endDate", out _))
        {
            known = known with { EndOn = employment.End ?? throw SentFacts.Wrong("endDate", "endNeeded") };
        }
        return call.Body.DayOf("endDate") < employment.Start
            ? throw SentFacts.Wrong("endDate", "beforeStart", call.Body.TextOf("endDate"))
            : SentContract.Read(call.Body, known, facts);
    }

    // An end is an end, whatever else is said with it.
    private static string ActionOf(JsonElement sent)
    {
        var isEnd = sent.TryGetProperty("endDate", out _) || sent.TryGetProperty("endReason", out _);
        return isEnd ? "endContract" : "sayContract";
    }

    private static EmploymentShown Checked(IReadOnlyList<EmploymentShown> employments, ApiCall call)
    {
        var found = Found(employments, call.Id("employmentId"));
        call.CheckIfMatch(Document(found, call).ETag!);
        return found;
    }

    private static EmploymentShown Found(IReadOnlyList<EmploymentShown> employments, Guid id) =>
        employments.FirstOrDefault(one => one.IsMadeOf(id)) ?? throw new ProblemException(Problem.NotFound());

    // What it says may be told by others on every day it covers; then it is part of the one it begins in.
    private static EmploymentShown FoundBy(IReadOnlyList<EmploymentShown> employments, ContractVersion said) =>
        employments.FirstOrDefault(one => one.IsMadeOf(said.ContractId))
        ?? employments.First(one => one.Employment.Start <= said.StartOn && !(one.Employment.End < said.StartOn));

    private static ApiAnswer Document(EmploymentShown employment, ApiCall call) =>
        ApiAnswer.Document((Utf8JsonWriter json) => employment.Write(json, call));
}
