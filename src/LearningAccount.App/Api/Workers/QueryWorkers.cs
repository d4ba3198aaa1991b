using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>Finds workers by what stands in no address: their numbers; or by what their employer calls them, many at once.</summary>
internal static class QueryWorkers
{
    public static async Task<ApiAnswer> Do(ApiCall call, CancellationToken cancel)
    {
        var numbers = Numbers(call);
        var references = Texts(call, "ownReferences").Distinct(StringComparer.Ordinal).ToList();
        var isWithNumbers = call.Body.BoolOf("withSsin") is true;
        if (isWithNumbers && !call.Visitor.May(Right.ManageWorkers, call.EmployerId, call.Now))
        {
            throw new ProblemException(Problem.MissingPermission());
        }
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var byNumber = await FindWorkers.Of(connection, call.EmployerId, numbers, cancel);
        var byReference = await FindWorkersByReference.Of(connection, call.EmployerId, references, cancel);
        var shown = new Dictionary<Guid, (WorkerSnapshot Worker, Ssin? Number)>();
        foreach (var reference in byReference)
        {
            foreach (var worker in reference.Select(seen.Snapshot.Worker).OfType<WorkerSnapshot>())
            {
                shown[worker.WorkerId] = (worker, null);
            }
        }
        foreach (var (number, id) in byNumber)
        {
            if (seen.Snapshot.Worker(id) is { } worker)
            {
                shown[worker.WorkerId] = (worker, number);
            }
        }
        var current = isWithNumbers
            ? await PersonDirectory.NumbersOf(connection, [.. shown.Values.Select(one => one.Worker.PersonId)], cancel)
            : null;
        var items = shown.Values.OrderBy(one => WorkerNames.Listed(one.Worker), NameOrder.Comparer).ToList();
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (worker, number) in items)
            {
                json.WriteStartObject();
                WorkerShown.Of(worker, seen, call.Today).WriteItem(json, call);
                json.Text("ssin", (number ?? current?[worker.PersonId].Select(one => (Ssin?)one).LastOrDefault())?.Digits);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("total", items.Count);
            json.WriteStartObject("missing");
            json.WriteStartArray("ssins");
            foreach (var number in numbers.Where(one => !IsSeen(byNumber.GetValueOrDefault(one))))
            {
                json.WriteStringValue(number.Digits);
            }
            json.WriteEndArray();
            json.WriteStartArray("ownReferences");
            foreach (var reference in references.Where(one => !byReference[one].Any(IsSeen)))
            {
                json.WriteStringValue(reference);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });

        bool IsSeen(Guid worker) => seen.Snapshot.Worker(worker) is not null;
    }

    // Each wrong number at its own place, all of them at once.
    private static List<Ssin> Numbers(ApiCall call)
    {
        var (numbers, issues) = (new List<Ssin>(), new List<InputIssue>());
        foreach (var (place, digits) in Texts(call, "ssins").Index())
        {
            if (Ssin.TryParseDigits(digits, call.Today, out var number, out var why))
            {
                numbers.Add(number);
            }
            else if (issues.Count < SchemaCheck.MostIssues)
            {
                issues.Add(SentFacts.Fault($"ssins[{place}]", why));
            }
        }
        return issues.Count == 0 ? [.. numbers.Distinct()] : throw new ProblemException(Problem.BadRequest(issues));
    }

    private static IEnumerable<string> Texts(ApiCall call, string name) =>
        call.Body.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(one => one.GetString()!) : [];
}
