using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>One way to follow the calendar in a calendar program: of one employer or of all.</summary>
/// <param name="Employer">Null: all.</param>
/// <param name="Kept">Null: no address is out.</param>
public sealed record FollowedCalendar(Guid? Employer, string Name, CalendarFeed? Kept);

/// <summary>Where somebody gets or takes back the secret address for a calendar program, and says how often to be mailed.</summary>
[Needs(Right.SignedIn)]
public sealed class FollowModel(
    Database database,
    CalendarFeeds feeds,
    DutyMail mail,
    PublicAddress address,
    InstallationSettings settings,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Of { get; set; }

    public IReadOnlyList<FollowedCalendar> Calendars { get; private set; } = [];

    /// <summary>The new address, shown this once.</summary>
    public string? Address { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid? AddressOf { get; private set; }
    public bool GoesByMail => settings.Mail is not null;

    /// <summary>What was chosen; null: nothing, and what is proposed holds.</summary>
    public DigestRhythm? Rhythm { get; private set; }
    public bool IsSaved { get; private set; }

    /// <summary>What holds for somebody who chose nothing.</summary>
    public bool IsAdministrator => visitor.Grants.Any(grant => grant.Role is Role.EmployerAdmin);

    public async Task<IActionResult> OnGetAsync(bool saved, CancellationToken stop)
    {
        IsSaved = saved;
        return await ShowAsync(stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostRenewAsync(Guid? employer, CancellationToken stop)
    {
        if (!await ShowAsync(stop) || !Calendars.Any(one => one.Employer == employer))
        {
            return NotFound();
        }
        var secret = await feeds.Renew(visitor.UserId, employer, stop);
        (Address, AddressOf) = (address.Origin(Request) + Paths.Feed(secret), employer);
        await ShowAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid? employer, CancellationToken stop)
    {
        await feeds.Revoke(visitor.UserId, employer, stop);
        return LocalRedirect(Here);
    }

    public async Task<IActionResult> OnPostMailAsync(DigestRhythm rhythm, CancellationToken stop)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }
        await mail.Choose(visitor.UserId, rhythm, stop);
        return LocalRedirect(Of is null ? $"{Here}?saved=true" : $"{Here}&saved=true");
    }

    private string Here => Of is { } employer ? Paths.Follow(employer) : Paths.FollowCalendar;

    // What is out stays to be taken back, also of an employer that is read no more.
    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (AccessRules.Employers(visitor, Right.ReadEmployer, now).Count == 0)
        {
            return false;
        }
        var shown = new List<FollowedCalendar>();
        if (Of is { } one && visitor.May(Right.ReadEmployer, one, now))
        {
            await using var connection = await database.Connect(stop);
            if ((await ListEmployers.All(connection, stop)).FirstOrDefault(each => each.EmployerId == one) is { } found)
            {
                shown.Add(new(one, EmployerNames.Head(found, words).Name, await feeds.Of(visitor.UserId, one, stop)));
            }
        }
        shown.Add(new(null, words["calendar.allTitle"], await feeds.Of(visitor.UserId, null, stop)));
        Calendars = shown;
        Rhythm = await mail.Of(visitor.UserId, stop);
        frame.Title = words["calendar.follow"];
        frame.Section = Section.Employers;
        return true;
    }
}
