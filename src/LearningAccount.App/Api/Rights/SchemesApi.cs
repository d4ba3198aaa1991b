using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Rights;

/// <summary>Sector and company agreements that an employer follows besides those known to all.</summary>
internal static class SchemesApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listSchemes", Right.ReadEmployer, List),
            new("createScheme", Right.ManageRights, Create),
            new("getScheme", Right.ReadEmployer, Get),
            new("withdrawScheme", Right.ManageRights, Withdraw),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        return Paging.Whole(call, seen.Snapshot.Schemes, (json, one) => WriteItem(json, one, seen.Snapshot.OriginOf(one), call));
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var scheme =
            seen.Snapshot.Schemes.FirstOrDefault(one => one.SchemeId == call.Id("schemeId"))
            ?? throw new ProblemException(Problem.NotFound());
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, scheme.SchemeId));
            Write(json, scheme, seen.Snapshot.OriginOf(scheme));
            json.WriteEndObject();
        }) with
        {
            ETag = ETag(scheme),
        };
    }

    private static async Task<ApiAnswer> Create(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var agreement = Read(call.Body, seen.Law);
        if (EnterAgreement.Overlapping(agreement, seen.Snapshot.Facts.Schemes) is not null)
        {
            throw SentFacts.Wrong("steps[0].startDate", "schemeOverlaps");
        }
        return await call.Make(
            async change =>
            {
                // No other agreement may have come in between, which this one would pass over.
                var last = await change.Touch(call.EmployerId, "sayScheme", cancel, seen.Snapshot.Seq);
                var said = agreement
                    .Values.Select(value => EnterAgreement.Version(call.EmployerId, value.Row) with { Recorded = last + 1 })
                    .ToList();
                (await SaySchemes.Do(change, call.EmployerId, said, cancel)).OrProblem(_ => "steps");
                var origin = seen.Snapshot.DaysWith(last + 1, call.Today).OriginOf(said[0]);
                return Paging.Whole(call, said, (json, one) => WriteItem(json, one, origin, call)) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = Address(call, said[0].SchemeId),
                };
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel) =>
        await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "withdraw", cancel);
                var all = await ReadVersions.Now(change.Connection, Tables.Scheme, call.EmployerId, cancel);
                var known =
                    all.Find(one => one.SchemeId == call.Id("schemeId")) ?? throw new ProblemException(Problem.NotFound());
                call.CheckIfMatch(ETag(known));
                await WithdrawFacts.Do(change, Tables.Scheme, [known], _ => true, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );

    private static LawFile Read(JsonElement sent, LawBook law)
    {
        var entered = new EnteredAgreement(
            sent.TextOf("registration")!.Trim(),
            sent.TextOf("jointCommittee")!,
            sent.CodeOf<SizeClass>("sizeClass"),
            sent.CodeOf<SchemeWorker>("workers") ?? SchemeWorker.All,
            sent.TextOf("source")!.Trim(),
            [
                .. sent.GetProperty("steps")
                    .EnumerateArray()
                    .Select(step => (step.DayOf("startDate")!.Value, step.DayOf("endDate"), step.ExactOf("days")!.Value)),
            ]
        )
        {
            SignedOn = sent.DayOf("signedOn")!.Value,
            DepositedOn = sent.DayOf("depositedOn"),
            BindingFrom = sent.DayOf("bindingFrom")!.Value,
        };
        return EnterAgreement.Read(entered, law, out var problems)
            ?? throw new ProblemException(
                Problem.BadRequest([
                    .. problems
                        .Where(problem => problem.Severity is Severity.Error)
                        .Take(SchemaCheck.MostIssues)
                        .Select(problem =>
                            InputIssue.Of(PlaceOf(problem.At), problem.Code, language => LawTexts.Of(problem, language))
                        ),
                ])
            );
    }

    // The file calls some places otherwise: $.steps[0].from, $.jointCommittees[0], $.class.
    private static string PlaceOf(string at)
    {
        var place = at.StartsWith("$.", StringComparison.Ordinal) ? at[2..] : at;
        return place switch
        {
            "class" => "sizeClass",
            "worker" => "workers",
            _ when place.StartsWith("jointCommittees", StringComparison.Ordinal) => "jointCommittee",
            _ when place.EndsWith(".from", StringComparison.Ordinal) => $"{place[..^5]}.startDate",
            _ when place.EndsWith(".to", StringComparison.Ordinal) => $"{place[..^3]}.endDate",
            _ => place,
        };
    }

    private static string Address(ApiCall call, Guid scheme) =>
        call.EmployerLink(string.Create(CultureInfo.InvariantCulture, $"/schemes/{scheme:D}"));

    // Several of one line: their id tells them apart.
    private static string ETag(SchemeVersion scheme) =>
        string.Create(CultureInfo.InvariantCulture, $"{scheme.Recorded:x}-{scheme.SchemeId:N}");

    private static void WriteItem(Utf8JsonWriter json, SchemeVersion scheme, Origin origin, ApiCall call)
    {
        json.WriteString("href", Address(call, scheme.SchemeId));
        Write(json, scheme, origin);
    }

    private static void Write(Utf8JsonWriter json, SchemeVersion scheme, Origin origin)
    {
        json.WriteString("id", scheme.SchemeId);
        json.WriteString("jointCommittee", scheme.JointCommittee.ToString());
        json.Code<SchemeWorker>("workers", scheme.Worker);
        json.Code("sizeClass", scheme.SizeClass);
        json.Day("startDate", scheme.FromOn);
        json.Day("endDate", scheme.ToOn);
        json.Exact("days", scheme.Days);
        json.Exact("hours", scheme.Hours);
        json.Code<SchemeKind>("kind", scheme.Kind);
        json.Text("registration", scheme.Registration);
        json.Day("depositedOn", scheme.DepositedOn);
        json.Day("bindingFrom", scheme.BindingFrom);
        json.Whole("windowYears", scheme.WindowYears);
        json.WriteBoolean("isChangeable", scheme.IsByHand);
        json.Origin("origin", origin);
    }
}
