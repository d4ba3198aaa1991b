using System.Data.Common;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>
/// The mail that goes with what was told: to workers who have shown that an address is theirs by signing in with it, never to
/// one that merely stands in a list; and to the employer's people who decide. To each person one of a kind at a time.
/// </summary>
internal static class MailOfNotices
{
    public static async Task<IReadOnlyList<OutgoingMail>> Of(
        DbConnection connection,
        EmployerSnapshot snapshot,
        IReadOnlyList<NoticeVersion> notices,
        JournalNews news,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var steps = news.ForTheEmployer.ToList();
        if (notices.Count == 0 && steps.Count == 0)
        {
            return [];
        }
        var employer = snapshot.Employer.EmployerId;
        var access = await ReadAccess.Of(connection, employer, cancel);
        var people = access
            .Where(one => one.User.IsOpen)
            .GroupBy(one => one.User.UserId)
            .Select(one => (one.First().User, Visitor: OwnReaders.VisitorOf(one)))
            .ToList();
        var readers = await OwnReaders.Of(connection, snapshot, access, now, cancel);
        var due = notices
            .SelectMany(notice =>
                readers[notice.WorkerId].Select(user => (User: user, Kind: MailOf(notice.Kind), Request: RequestOf(notice)))
            )
            .Concat(
                from step in steps
                let kind = step.Request.Step is CorrectionStep.Escalated ? MailKind.CorrectionEscalated : MailKind.CorrectionAsked
                from person in people
                where Hears(person.Visitor, kind, snapshot, step.Worker, now)
                select (person.User, Kind: kind, Request: (Guid?)step.Request.RequestId)
            );
        var register = await EmployerRegister.Of(connection, snapshot, cancel);
        var declined = await MailChoices.Declined(connection, cancel);
        return
        [
            .. due.Where(one => !declined.Contains((one.User.UserId, one.Kind)))
                .DistinctBy(one => (one.User.UserId, one.Kind))
                .Select(one =>
                    (
                        one.User,
                        one.Kind,
                        one.Request,
                        Language: one.User.Language
                            ?? snapshot.Profile?.Language
                            ?? SeatLanguage.Of(register.Own?.Postcode)
                            ?? "en"
                    )
                )
                .Select(one => new OutgoingMail
                {
                    MailId = Guid.CreateVersion7(),
                    EmployerId = employer,
                    UserId = one.User.UserId,
                    Address = one.User.Email,
                    Language = one.Language,
                    Kind = one.Kind,
                    EmployerName =
                        snapshot.Profile?.Name
                        ?? (Languages.TryParse(one.Language, out var language) ? register.Name(language) : null)
                        ?? snapshot.Employer.EnterpriseNumber?.ToString()
                        ?? "",
                    RequestId = one.Request,
                }),
        ];
    }

    private static bool Hears(Visitor visitor, MailKind kind, EmployerSnapshot snapshot, Guid worker, DateTimeOffset now)
    {
        var employer = snapshot.Employer.EmployerId;
        return kind is MailKind.CorrectionEscalated
            ? AccessRules.RoleAt(visitor, employer, now) is Role.EmployerAdmin
            : visitor.May(Right.DecideCorrections, employer, now)
                && AccessRules.Covers(AccessRules.Scopes(visitor, employer, now), snapshot.Worker(worker)?.Identity);
    }

    private static Guid? RequestOf(NoticeVersion notice) =>
        Guid.TryParse(notice.About.Split(':')[0], out var request) ? request : null;

    private static MailKind MailOf(NoticeKind kind) => Enum.Parse<MailKind>(kind.ToString());
}
