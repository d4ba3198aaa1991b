using LearningAccount.App.Api.Documents;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Me;

/// <summary>What somebody reads of its own, at every employer: <c>/me</c>.</summary>
internal static class MeApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listOwnAccounts", Right.OwnAccount, ListAccounts),
            new("readOwnAccount", Right.OwnAccount, ReadAccount),
            new("listOwnTrainings", Right.OwnAccount, ListTrainings),
            new("listOwnDocuments", Right.OwnAccount, ListDocuments),
            new("readOwnDocumentFile", Right.OwnAccount, ReadDocumentFile),
            new("listOwnLooks", Right.OwnAccount, ListLooks),
        ];

    private static async Task<ApiAnswer> ListAccounts(ApiCall call, CancellationToken cancel)
    {
        var on = Accounts.Accounts.On(call);
        return Paging.Whole(
            call,
            await OwnAccounts.All(call, cancel),
            (json, own) =>
            {
                var account = AccountComputation.For(own.Worker.Facts, own.Law, on);
                json.WriteString("href", call.Link($"/me/accounts/{own.Worker.WorkerId:D}"));
                json.WriteString("workerId", own.Worker.WorkerId);
                json.WriteString("employerNumber", own.Number);
                json.Text("employerName", own.Employer.Profile?.Name);
                json.WritePropertyName("balance");
                AccountJson.WriteBalance(json, account.Balance, withReason: false);
                json.Exact("planned", account.Planned);
            }
        );
    }

    private static async Task<ApiAnswer> ReadAccount(ApiCall call, CancellationToken cancel)
    {
        var on = Accounts.Accounts.On(call);
        var own = await OwnAccounts.One(call, call.Id("workerId"), cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            json.WriteString("workerId", own.Worker.WorkerId);
            json.Text("knownOn", call[Seen.KnownOn]);
            Accounts.Accounts.Write(json, own.Worker, AccountComputation.For(own.Worker.Facts, own.Law, on), call);
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> ListTrainings(ApiCall call, CancellationToken cancel)
    {
        var all = (await OwnAccounts.All(call, cancel))
            .SelectMany(own => own.Worker.Trainings, (own, training) => (own, training))
            .OrderByDescending(one => one.training.EndOn)
            .ThenBy(one => one.training.TrainingId)
            .ToList();
        var written = new Dictionary<(Guid Employer, long Line), DateTimeOffset>();
        await using var connection = await call.Part<Database>().Connect(cancel);
        foreach (var at in all.GroupBy(one => one.own.EmployerId))
        {
            var lines = at.Select(one => one.training.Recorded).Distinct().ToList();
            foreach (var line in await ReadHistory.Lines(connection, at.Key, lines, cancel))
            {
                written.Add((at.Key, line.Seq), line.RecordedAt);
            }
        }
        return Paging.Of(
            call,
            all,
            (json, one) =>
            {
                json.WriteString("employerNumber", one.own.Number);
                var changedAt = written[(one.own.EmployerId, one.training.Recorded)];
                TrainingJson.Write(json, one.training, one.own.Worker.WorkerId, changedAt);
            }
        );
    }

    private static async Task<ApiAnswer> ListDocuments(ApiCall call, CancellationToken cancel)
    {
        var all = await Documents(call, cancel);
        return Paging.Whole(
            call,
            [.. all.OrderByDescending(one => one.Of.Document.IssuedOn).ThenByDescending(one => one.Of.Document.DocumentId)],
            (json, one) =>
            {
                DocumentJson.Head(json, one.Of.Document);
                json.WriteString("employerNumber", one.Own.Number);
                json.WriteString("file", call.Link($"/me/documents/{one.Of.Document.DocumentId:D}/file"));
            }
        );
    }

    private static async Task<ApiAnswer> ReadDocumentFile(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id("documentId");
        var found =
            (await Documents(call, cancel)).Select(one => one.Of).FirstOrDefault(one => one.Document.DocumentId == id)
            ?? throw new ProblemException(Problem.NotFound());
        await TellSteps.Opened(call.Part<Database>(), call.Visitor.Author(), found, cancel);
        return await DocumentsApi.FileOf(call, found.Document, cancel);
    }

    // An evidence file is for others than the worker.
    private static async Task<IReadOnlyList<(OwnAccount Own, DocumentOnItsWay Of)>> Documents(
        ApiCall call,
        CancellationToken cancel
    )
    {
        var all = new List<(OwnAccount, DocumentOnItsWay)>();
        await using var connection = await call.Part<Database>().Connect(cancel);
        foreach (var own in await OwnAccounts.All(call, cancel))
        {
            var issued = await ReadIssued.Of(connection, own.EmployerId, own.Employer.AliasesOf(own.Worker.WorkerId), cancel);
            all.AddRange(issued.Where(one => one.Document.Kind is not DocumentKind.EvidenceFile).Select(one => (own, one)));
        }
        return all;
    }

    private static async Task<ApiAnswer> ListLooks(ApiCall call, CancellationToken cancel)
    {
        var all = new List<(OwnAccount Own, Look Look)>();
        foreach (var own in await OwnAccounts.All(call, cancel))
        {
            all.AddRange((await call.Part<Looks>().At(own.EmployerId, own.Worker.WorkerId, cancel)).Select(look => (own, look)));
        }
        return Paging.Whole(
            call,
            [.. all.OrderByDescending(one => one.Look.LookedAt)],
            (json, one) =>
            {
                json.WriteString("employerNumber", one.Own.Number);
                json.Instant("at", one.Look.LookedAt);
                json.WriteString("by", one.Look.UserName);
                json.WriteString("role", one.Look.Role);
                json.WriteString("purpose", one.Look.Purpose);
                json.Text("reason", one.Look.Why);
            }
        );
    }
}
