using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>The workers of an employer: lists of them, who each is, their numbers.</summary>
internal static class WorkersApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listWorkers", Right.ReadEmployer, List),
            new("registerWorker", Right.ManageWorkers, Register),
            new("queryWorkers", Right.ReadEmployer, QueryWorkers.Do),
            new("getWorker", Right.ReadEmployer, Get),
            new("changeWorker", Right.ManageWorkers, Change),
            new("replaceSsin", Right.ManageWorkers, Replace),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var words = NameOrder.Fold(call["q"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (department, site, inServiceOn) = (call["department"], call["site"], call.Day("inServiceOn"));
        var found = Seen.ByName(seen.Snapshot)
            .Where(worker =>
                IsOf(department, worker.Identity?.Department)
                && IsOf(site, worker.Identity?.Site)
                && (inServiceOn is not { } day || WorkerShown.IsInService(worker, day))
                && (words.Length == 0 || IsCalled(worker, words))
            )
            .ToList();
        var on = inServiceOn ?? call.Today;
        return Paging.Of(call, found, (json, worker) => WorkerShown.Of(worker, seen, on).WriteItem(json, call));
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = WorkerShown.Of(Seen.Worker(call, seen), seen, call.Today);
        return ApiAnswer.Document(json => worker.Write(json, call));
    }

    private static async Task<ApiAnswer> Register(ApiCall call, CancellationToken cancel)
    {
        var number = call.Body.SsinOf("ssin", call.Today)!.Value;
        var identity = SentIdentity.Read(call.Body, SentIdentity.Unknown(call.EmployerId, Guid.Empty));
        var seen = await Seen.Employer(call, cancel);
        var contract = call.Body.TryGetProperty("employment", out var said)
            ? SentContract.Read(said, SentContract.Saying(call.EmployerId, Guid.Empty), seen.Snapshot.Facts, "employment.")
            : null;
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "hireWorker", cancel);
                var known = await FindWorkers.Of(change.Connection, call.EmployerId, [number], cancel);
                if (known.TryGetValue(number, out var there))
                {
                    throw new ProblemException(Problem.AlreadyThere(WorkerShown.Address(call, there)));
                }
                var id = await HireWorker.Do(change, call.EmployerId, number, identity, contract, cancel);
                var shown = new WorkerShown
                {
                    Id = id,
                    Identity = identity,
                    Origin = new Origin(FactVersion.ByHand, "", call.Today),
                    OwnReference = identity.OwnReference,
                    MaskedNumber = PersonDirectory.Masked(number),
                    InService = contract?.StartOn <= call.Today && !(contract.EndOn < call.Today),
                    IsRestricted = false,
                };
                return ApiAnswer.CreatedDocument(WorkerShown.Address(call, id), json => shown.Write(json, call));
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen);
        var shown = WorkerShown.Of(worker, seen, call.Today);
        // Of two workers who turned out to be one person, the one it was said of.
        var owner = worker.Identity?.WorkerId ?? worker.WorkerId;
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, "sayIdentity", cancel);
                var known = (
                    await ReadVersions.Now(change.Connection, Tables.WorkerIdentity, call.EmployerId, [owner], cancel)
                ).SingleOrDefault();
                var days = seen.Snapshot.DaysWith(last + 1, call.Today);
                var before = shown.With(known, known is null ? null : days.OriginOf(known));
                call.CheckIfMatch(ApiAnswer.Document(json => before.Write(json, call)).ETag!);
                var said = SentIdentity.Read(call.Body, known ?? SentIdentity.Unknown(call.EmployerId, owner)) with
                {
                    Recorded = last + 1,
                };
                var outcome = (await SayIdentities.Whole(change, call.EmployerId, [said], cancel)).OrProblem();
                var after = outcome is Said.Unchanged ? before : before.With(said, days.OriginOf(said));
                return ApiAnswer.Document(json => after.Write(json, call));
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Replace(ApiCall call, CancellationToken cancel)
    {
        var number = call.Body.SsinOf("ssin", call.Today)!.Value;
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "replaceSsin", cancel);
                var numbers = await PersonDirectory.NumbersOf(change.Connection, [worker.PersonId], cancel);
                await ReplaceSsin.Do(
                    change,
                    call.EmployerId,
                    numbers[worker.PersonId].Last(),
                    number,
                    FactVersion.ByHand,
                    cancel
                );
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }

    private static bool IsCalled(WorkerSnapshot worker, string[] words)
    {
        var called = NameOrder.Fold($"{WorkerNames.Listed(worker)} {worker.OwnReference}");
        return Array.TrueForAll(words, word => called.Contains(word, StringComparison.Ordinal));
    }

    private static bool IsOf(string? wanted, string? place) =>
        wanted is null || string.Equals(wanted, place, StringComparison.OrdinalIgnoreCase);
}
