using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Privacy;

/// <summary>
/// The record of processing activities of an employer (GDPR, article 30), made of what is there: the tables and their columns, the
/// people with access, where data go, the terms in force.
/// </summary>
public sealed record ProcessingRegister
{
    // Those about people first; what is no personal data is left out.
    private static readonly string[] Order = ["account", "files", "documents", "requests", "looks", "access", "journal"];

    public required PrivacyContactVersion Contact { get; init; }
    public required IReadOnlyList<RegisterActivity> Activities { get; init; }

    /// <summary>How many people have each role.</summary>
    public required IReadOnlyList<(Role Role, int People)> Roles { get; init; }
    public required IReadOnlyList<string> Recipients { get; init; }
    public required IReadOnlyList<string> Measures { get; init; }

    public static async Task<ProcessingRegister> Of(
        Database database,
        Guid employer,
        InstallationSettings settings,
        Words words,
        CancellationToken cancel
    )
    {
        var stored = (await StoredColumns.Of(database, cancel)).ToDictionary(one => one.Code, StringComparer.Ordinal);
        await using var connection = await database.Connect(cancel);
        var rules = await RetentionRules.Of(connection, employer, cancel);
        var people = await ReadAccess.Of(connection, employer, cancel);
        return new()
        {
            Contact = await SayPrivacyContact.Of(connection, employer, cancel),
            Activities =
            [
                .. Order
                    .Where(stored.ContainsKey)
                    .Select(code => new RegisterActivity(
                        words[$"privacy.activity.{code}"],
                        words[$"privacy.purpose.{code}"],
                        words[$"privacy.basis.{code}"],
                        words[$"privacy.subjects.{code}"],
                        string.Join(", ", stored[code].Categories.Select(category => words[$"privacy.category.{category}"])),
                        TermOf(code, rules, words),
                        stored[code].Tables
                    )),
            ],
            Roles =
            [
                .. people.GroupBy(person => person.Grant.Role).OrderBy(role => role.Key).Select(role => (role.Key, role.Count())),
            ],
            Recipients = [.. RecipientsOf(settings, words)],
            Measures = [.. MeasuresOf(settings, words)],
        };
    }

    /// <summary>A term in the reader's words: <c>5 years</c>, <c>18 months</c>.</summary>
    public static string Months(int months, Words words) =>
        months % 12 == 0 ? words.Count("privacy.years", months / 12) : words.Count("privacy.months", months);

    private static string TermOf(string code, RetentionRules rules, Words words)
    {
        string After(RetentionKind kind) =>
            words.Of(
                RetentionRules.IsAfterContract(kind) ? "privacy.term.afterContract" : "privacy.term.afterItself",
                ("term", Months(rules[kind], words))
            );
        return code switch
        {
            "account" => After(RetentionKind.Account),
            "files" => After(RetentionKind.Files),
            "documents" => After(RetentionKind.Documents),
            "requests" => After(RetentionKind.Corrections),
            "looks" => After(RetentionKind.Looks),
            _ => words[$"privacy.term.{code}"],
        };
    }

    private static IEnumerable<string> RecipientsOf(InstallationSettings settings, Words words)
    {
        yield return words["privacy.recipient.worker"];
        yield return words["privacy.recipient.authorities"];
        if (settings.Mail is { } mail)
        {
            yield return words.Of("privacy.recipient.mail", ("server", mail.Host));
        }
        foreach (var provider in settings.SignIn)
        {
            yield return words.Of("privacy.recipient.signIn", ("name", provider.Name), ("issuer", provider.Issuer.Host));
        }
    }

    private static IEnumerable<string> MeasuresOf(InstallationSettings settings, Words words)
    {
        foreach (var code in (string[])["rights", "scopes", "reasons", "looks", "journal", "number", "signIn"])
        {
            yield return words[$"privacy.measure.{code}"];
        }
        yield return words[settings.IsHttps ? "privacy.measure.https" : "privacy.measure.local"];
    }
}

/// <summary>One activity, in the reader's words.</summary>
/// <param name="Categories">Of data.</param>
/// <param name="Tables">Where it is kept.</param>
public sealed record RegisterActivity(
    string Name,
    string Purpose,
    string Basis,
    string Subjects,
    string Categories,
    string Term,
    IReadOnlyList<string> Tables
);
