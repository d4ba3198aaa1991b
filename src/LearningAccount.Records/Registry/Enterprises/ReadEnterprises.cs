using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Asks the copy of the enterprise register that is kept here.</summary>
public static class ReadEnterprises
{
    internal static readonly string[] Columns =
    [
        "number",
        "gone_on",
        "is_person",
        "situation",
        "form",
        "started_on",
        "names",
        "street_nl",
        "street_fr",
        "house",
        "box",
        "postcode",
        "place_nl",
        "place_fr",
        "country_nl",
        "country_fr",
        "activity",
        "activity_version",
    ];
    internal static readonly string ColumnList = string.Join(", ", Columns);

    /// <summary>The set that was last brought in; null: none yet.</summary>
    public static async Task<EnterpriseSetVersion?> LastSet(DbConnection connection, CancellationToken cancel) =>
        (await ReadVersions.Now(connection, Tables.EnterpriseSet, JournalLine.Instance, cancel)).SingleOrDefault();

    public static async Task<Enterprise?> Of(DbConnection connection, EnterpriseNumber number, CancellationToken cancel) =>
        await connection.QuerySingleOrDefaultAsync<Enterprise>(
            new($"select {ColumnList} from enterprise where number = @number", new { number }, cancellationToken: cancel)
        );

    /// <summary>Those of the numbers that the copy holds.</summary>
    public static async Task<IReadOnlyList<Enterprise>> Of(
        DbConnection connection,
        IEnumerable<EnterpriseNumber> numbers,
        CancellationToken cancel
    )
    {
        var keys = ReadVersions.List(numbers.Distinct().Select(ColumnText.Of));
        return (
            await connection.QueryAsync<Enterprise>(
                new(
                    $"select {ColumnList} from enterprise where number in ({Database.ManyKeys(connection)})",
                    new { keys },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }

    /// <summary>
    /// The one active enterprise that has this name, its letters compared; null where none or several have it. Only as good as
    /// what is kept: without every enterprise another one may have the name too.
    /// </summary>
    public static async Task<Enterprise?> OnlyOneNamed(DbConnection connection, string name, CancellationToken cancel)
    {
        var letters = Letters.Of(name);
        if (letters.Length == 0)
        {
            return null;
        }
        var found = await connection.QueryAsync<Enterprise>(
            new(
                $"""
                select {ColumnList} from enterprise
                where number in (select number from enterprise_name where letters = @letters) and gone_on is null
                limit 2
                """,
                new { letters },
                cancellationToken: cancel
            )
        );
        return found.AsList() is [var only] ? only : null;
    }

    /// <summary>The register's words for a code, in a language; null where it gives none.</summary>
    public static async Task<string?> Words(
        DbConnection connection,
        string category,
        string? code,
        Language language,
        CancellationToken cancel
    ) => LanguageTexts.In(await Texts(connection, category, code, cancel), language);

    internal static async Task<string?> Texts(DbConnection connection, string category, string? code, CancellationToken cancel) =>
        code is null
            ? null
            : await connection.ExecuteScalarAsync<string?>(
                new(
                    "select texts from enterprise_code where category = @category and code = @code",
                    new { category, code },
                    cancellationToken: cancel
                )
            );

    /// <summary>Employers and providers of this installation, by their numbers.</summary>
    internal static async Task<IReadOnlySet<EnterpriseNumber>> Ours(DbConnection connection, CancellationToken cancel)
    {
        var texts = await connection.QueryAsync<string>(
            new(
                """
                select enterprise_number from employer where superseded is null and enterprise_number is not null
                union
                select provider_number from training where superseded is null and provider_number is not null
                """,
                cancellationToken: cancel
            )
        );
        var ours = new HashSet<EnterpriseNumber>();
        foreach (var text in texts)
        {
            if (EnterpriseNumber.TryParse(text, out var number, out _))
            {
                ours.Add(number);
            }
        }
        return ours;
    }
}
