using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Documents;
using LearningAccount.App.Plans;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Plans;

/// <summary>Training plans of an employer, as they are read: <c>/employers/{employerNumber}/trainingPlans</c>.</summary>
internal static class PlansApi
{
    public const string IdParameter = "trainingPlanId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listTrainingPlans", Right.ReadEmployer, List),
            new("getTrainingPlan", Right.ReadEmployer, Get),
            new("getTrainingPlanLine", Right.ReadEmployer, GetLine),
            new("compareTrainingPlan", Right.ReadEmployer, Compare),
            new("readTrainingPlanFile", Right.ReadEmployer, ReadFile),
            .. PlanChanges.Operations,
        ];

    public static string LinkOf(ApiCall call, Guid plan) => call.EmployerLink($"/trainingPlans/{plan:D}");

    public static string LinkOf(ApiCall call, Guid plan, TrainingPlanLineVersion line) =>
        $"{LinkOf(call, plan)}/lines/{line.LineId:D}";

    /// <summary>The training of the address, in the last edition.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public static TrainingPlanLineVersion LineOf(ApiCall call, Plan plan) =>
        plan.Latest.Line(call.Id("lineId")) ?? throw new ProblemException(Problem.NotFound());

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var plans = await ReadPlans.All(connection, call.EmployerId, cancel);
        var threshold = PlanThreshold.Of(seen.Snapshot, seen.Law, call.Today.Year);
        var warnings = plans.OfYear(call.Today.Year) is { } plan
            ? [.. PlanWarnings.Of(plan.Latest, call.Today), .. PlanWarnings.OfThreshold(threshold)]
            : PlanWarnings.OfNone(threshold, call.Today);
        var words = Words.In(call.Language);
        var (page, size) = Paging.Asked(call);
        return Paging.Of(
            call,
            [.. plans.Skip((int)Math.Min((page - 1L) * size, int.MaxValue)).Take(size)],
            plans.Count,
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.PlanId));
                PlanJson.Head(json, one, one.Latest, words);
            },
            json =>
            {
                PlanJson.Threshold(json, threshold);
                PlanJson.Warnings(json, warnings, call);
            }
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var plan = await Find(call, connection, cancel);
        return Answer(call, plan, EditionOf(call, plan), seen);
    }

    private static async Task<ApiAnswer> GetLine(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var plan = await Find(call, connection, cancel);
        return Answer(call, plan, LineOf(call, plan));
    }

    private static async Task<ApiAnswer> Compare(ApiCall call, CancellationToken cancel)
    {
        var shown = await Shown(call, cancel);
        // Of a plan that is being amended, what holds is compared.
        if (call["edition"] is null && shown.Plan.Fixed is { } kept)
        {
            shown = shown with { Edition = kept };
        }
        return ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            json.WriteNumber("edition", shown.Edition.Head.Edition);
            PlanJson.Comparison(json, shown.Comparison);
            json.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> ReadFile(ApiCall call, CancellationToken cancel)
    {
        var shown = await Shown(call, cancel);
        var (format, isCopy, words) = (call["format"]!, call["copy"] is "true", Words.In(call.Language));
        Sender sender;
        await using (var connection = await call.Part<Database>().Connect(cancel))
        {
            var register = await EmployerRegister.Of(connection, shown.All, cancel);
            sender = await Sender.Of(connection, shown.All, register, cancel);
        }
        using var file = new MemoryStream();
        PlanFile.Write(format, shown, isCopy, sender, words, file);
        return ApiAnswer.File(PlanFile.ContentType(format), PlanFile.Name(shown, isCopy, format, words), file.ToArray()) with
        {
            IsInLanguage = true,
        };
    }

    /// <summary>The plan of the address.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public static async Task<Plan> Find(ApiCall call, DbConnection connection, CancellationToken cancel) =>
        await ReadPlans.Find(connection, call.EmployerId, call.Id(IdParameter), cancel)
        ?? throw new ProblemException(Problem.NotFound());

    /// <summary>A plan as it is, in one of its editions.</summary>
    public static ApiAnswer Answer(ApiCall call, Plan plan, PlanEdition edition, SeenEmployer seen)
    {
        var words = Words.In(call.Language);
        var hoursPerDay = seen.Snapshot.LawUnder(seen.Law).HoursPerDay;
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, plan.PlanId));
            PlanJson.Head(json, plan, edition, words);
            PlanJson.Words(json, edition.Head);
            var planned = ComparePlan.Planned(edition.Lines, hoursPerDay);
            json.Exact("plannedDays", planned.Days);
            json.WriteStartArray("lines");
            foreach (var line in edition.Lines)
            {
                json.WriteStartObject();
                json.WriteString("href", LinkOf(call, plan.PlanId, line));
                PlanJson.Line(json, line);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("links");
            foreach (var link in plan.Links.OrderBy(link => link.Title, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("title", link.Title);
                json.WriteString("lineId", link.LineId);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            PlanJson.Warnings(json, PlanWarnings.Of(edition, call.Today), call);
            json.WriteEndObject();
        }) with
        {
            // Its warnings are of a day and in a language; neither is anybody's to change.
            ETag = string.Create(
                CultureInfo.InvariantCulture,
                $"{VersionOf(plan)}.{edition.Head.Edition}-{call.Language}-{call.Today.DayNumber:x}-{hoursPerDay}"
            ),
            IsInLanguage = true,
        };
    }

    /// <summary>One training of a plan; its version is that of the plan.</summary>
    public static ApiAnswer Answer(ApiCall call, Plan plan, TrainingPlanLineVersion line) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, plan.PlanId, line));
            PlanJson.Line(json, line);
            json.WriteEndObject();
        }) with
        {
            ETag = VersionOf(plan),
        };

    /// <summary>Of all a plan says, in all its editions; what is taken out of it makes another one too.</summary>
    public static string VersionOf(Plan plan)
    {
        var all = plan
            .Editions.SelectMany(edition => edition.Lines.Cast<FactVersion>().Append(edition.Head))
            .Concat(plan.Links)
            .Select(version => string.Create(CultureInfo.InvariantCulture, $"{version.Recorded:x}.{version.Place:x}"));
        return ETags.Of(Encoding.UTF8.GetBytes(string.Join(' ', all)))[..16];
    }

    private static async Task<ShownPlan> Shown(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var plan = await Find(call, connection, cancel);
        var all = await call.Part<ReadSnapshots>().Of(call.EmployerId, null, cancel);
        var seesAll = all is null || all.Workers.Length == seen.Snapshot.Workers.Length;
        return new(plan, EditionOf(call, plan), seen.Snapshot, seesAll ? seen.Snapshot : all!, seen.Law, call.Today);
    }

    /// <exception cref="ProblemException">404: there is no such edition.</exception>
    private static PlanEdition EditionOf(ApiCall call, Plan plan) =>
        call["edition"] is not { } number
            ? plan.Latest
            : plan.Edition(int.Parse(number, CultureInfo.InvariantCulture)) ?? throw new ProblemException(Problem.NotFound());
}
