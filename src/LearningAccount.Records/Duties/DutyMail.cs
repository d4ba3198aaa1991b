using System.Globalization;
using Dapper;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>How often somebody is mailed what the calendar holds.</summary>
public enum DigestRhythm
{
    Weekly,
    Monthly,
    Never,
}

/// <summary>What people chose, beside <see cref="MailChoices"/>: the link in a mail stops it altogether.</summary>
public sealed class DutyMail(Database database, MailChoices choices)
{
    /// <summary>Null: the person chose nothing, and what the program proposes holds.</summary>
    public async Task<DigestRhythm?> Of(Guid userId, CancellationToken cancel)
    {
        if ((await choices.Of(userId, cancel)).Contains(MailKind.DutyDigest))
        {
            return DigestRhythm.Never;
        }
        await using var connection = await database.Connect(cancel);
        return
            await connection.QuerySingleOrDefaultAsync<string?>(
                new("select rhythm from duty_mail where user_id = @userId", new { userId }, cancellationToken: cancel)
            )
                is { } chosen
            ? Enum.Parse<DigestRhythm>(chosen, ignoreCase: true)
            : null;
    }

    public async Task Choose(Guid userId, DigestRhythm rhythm, CancellationToken cancel)
    {
        if (rhythm is DigestRhythm.Never)
        {
            await choices.Decline(userId, MailKind.DutyDigest, cancel);
            return;
        }
        await choices.Want(userId, MailKind.DutyDigest, cancel);
        await database.WriteState(
            """
            insert into duty_mail (user_id, rhythm) values (@userId, @rhythm)
            on conflict (user_id) do update set rhythm = excluded.rhythm
            """,
            new { userId, rhythm = ColumnText.Of(rhythm) },
            cancel
        );
    }

    /// <summary>The period a day lies in: a month, or the week that begins on a Monday. Nobody gets two mails for one.</summary>
    public static string PeriodOf(DigestRhythm rhythm, DateOnly day) =>
        rhythm is DigestRhythm.Monthly
            ? day.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : ColumnText.Of(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
}
