using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Duties;
using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>
/// Where calendar programs read, without signing in: the secret in the address is the key. It tells how many workers a duty is
/// about and nothing of any of them; whoever has lost access, or has no such secret, finds nothing.
/// </summary>
internal static class CalendarEndpoints
{
    public static void MapCalendar(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/feeds/{secret}/calendar.ics", ReadAsync).Needs(Right.Open).RequireRateLimiting(SignInParts.Doors);

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        string secret,
        [FromServices] CalendarFeeds feeds,
        [FromServices] SeenDuties seen,
        [FromServices] Database database,
        [FromServices] PublicAddress address,
        [FromServices] TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await feeds.Find(secret, stop) is not var (visitor, employer))
        {
            return Results.NotFound();
        }
        var found = await seen.Of(visitor, employer, StandingDuties.MostWhileWaiting, stop);
        await using var connection = await database.Connect(stop);
        var listed = (await ListEmployers.All(connection, stop)).Where(one => found.Read.Contains(one.EmployerId)).ToList();
        var words = Words.In(
            Languages.TryParse(visitor.Language, out var language) ? language : Reader.Of(context.Request).Language
        );
        var heads = listed.ToDictionary(one => one.EmployerId, one => EmployerNames.Head(one, words));
        var origin = new Uri(address.Origin(context.Request));
        var entries = found.Duties.Select(one => new CalendarEntry(
            one.Employer,
            employer is null ? heads[one.Employer].Name : null,
            one.Duty,
            new(origin, Paths.Duty(one.Employer, one.Duty))
        ));
        var name =
            employer is { } only && heads.TryGetValue(only, out var head)
                ? words.Of("duty.feed.name", ("employer", head.Name))
                : words["duty.feed.all"];
        var text = Encoding.UTF8.GetBytes(CalendarText.Of(name, entries, clock.Today(), words));
        var mark = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16))}\"");
        return Results.File(text, CalendarText.ContentType, entityTag: mark);
    }
}
