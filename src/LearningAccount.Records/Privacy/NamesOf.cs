using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>The words by which persons who are erased may stand in texts of others: rows that were wrong, reasons in a journal.</summary>
internal sealed class NamesOf
{
    private const int ShortestName = 3;
    private readonly string[] whole;
    private readonly string[] words;
    private readonly string[] digits;

    private NamesOf(IEnumerable<string> whole, IEnumerable<string> words, IEnumerable<string> digits, IEnumerable<string> emails)
    {
        Emails = emails.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        this.whole = [.. whole.Concat(Emails)];
        this.words = [.. words];
        this.digits = [.. digits];
    }

    /// <summary>Every address that was ever said of them.</summary>
    public ImmutableHashSet<string> Emails { get; }

    /// <summary>True where a text names one of them: by number, address or full name, or by a surname nobody else here has.</summary>
    public bool StandIn(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }
        return Array.Exists(whole, name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(words, name => HasWord(text, name))
            || HasNumber(text);
    }

    /// <summary>True where the author of a line is one of them.</summary>
    public bool IsAuthor(string actor) =>
        Emails.Any(email => actor.Contains($"<{email}>", StringComparison.OrdinalIgnoreCase))
        || Array.Exists(whole, name => string.Equals(actor, name, StringComparison.OrdinalIgnoreCase));

    private bool HasNumber(string text)
    {
        if (digits.Length == 0)
        {
            return false;
        }
        // However it was written: 78.08.31-123.45.
        var plain = string.Concat(text.Where(letter => letter is not (' ' or '.' or '-' or '/')));
        return Array.Exists(digits, number => plain.Contains(number, StringComparison.Ordinal));
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
            {
                return true;
            }
        }
        return false;
    }

    public static async Task<NamesOf> Read(
        DbConnection connection,
        EmployerSnapshot snapshot,
        IReadOnlyCollection<DuePerson> persons,
        CancellationToken cancel
    )
    {
        var workers = persons.SelectMany(person => person.Workers).ToHashSet();
        var asked = new { snapshot.Employer.EmployerId, keys = ReadVersions.List(workers.Select(ColumnText.Of)) };
        var keys = Database.ManyKeys(connection);
        var identities = (
            await connection.QueryAsync<SaidName>(
                new(
                    $"""
                    select distinct family_name, given_names, email from worker_identity
                    where employer_id = @EmployerId and worker_id in ({keys})
                    """,
                    asked,
                    cancellationToken: cancel
                )
            )
        ).AsList();
        var numbers = await connection.QueryAsync<string>(
            new(
                $"""
                select n.ssin from person_number as n where n.person_id in (
                  select w.person_id from worker as w where w.employer_id = @EmployerId and w.worker_id in ({keys}))
                """,
                asked,
                cancellationToken: cancel
            )
        );
        var others = snapshot
            .Workers.Where(worker => !workers.Contains(worker.WorkerId))
            .Select(worker => worker.Identity?.FamilyName)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            identities
                .Where(name => name is { FamilyName: not null, GivenNames: not null })
                .SelectMany(name => new[] { $"{name.GivenNames} {name.FamilyName}", $"{name.FamilyName} {name.GivenNames}" }),
            identities
                .Select(name => name.FamilyName)
                .OfType<string>()
                .Where(name => name.Length >= ShortestName && !others.Contains(name)),
            numbers,
            identities.Select(name => name.Email).OfType<string>()
        );
    }

    /// <summary>The same with more addresses.</summary>
    public NamesOf With(IEnumerable<string> emails) => new(whole, words, digits, Emails.Concat(emails));

    private sealed record SaidName
    {
        public required string? FamilyName { get; init; }
        public required string? GivenNames { get; init; }
        public required string? Email { get; init; }
    }
}
