using System.Globalization;
using LearningAccount.Records.Storage;
using Microsoft.Data.Sqlite;

namespace LearningAccount.Records.Registry;

/// <summary>The tables in which a set of the register is put together, on SQLite whatever the facts are kept in.</summary>
internal static class StagedTables
{
    public const string Create = """
        create table staged_enterprise (
          number integer primary key, is_here integer not null, is_person integer not null,
          situation text, form text, started_on text,
          street_nl text, street_fr text, house text, box text, postcode text, place_nl text, place_fr text,
          country_nl text, country_fr text, activity text
        );
        create table staged_name (
          number integer not null, rank integer not null, language text not null, text text not null,
          primary key (number, rank, language)
        ) without rowid;
        create table staged_code (
          category text not null, code text not null, language text not null, text text not null,
          primary key (category, code, language)
        ) without rowid
        """;

    public const string Enter = """
        insert into staged_enterprise (number, is_here, is_person, situation, form, started_on) values (@p0, 1, @p1, @p2, @p3, @p4)
        on conflict (number) do update set is_here = 1, is_person = excluded.is_person, situation = excluded.situation,
          form = excluded.form, started_on = excluded.started_on
        """;

    // Which of two stays does not hang on their order in the file.
    public const string Name = """
        insert into staged_name (number, rank, language, text) values (@p0, @p1, @p2, @p3)
        on conflict (number, rank, language) do update set text = min(text, excluded.text)
        """;

    public const string Seat = """
        update staged_enterprise set street_nl = @p1, street_fr = @p2, house = @p3, box = @p4, postcode = @p5, place_nl = @p6,
          place_fr = @p7, country_nl = @p8, country_fr = @p9
        where number = @p0
        """;

    public const string Activity = """
        update staged_enterprise set activity = @p1
        where number = @p0 and (activity is null or @p1 is null or @p1 < activity)
        """;

    public const string Result = """
        select s.*, (
            select json_group_object(n.language, n.text) from staged_name as n
            where n.number = s.number and n.rank = (select min(rank) from staged_name where number = s.number)
          ) as names
        from staged_enterprise as s where s.is_here = 1 order by s.number
        """;

    public const string CodesUsed = """
        select distinct 'JuridicalSituation', situation from staged_enterprise where situation is not null
        union select distinct 'JuridicalForm', form from staged_enterprise where form is not null
        union select distinct 'Nace' || (9999 - cast(substr(activity, 1, 4) as integer)), substr(activity, 6)
          from staged_enterprise where activity is not null
        """;
}

/// <summary>An enterprise as it stands in the stage.</summary>
internal sealed record StagedRow
{
    public required long Number { get; init; }
    public required long IsPerson { get; init; }
    public required string? Situation { get; init; }
    public required string? Form { get; init; }
    public required string? StartedOn { get; init; }
    public required string? StreetNl { get; init; }
    public required string? StreetFr { get; init; }
    public required string? House { get; init; }
    public required string? Box { get; init; }
    public required string? Postcode { get; init; }
    public required string? PlaceNl { get; init; }
    public required string? PlaceFr { get; init; }
    public required string? CountryNl { get; init; }
    public required string? CountryFr { get; init; }

    /// <summary>9999 − the version, the group, the code.</summary>
    public required string? Activity { get; init; }
    public required string Names { get; init; }

    public Enterprise ToEnterprise() =>
        new()
        {
            Number = EnterpriseKeys.Number(checked((int)Number)),
            GoneOn = null,
            IsPerson = IsPerson != 0,
            Situation = Situation,
            Form = Form,
            StartedOn = StartedOn is { } on ? ColumnText.ToDay(on) : null,
            Names = LanguageTexts.Of(LanguageTexts.Read(Names)),
            StreetNl = StreetNl,
            StreetFr = StreetFr,
            House = House,
            Box = Box,
            Postcode = Postcode,
            PlaceNl = PlaceNl,
            PlaceFr = PlaceFr,
            CountryNl = CountryNl,
            CountryFr = CountryFr,
            Activity = Activity?[5..],
            ActivityVersion = Activity is { } version
                ? (9999 - int.Parse(version.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture)).ToString(
                    CultureInfo.InvariantCulture
                )
                : null,
        };
}

/// <summary>A statement prepared once and run for millions of rows.</summary>
internal sealed class StagedStatement : IDisposable
{
    private readonly SqliteCommand command;

    public StagedStatement(SqliteConnection connection, string statement)
    {
        command = connection.CreateCommand();
        command.CommandText = statement;
        for (var i = 0; statement.Contains($"@p{i}", StringComparison.Ordinal); i++)
        {
            command.Parameters.Add(new() { ParameterName = $"@p{i}" });
        }
        command.Prepare();
    }

    public void Run(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
