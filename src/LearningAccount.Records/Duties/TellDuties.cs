using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>One line of a mail of the calendar: never a name or a number of a worker.</summary>
public sealed record ListedDuty(
    DateOnly On,
    [property: JsonConverter(typeof(JsonStringEnumConverter<DutyKind>))] DutyKind Kind,
    bool IsLate,
    Guid Employer,
    string EmployerName
)
{
    public static string Write(IReadOnlyList<ListedDuty> lines) => JsonSerializer.Serialize(lines);

    public static IReadOnlyList<ListedDuty> Read(string listed) => JsonSerializer.Deserialize<List<ListedDuty>>(listed)!;
}

/// <summary>
/// Mails people what their calendars hold: one mail a person, of all employers it reads. Who chose nothing and administers an
/// employer gets one a month, so that a day of the law does not pass unseen where nobody opens the portal; others get none unasked.
/// Who wants it weekly is told besides, once, of what is newly late or due in three days. The mail, and that it was sent, are
/// written together: done again, or by several programs, nobody gets it twice.
/// </summary>
public sealed class TellDuties(Database database, ReadSnapshots snapshots)
{
    private const int DaysSoon = 3;
    private const int DaysOfWeek = 14;
    private const int DaysOfMonth = 45;
    private const int MostListed = 40;

    /// <returns>How many mails were written.</returns>
    public async Task<int> Do(CancellationToken cancel)
    {
        var standing = new StandingDuties(database, snapshots);
        await standing.Refresh(null, int.MaxValue, cancel);
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        var seen = new SeenDuties(database, snapshots, standing);
        var written = 0;
        IReadOnlyList<Reader> readers;
        Dictionary<Guid, string> names;
        await using (var connection = await database.Connect(cancel))
        {
            readers = await Readers(connection, today, cancel);
            names = (await ListEmployers.All(connection, cancel)).ToDictionary(one => one.EmployerId, NameOf);
        }
        foreach (var reader in readers)
        {
            var duties = (await seen.Of(reader.Visitor, null, int.MaxValue, cancel)).Duties;
            if (await Tell(reader, duties, names, today, cancel))
            {
                written++;
            }
        }
        return written;
    }

    private async Task<bool> Tell(
        Reader reader,
        IReadOnlyList<(Guid Employer, Duty Duty)> duties,
        Dictionary<Guid, string> names,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var period = DutyMail.PeriodOf(reader.Rhythm, today);
        var isNewPeriod = !string.Equals(reader.SentFor, period, StringComparison.Ordinal);
        var ahead = today.AddDays(reader.Rhythm is DigestRhythm.Weekly ? DaysOfWeek : DaysOfMonth);
        var near = duties.Where(one => one.Duty.State is not DutyState.Done && one.Duty.On <= ahead).Take(MostListed).ToList();
        var urgent = near.Where(one => one.Duty.State is DutyState.Late || one.Duty.On <= today.AddDays(DaysSoon)).ToList();
        var marks = urgent.Select(MarkOf).ToHashSet(StringComparer.Ordinal);
        var isUrgent = reader.Rhythm is DigestRhythm.Weekly && !marks.IsSubsetOf(reader.Told);
        if (near.Count == 0 || !(isNewPeriod || isUrgent))
        {
            return false;
        }
        var listed = (isNewPeriod ? near : urgent).Select(one => new ListedDuty(
            one.Duty.On,
            one.Duty.Kind,
            one.Duty.State is DutyState.Late,
            one.Employer,
            names.GetValueOrDefault(one.Employer, "")
        ));
        await using var writing = await database.BeginWriting(cancel);
        // Somebody else may have sent it meanwhile.
        var isFirst = await writing.Connection.ExecuteAsync(
            new(
                """
                insert into duty_mail (user_id, sent_for, told) values (@UserId, @period, @told)
                on conflict (user_id) do update set sent_for = excluded.sent_for, told = excluded.told
                where coalesce(duty_mail.sent_for, '') = @SentFor and coalesce(duty_mail.told, '') = @ToldText
                """,
                new
                {
                    reader.Visitor.UserId,
                    period,
                    told = string.Join(' ', marks.Order(StringComparer.Ordinal)),
                    reader.SentFor,
                    reader.ToldText,
                },
                cancellationToken: cancel
            )
        );
        if (isFirst == 0)
        {
            return false;
        }
        await Outbox.Add(writing.Connection, [Mail(reader, [.. listed])], database.Clock.GetUtcNow(), cancel);
        await writing.Commit(cancel);
        return true;
    }

