using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>What lists and people say of a worker's employments, one by one: to correct and withdraw what was said by hand.</summary>
internal static class ContractsApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listContracts", Right.ReadEmployer, List),
            new("getContract", Right.ReadEmployer, Get),
            new("changeContract", Right.ManageWorkers, Change),
            new("withdrawContract", Right.ManageWorkers, Withdraw),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        await call.Look(worker.WorkerId, "employments", cancel);
        return Paging.Whole(
            call,
            worker.Contracts,
            (json, contract) =>
            {
                json.WriteString("href", SentContract.Address(call, worker.WorkerId, contract.ContractId));
                SentContract.Write(json, contract, worker.OriginOf(contract));
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        await call.Look(worker.WorkerId, "employments", cancel);
        var contract =
            worker.Contracts.FirstOrDefault(one => one.ContractId == call.Id("contractId"))
            ?? throw new ProblemException(Problem.NotFound());
        return Document(call, worker.WorkerId, contract, worker.OriginOf(contract));
    }

    private static async Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen).WorkerId;
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, "sayContract", cancel);
                var known = await Known(call, change.Connection, worker, cancel);
                call.CheckIfMatch(ETags.Of(known));
                if (!known.IsByHand)
                {
                    throw new ProblemException(Problem.CameFromFile());
                }
                var said = SentContract.Read(call.Body, known, seen.Snapshot.Facts) with { Recorded = last + 1 };
                var outcome = (await SayContracts.Do(change, call.EmployerId, [said], cancel)).OrProblem(SentContract.PlaceOf);
                var after = outcome is Said.Unchanged ? known : said;
                return Document(call, worker, after, seen.Snapshot.DaysWith(last + 1, call.Today).OriginOf(after));
            },
            cancel
        );
    }

    private static Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel) =>
        FactOfWorker.Withdraw(call, Tables.Contract, IsAsked(call), cancel);

    private static Task<ContractVersion> Known(
        ApiCall call,
        System.Data.Common.DbConnection connection,
        Guid worker,
        CancellationToken cancel
    ) => FactOfWorker.Known(call, connection, Tables.Contract, worker, IsAsked(call), cancel);

    private static Func<ContractVersion, bool> IsAsked(ApiCall call)
    {
        var id = call.Id("contractId");
        return one => one.ContractId == id;
    }

    private static ApiAnswer Document(ApiCall call, Guid worker, ContractVersion contract, Law.Facts.Origin origin) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", SentContract.Address(call, worker, contract.ContractId));
            SentContract.Write(json, contract, origin);
            json.WriteEndObject();
        }) with
        {
            ETag = ETags.Of(contract),
        };
}
