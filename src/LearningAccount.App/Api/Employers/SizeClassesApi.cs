using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Employers;

/// <summary>The size class of an employer in each year, with its reason: as it follows from declarations, or as somebody says it.</summary>
internal static class SizeClassesApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listSizeClasses", Right.ReadEmployer, List),
            new("getSizeClass", Right.ReadEmployer, Get),
            new("saySizeClass", Right.ManageRights, Say),
            new("withdrawSizeClass", Right.ManageRights, Withdraw),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var facts = seen.Snapshot.Facts;
        var periods = SizePeriods.UpTo(seen.Snapshot.LawUnder(seen.Law), call.Today);
        return Paging.Whole(
            call,
            periods,
            (json, one) =>
            {
                json.WriteString("href", Address(call, one.Period.From.Year));
                Write(json, one.Period.From.Year, one, facts, call);
            }
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        return Document(call, seen, seen.Snapshot.Facts) ?? throw new ProblemException(Problem.NotFound());
    }

    private static async Task<ApiAnswer> Say(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var size = call.Body.CodeOf<SizeClass>("sizeClass")!.Value;
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "saySize", cancel);
                var facts = await Checked(call, seen, change.Connection, cancel);
                var said = new SaidSizeClassVersion
                {
                    EmployerId = call.EmployerId,
                    Origin = FactVersion.ByHand,
                    FromOn = FirstDay(call),
                    SizeClass = size,
                };
                var outcome = (await SaySizeClasses.Do(change, call.EmployerId, [said], cancel)).OrProblem(_ => "sizeClass");
                var origin = new Origin(FactVersion.ByHand, "", call.Today);
                var after =
                    outcome is Records.Registry.Said.Unchanged
                        ? facts
                        : facts with
                        {
                            SizeClasses =
                            [
                                .. facts
                                    .SizeClasses.Where(one => one.From != said.FromOn)
                                    .Append(new(said.FromOn, size, origin))
                                    .OrderBy(one => one.From),
                            ],
                        };
                return Document(call, seen, after)!;
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "withdraw", cancel);
                await Checked(call, seen, change.Connection, cancel);
                var known = await ReadVersions.Now(change.Connection, Tables.SaidSizeClass, call.EmployerId, cancel);
                await WithdrawFacts.Do(change, Tables.SaidSizeClass, known, one => one.FromOn == FirstDay(call), cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }

    // What was said may have changed since the employer was read, and If-Match is about what holds now.
    private static async Task<EmployerFacts> Checked(
        ApiCall call,
        SeenEmployer seen,
        System.Data.Common.DbConnection connection,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(connection, Tables.SaidSizeClass, call.EmployerId, cancel);
        var facts = seen.Snapshot.Facts with
        {
            SizeClasses =
            [
                .. known
                    .OrderBy(one => one.FromOn)
                    .Select(one => new SaidSizeClass(one.FromOn, one.SizeClass, seen.Snapshot.OriginOf(one))),
            ],
        };
        call.CheckIfMatch(Document(call, seen, facts)?.ETag);
        return facts;
    }

    private static DateOnly FirstDay(ApiCall call) => new(Year(call), 1, 1);

    private static int Year(ApiCall call) => int.Parse(call["year"]!, CultureInfo.InvariantCulture);

    private static string Address(ApiCall call, int year) =>
        call.EmployerLink(string.Create(CultureInfo.InvariantCulture, $"/sizeClasses/{year}"));

    // Null: classes are said, and none for this year.
    private static ApiAnswer? Document(ApiCall call, SeenEmployer seen, EmployerFacts facts)
    {
        var year = Year(call);
        var law = new EmployerLaw(facts, seen.Snapshot.Settings, seen.Law);
        var periods = SizePeriods.UpTo(law, new(year, 12, 31)).Where(one => one.Period.From.Year <= year).ToList();
        return periods.Count == 0
            ? null
            : ApiAnswer.Document(json =>
            {
                json.WriteStartObject();
                json.WriteString("self", Address(call, year));
                Write(json, year, periods[^1], facts, call);
                json.WriteEndObject();
            }) with
            {
                IsInLanguage = true,
            };
    }

    private static void Write(
        Utf8JsonWriter json,
        int year,
        (SizePeriod Period, Reason Reason) one,
        EmployerFacts facts,
        ApiCall call
    )
    {
        var said = facts.SizeClasses.FirstOrDefault(known => known.From == one.Period.From);
        json.WriteNumber("year", year);
        EmployerShown.WritePeriod(json, one.Period, one.Reason, call.Language);
        json.WriteBoolean("isSaid", said is not null);
        json.Origin("origin", said?.Origin);
    }
}
