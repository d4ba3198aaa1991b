using System.Runtime.CompilerServices;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Reads an employer as somebody may see it: the workers within the reach of its access, as known on a day, with the law as it was
/// known then. What was read stays right until a line is written to the journal of the employer or of the installation, so that
/// the lines alone are asked for each time.
/// </summary>
public sealed class ReadSeen(Database database, ReadSnapshots snapshots)
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, Restricted> RestrictedThen = [];
    private readonly KnownUntilWritten<Guid, Lines> lines = new(database);
    private LawThen? law;

    /// <param name="known">The day at whose end it is known; null: now.</param>
    /// <param name="now">Grants hold until an instant.</param>
    /// <returns>Null: nothing was known of such an employer.</returns>
    public async Task<SeenEmployer?> Of(
        Visitor visitor,
        Guid employerId,
        DateOnly? known,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var last = (await lines.Get(employerId, one => Ask(one, cancel)))!;
        if (await snapshots.At(employerId, last.Own, cancel) is not { } latest)
        {
            return null;
        }
        var asked = known is null ? latest : await snapshots.Of(employerId, known, cancel);
        if (asked is null)
        {
            return null;
        }
        var restricted = await RestrictedAt(latest, cancel);
        var scopes = AccessRules.Scopes(visitor, employerId, now);
        var book = await LawAt(last.Common, cancel);
        return new(
            SeenWorkers.Of(asked, latest, scopes, restricted),
            restricted,
            known is { } day ? book.KnownOn(day) : book,
            last.Own,
            last.Common
        );
    }

    private async Task<Lines?> Ask(Guid employerId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var (own, common) = await Knowledge.Latest(connection, employerId, cancel);
        return new(own, common);
    }

    private async ValueTask<Restricted> RestrictedAt(EmployerSnapshot latest, CancellationToken cancel)
    {
        if (RestrictedThen.TryGetValue(latest, out var known))
        {
            return known;
        }
        await using var connection = await database.Connect(cancel);
        var read = await Restricted.Of(connection, latest.Employer.EmployerId, cancel);
        RestrictedThen.AddOrUpdate(latest, read);
        return read;
    }

    private async ValueTask<LawBook> LawAt(long common, CancellationToken cancel)
    {
        if (law is { } kept && kept.Common == common)
        {
            return kept.Book;
        }
        await using var connection = await database.Connect(cancel);
        var read = new LawThen(common, await ReadLawBook.From(connection, cancel));
        law = read;
        return read.Book;
    }

    private sealed record Lines(long Own, long Common);

    private sealed record LawThen(long Common, LawBook Book);
}

/// <summary>An employer as somebody may see it.</summary>
/// <param name="Restricted">Whose data are kept and not used now (GDPR, article 18).</param>
/// <param name="Law">As known on the day the facts are.</param>
/// <param name="Line">The last line of the employer's journal, whatever day was asked for.</param>
/// <param name="CommonLine">The same of the installation's.</param>
public sealed record SeenEmployer(EmployerSnapshot Snapshot, Restricted Restricted, LawBook Law, long Line, long CommonLine);