    private static OutgoingMail Mail(Reader reader, IReadOnlyList<ListedDuty> listed) =>
        new()
        {
            MailId = Guid.CreateVersion7(),
            // It may be of several.
            EmployerId = listed.Select(line => line.Employer).Distinct().Count() == 1 ? listed[0].Employer : JournalLine.Instance,
            UserId = reader.Visitor.UserId,
            Address = reader.Visitor.Email,
            Language = reader.Language,
            Kind = MailKind.DutyDigest,
            EmployerName = listed[0].EmployerName,
            RequestId = null,
            Listed = ListedDuty.Write(listed),
        };

    /// <summary>Everybody who reads an employer without giving a reason each time, and wants to be mailed or is proposed to be.</summary>
    private static async Task<IReadOnlyList<Reader>> Readers(DbConnection connection, DateOnly today, CancellationToken cancel)
    {
        var grants = (
            await connection.QueryAsync<AccessGrantVersion>(
                new(
                    $"""
                    select {Tables.AccessGrant.ColumnList} from access_grant
                    where superseded is null and role in ('employerAdmin', 'employerUser')
                    """,
                    cancellationToken: cancel
                )
            )
        ).ToLookup(grant => grant.UserId);
        var chosen = (
            await connection.QueryAsync<Chosen>(
                new("select user_id, rhythm, sent_for, told from duty_mail", cancellationToken: cancel)
            )
        ).ToDictionary(one => one.UserId);
        var languages = (
            await connection.QueryAsync<(Guid Employer, string? Language)>(
                new("select employer_id, language from employer_profile where superseded is null", cancellationToken: cancel)
            )
        ).ToDictionary(one => one.Employer, one => one.Language);
        var declined = await MailChoices.Declined(connection, cancel);
        var readers = new List<Reader>();
        foreach (
            var user in (await ReadAccess.Users(connection, cancel)).Where(user => user.IsOpen && grants.Contains(user.UserId))
        )
        {
            var held = grants[user.UserId].Select(Grant.Of).ToImmutableArray();
            var known = chosen.GetValueOrDefault(user.UserId);
            DigestRhythm? proposed = held.Any(grant => grant.Role is Role.EmployerAdmin) ? DigestRhythm.Monthly : null;
            var rhythm = known?.Rhythm is { } code ? Enum.Parse<DigestRhythm>(code, ignoreCase: true) : proposed;
            if (rhythm is not { } wanted || declined.Contains((user.UserId, MailKind.DutyDigest)))
            {
                continue;
            }
            readers.Add(
                new(
                    new Visitor
                    {
                        UserId = user.UserId,
                        Name = user.Name,
                        Email = user.Email,
                        Grants = held,
                    },
                    wanted,
                    user.Language
                        ?? held.Select(grant => languages.GetValueOrDefault(grant.EmployerId))
                            .OfType<string>()
                            .FirstOrDefault("en"),
                    known?.SentFor ?? "",
                    known?.Told ?? ""
                )
            );
        }
        return readers;
    }

    // Short, and says nothing: only whether the same was told before.
    private static string MarkOf((Guid Employer, Duty Duty) one)
    {
        var text = $"{one.Employer:N} {one.Duty.Kind} {one.Duty.Subject} {one.Duty.On:O} {one.Duty.State is DutyState.Late}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }

    private static string NameOf(ListedEmployer employer) =>
        employer.Name ?? employer.EnterpriseNumber?.ToString() ?? employer.NssoNumber?.ToString() ?? "";

    private sealed record Reader(Visitor Visitor, DigestRhythm Rhythm, string Language, string SentFor, string ToldText)
    {
        public IReadOnlySet<string> Told { get; } = ToldText.Split(' ').ToHashSet(StringComparer.Ordinal);
    }

    private sealed record Chosen
    {
        public required Guid UserId { get; init; }
        public required string? Rhythm { get; init; }
        public required string? SentFor { get; init; }
        public required string? Told { get; init; }
    }
}
