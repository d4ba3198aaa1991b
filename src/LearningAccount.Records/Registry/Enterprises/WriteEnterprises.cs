using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Writes the copy of the register, many rows a statement.</summary>
internal sealed class WriteEnterprises(DbConnection connection, CancellationToken cancel)
{
    private const int Batch = 200;

    // Parameters are looked for by their names, each among all: many rows a statement take longer than many statements.
    private const int RowsAStatement = 8;
    private readonly List<EnterpriseNumber> gone = [];
    private readonly List<Enterprise> rows = [];

    public bool HasWritten { get; private set; }

    /// <summary>Replaces <paramref name="known"/> by <paramref name="now"/>; null: there was none, or there is none any more.</summary>
    public async Task Put(Enterprise? known, Enterprise? now)
    {
        HasWritten = true;
        if (known is not null)
        {
            gone.Add(known.Number);
        }
        if (now is not null)
        {
            rows.Add(now);
        }
        if (gone.Count + rows.Count >= Batch)
        {
            await End();
        }
    }

    public async Task End()
    {
        if (gone.Count > 0)
        {
            var keys = ReadVersions.List(gone.Select(ColumnText.Of));
            var many = Database.ManyKeys(connection);
            await Run($"delete from enterprise_name where number in ({many})", new { keys });
            await Run($"delete from enterprise where number in ({many})", new { keys });
        }
        await Insert(
            "enterprise",
            ReadEnterprises.Columns,
            [
                .. rows.Select(row =>
                    (object?[])
                        [
                            row.Number,
                            row.GoneOn,
                            row.IsPerson ? 1L : 0L,
                            row.Situation,
                            row.Form,
                            row.StartedOn,
                            row.Names,
                            row.StreetNl,
                            row.StreetFr,
                            row.House,
                            row.Box,
                            row.Postcode,
                            row.PlaceNl,
                            row.PlaceFr,
                            row.CountryNl,
                            row.CountryFr,
                            row.Activity,
                            row.ActivityVersion,
                        ]
                ),
            ]
        );
        await Insert(
            "enterprise_name",
            ["letters", "number"],
            [
                .. rows.SelectMany(row => LanguageTexts.Read(row.Names).Values, (row, name) => (Of: Letters.Of(name), row.Number))
                    .Where(name => name.Of.Length > 0)
                    .Distinct()
                    .Select(name => (object?[])[name.Of, name.Number]),
            ]
        );
        gone.Clear();
        rows.Clear();
    }

    /// <summary>The words for codes as the set gives them; true where they were others before.</summary>
    public async Task<bool> Codes(IReadOnlyDictionary<(string Category, string Code), string> texts)
    {
        var known = await connection.QueryAsync<(string Category, string Code, string Texts)>(
            new("select category, code, texts from enterprise_code", cancellationToken: cancel)
        );
        var before = known.ToDictionary(row => (row.Category, row.Code), row => row.Texts);
        if (before.Count == texts.Count && before.All(code => texts.TryGetValue(code.Key, out var text) && text == code.Value))
        {
            return false;
        }
        await Run("delete from enterprise_code", new { });
        foreach (var some in texts.Chunk(Batch))
        {
            await Insert(
                "enterprise_code",
                ["category", "code", "texts"],
                [.. some.Select(code => (object?[])[code.Key.Category, code.Key.Code, code.Value])]
            );
        }
        return true;
    }

    private async Task Insert(string table, string[] columns, IReadOnlyList<object?[]> values)
    {
        foreach (var some in values.Chunk(RowsAStatement))
        {
            await InsertSome(table, columns, some);
        }
    }

    private async Task InsertSome(string table, string[] columns, object?[][] values)
    {
        var parameters = new DynamicParameters();
        var places = new List<string>(values.Length);
        for (var row = 0; row < values.Length; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                parameters.Add($"p{row}_{column}", values[row][column]);
            }
            places.Add($"({string.Join(", ", columns.Select((_, column) => $"@p{row}_{column}"))})");
        }
        await Run($"insert into {table} ({string.Join(", ", columns)}) values {string.Join(", ", places)}", parameters);
    }

    private Task<int> Run(string statement, object parameters) =>
        connection.ExecuteAsync(new(statement, parameters, cancellationToken: cancel));
}
