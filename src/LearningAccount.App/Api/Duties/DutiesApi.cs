using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Employers;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Duties;

/// <summary>What employers have to do by when: <c>/duties</c>, and <c>/employers/{employerNumber}/duties</c>.</summary>
internal static class DutiesApi
{
    private const string IdParameter = "dutyId";
    private const string Until = "until";
    private const int MonthsAhead = 36;

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listAllDuties", Right.SignedIn, ListAll),
            new("listDuties", Right.ReadEmployer, List),
            new("getDuty", Right.ReadEmployer, Get),
            new("settleDuty", Right.ManageRights, Settle),
            new("reopenDuty", Right.ManageRights, Reopen),
        ];

    private static async Task<ApiAnswer> ListAll(ApiCall call, CancellationToken cancel)
    {
        var seen = await call.Part<SeenDuties>().Of(call.Visitor, null, StandingDuties.MostWhileWaiting, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var numbers = (await ListEmployers.All(connection, cancel))
            .Where(employer => seen.Read.Contains(employer.EmployerId))
            .ToDictionary(
                employer => employer.EmployerId,
                employer => EmployerShown.NumberOf(employer.EnterpriseNumber, employer.NssoNumber)
            );
        var asked = Asked(call);
        var (page, size) = Paging.Asked(call);
        var found = seen.Duties.Where(one => numbers.ContainsKey(one.Employer) && asked(one.Duty)).ToList();
        return Paging.Of(
            call,
            [.. found.Skip((int)Math.Min((page - 1L) * size, int.MaxValue)).Take(size)],
            found.Count,
            (json, one) =>
            {
                var number = numbers[one.Employer];
                json.WriteString("href", call.Link($"/employers/{number}/duties/{DutyJson.IdOf(one.Duty)}"));
                json.WriteString("employerNumber", number);
                json.Link("employer", call.Link($"/employers/{number}"));
                DutyJson.Write(json, call, one.Duty);
            },
            json => json.WriteNumber("employersNotYet", seen.NotYet)
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var until = UntilOf(call);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var calendar = await EmployerCalendar.Of(call, connection, until, cancel);
        return Paging.Of(
            call,
            [.. calendar.Duties(calendar.Facts).Where(Asked(call))],
            (json, duty) =>
            {
                json.WriteString("href", call.EmployerLink($"/duties/{DutyJson.IdOf(duty)}"));
                DutyJson.Write(json, call, duty);
            }
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var calendar = await EmployerCalendar.Of(call, connection, call.Today.AddMonths(MonthsAhead), cancel);
        return DutyJson.Document(call, calendar.Find(call.Id()));
    }

    private static async Task<ApiAnswer> Settle(ApiCall call, CancellationToken cancel)
    {
        var (calendar, duty) = await Find(call, cancel);
        var (doneOn, note) = (call.Body.DayOf("doneOn") ?? call.Today, call.Body.TextOf("note")!);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "sayDutyDone", cancel);
                var now = await Checked(call, calendar, duty, change.Connection, cancel);
                if (now.Said is not { } before || before.DoneOn != doneOn || before.Note != SsinInText.Masked(note.Trim()))
                {
                    try
                    {
                        var what = (duty.Kind, duty.Subject);
                        await SayDutyDone.Do(change, call.EmployerId, what, doneOn, note, call.Today, cancel);
                    }
                    catch (RefusedException refused) when (refused.Anomaly.At is "on")
                    {
                        throw new RefusedException(refused.Anomaly with { At = "doneOn" });
                    }
                    now = await calendar.Now(duty, change.Connection, cancel);
                }
                return DutyJson.Document(call, now);
            },
            cancel,
            note.Trim()
        );
    }

    private static async Task<ApiAnswer> Reopen(ApiCall call, CancellationToken cancel)
    {
        var (calendar, duty) = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "reopenDuty", cancel);
                var now = await Checked(call, calendar, duty, change.Connection, cancel);
                if (now.Said is { } said)
                {
                    await SayDutyDone.TakeBack(change, call.EmployerId, said.DoneId, cancel);
                    now = await calendar.Now(duty, change.Connection, cancel);
                }
                return DutyJson.Document(call, now);
            },
            cancel
        );
    }

    private static async Task<(EmployerCalendar Calendar, Duty Duty)> Find(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var calendar = await EmployerCalendar.Of(call, connection, call.Today.AddMonths(MonthsAhead), cancel);
        return (calendar, calendar.Find(call.Id()));
    }

    // What was said of it may have changed since the employer was read.
    private static async Task<Duty> Checked(
        ApiCall call,
        EmployerCalendar calendar,
        Duty duty,
        DbConnection connection,
        CancellationToken cancel
    )
    {
        var now = await calendar.Now(duty, connection, cancel);
        call.CheckIfMatch(DutyJson.Document(call, now).ETag!);
        return now;
    }

    private static string Id(this ApiCall call) => call[IdParameter]!;

    /// <exception cref="ProblemException">400: further ahead than calendars look.</exception>
    private static DateOnly UntilOf(ApiCall call)
    {
        var (asked, last) = (call.Day(Until), call.Today.AddMonths(MonthsAhead));
        return asked is not { } day ? call.Today.AddMonths(DutyTerms.MonthsAhead)
            : day >= call.Today && day <= last ? day
            : throw new ProblemException(
                Problem.BadRequest([
                    new(InputIssue.InvalidInput, InputPlace.Query, Until, call[Until], "api.issue.dayOutOfRange")
                    {
                        Values = [("first", $"{call.Today:yyyy-MM-dd}"), ("last", $"{last:yyyy-MM-dd}")],
                    },
                ])
            );
    }

    private static Func<Duty, bool> Asked(ApiCall call)
    {
        var kinds = call.Values("kind").ToHashSet(StringComparer.Ordinal);
        var states = call.Values("state").ToHashSet(StringComparer.Ordinal);
        return duty =>
            (kinds.Count == 0 || kinds.Contains(CodeText.Of(duty.Kind)))
            && (states.Count == 0 || states.Contains(CodeText.Of(duty.State)));
    }

    /// <summary>What the calendar of the employer of a call is computed from, with the workers the visitor sees.</summary>
    private sealed record EmployerCalendar(
        EmployerSnapshot Snapshot,
        EmployerLaw Law,
        ImmutableArray<WorkerOutlook> Outlooks,
        DutyFacts Facts,
        DateOnly On,
        DateOnly Until
    )
    {
        public static async Task<EmployerCalendar> Of(
            ApiCall call,
            DbConnection connection,
            DateOnly until,
            CancellationToken cancel
        )
        {
            var seen = await Seen.Employer(call, cancel);
            var law = seen.Snapshot.LawUnder(seen.Law);
            return new(
                seen.Snapshot,
                law,
                WorkerOutlook.Of(seen.Snapshot, law, call.Today),
                await DutyFacts.Of(connection, seen.Snapshot, cancel),
                call.Today,
                until
            );
        }

        public ImmutableArray<Duty> Duties(DutyFacts facts) => facts.On(Snapshot, Law, Outlooks, On, Until);

        /// <exception cref="ProblemException">404: nothing of it is in the calendar.</exception>
        public Duty Find(string id) =>
            Duties(Facts).FirstOrDefault(duty => string.Equals(DutyJson.IdOf(duty), id, StringComparison.Ordinal))
            ?? throw new ProblemException(
                Problem.NotFound(
                    new InputIssue(
                        InputIssue.ReferencedResourceNotFound,
                        InputPlace.Path,
                        IdParameter,
                        id,
                        "api.issue.dutyUnknown"
                    )
                )
            );

        /// <summary>The same with what is said of it now; the rest as it was read.</summary>
        public async Task<Duty> Now(Duty duty, DbConnection connection, CancellationToken cancel)
        {
            var done = await ReadVersions.Now(connection, Tables.DutyDone, Snapshot.Employer.EmployerId, cancel);
            return Duties(Facts with { Done = done }).FirstOrDefault(one => one.Is(duty.Kind, duty.Subject))
                // Long past and open again it is in no calendar any more.
                ?? duty with
                {
                    Said = null,
                    State = DutyTerms.StateOf(duty.Kind, duty.On, On, isDone: false),
                };
        }
    }
}
