using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Employers;

/// <summary>The full-time equivalents and heads of the quarters: as declared, or as somebody says them.</summary>
internal static class DeclaredSizesApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listDeclaredSizes", Right.ReadEmployer, List),
            new("getDeclaredSize", Right.ReadEmployer, Get),
            new("sayDeclaredSize", Right.ManageRights, Say),
            new("withdrawDeclaredSize", Right.ManageRights, Withdraw),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        return Paging.Whole(
            call,
            [.. seen.Snapshot.Quarters.Select(quarter => Shown(quarter, seen))],
            (json, one) =>
            {
                json.WriteString("href", one.Address(call));
                one.Write(json);
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var shown = Shown(call, seen);
        return shown.IsThere ? Document(shown, call) : throw new ProblemException(Problem.NotFound());
    }

    private static async Task<ApiAnswer> Say(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var shown = Shown(call, seen);
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, "saySize", cancel);
                var days = seen.Snapshot.DaysWith(last + 1, call.Today);
                var known = await Known(call, change.Connection, shown.Quarter, cancel);
                var before = shown.With(known, known is null ? null : days.OriginOf(known));
                call.CheckIfMatch(before.IsThere ? Document(before, call).ETag : null);
                var said = new DeclaredSizeVersion
                {
                    EmployerId = call.EmployerId,
                    Origin = FactVersion.ByHand,
                    Recorded = last + 1,
                    Quarter = shown.Quarter,
                    Fte = call.Body.ExactOf("fte")!.Value,
                    Heads = call.Body.WholeOf("heads"),
                };
                var outcome = (await SayDeclaredSizes.Do(change, call.EmployerId, [said], cancel)).OrProblem();
                return Document(outcome is Said.Unchanged ? before : before.With(said, days.OriginOf(said)), call);
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var shown = Shown(call, seen);
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, "withdraw", cancel);
                var days = seen.Snapshot.DaysWith(last + 1, call.Today);
                var known =
                    await Known(call, change.Connection, shown.Quarter, cancel) ?? throw new ProblemException(Problem.NotFound());
                call.CheckIfMatch(Document(shown.With(known, days.OriginOf(known)), call).ETag!);
                await WithdrawFacts.Do(change, Tables.DeclaredSize, [known], _ => true, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }

    private static async Task<DeclaredSizeVersion?> Known(
        ApiCall call,
        System.Data.Common.DbConnection connection,
        Quarter quarter,
        CancellationToken cancel
    ) => (await ReadVersions.Now(connection, Tables.DeclaredSize, call.EmployerId, cancel)).Find(one => one.Quarter == quarter);

    private static QuarterShown Shown(ApiCall call, SeenEmployer seen)
    {
        var quarter = Quarter.TryParse(call["yearQuarter"], out var read) ? read : throw new ProblemException(Problem.NotFound());
        return seen.Snapshot.Quarters.FirstOrDefault(one => one.Quarter == quarter) is { } known
            ? Shown(known, seen)
            : new(quarter, null, null, null, null);
    }

    private static QuarterShown Shown(DeclaredQuarter quarter, SeenEmployer seen)
    {
        var isDeclared = !quarter.Declarations.IsEmpty;
        return new(
            quarter.Quarter,
            isDeclared ? quarter.Counted.Aggregate(quarter.ErasedFte, (sum, person) => sum + person.Fte) : null,
            isDeclared ? quarter.Counted.Length + quarter.ErasedHeads : null,
            quarter.Said,
            quarter.Said is { } said ? seen.Snapshot.OriginOf(said) : null
        );
    }

    private static ApiAnswer Document(QuarterShown shown, ApiCall call) =>
        ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", shown.Address(call));
            shown.Write(json);
            json.WriteEndObject();
        });

    private sealed record QuarterShown(
        Quarter Quarter,
        Fraction? Declared,
        int? DeclaredHeads,
        DeclaredSizeVersion? Said,
        Law.Facts.Origin? Origin
    )
    {
        public bool IsThere => Said is not null || Declared is not null;

        public QuarterShown With(DeclaredSizeVersion? said, Law.Facts.Origin? origin) =>
            this with
            {
                Said = said,
                Origin = origin,
            };

        public string Address(ApiCall call) => call.EmployerLink($"/declaredSizes/{Quarter}");

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("quarter", Quarter.ToString());
            json.Exact("fte", Said?.Fte ?? Declared);
            json.Whole("heads", Said is null ? DeclaredHeads : Said.Heads);
            json.WriteBoolean("isSaid", Said is not null);
            json.Exact("declaredFte", Declared);
            json.Whole("declaredHeads", DeclaredHeads);
            json.Origin("origin", Origin);
        }
    }
}
