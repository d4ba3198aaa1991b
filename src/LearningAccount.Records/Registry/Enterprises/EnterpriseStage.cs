using System.Globalization;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;
using Microsoft.Data.Sqlite;

namespace LearningAccount.Records.Registry;

/// <summary>A set of the register, by what it says of itself.</summary>
/// <param name="Number">One more for every set.</param>
/// <param name="SnapshotOn">The day at whose end the register stood so.</param>
public sealed record EnterpriseSet(int Number, EnterpriseSetKind Kind, DateOnly SnapshotOn);

/// <summary>A kind of rows that a set tells of, each in a file of its own.</summary>
public enum EnterprisePart
{
    Enterprise,
    Denomination,
    Address,
    Activity,
}

/// <summary>The seat of an enterprise, as the register writes it.</summary>
public sealed record EnterpriseSeat(
    string? StreetNl,
    string? StreetFr,
    string? House,
    string? Box,
    string? Postcode,
    string? PlaceNl,
    string? PlaceFr,
    string? CountryNl,
    string? CountryFr
);

/// <summary>
/// Where a set is put together before any of it is written: a database of its own on disk, gone when it is closed, so that
/// memory stays the same however long the files are and nobody waits for their reading. Holds what is to be kept alone.
/// </summary>
public sealed class EnterpriseStage : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly EnterpriseKeys wanted = new();
    private readonly EnterpriseKeys held = new();
    private readonly EnterpriseKeys entered = new();
    private readonly HashSet<EnterpriseNumber> ours;
    private readonly StagedStatement enter;
    private readonly StagedStatement name;
    private readonly StagedStatement seat;
    private readonly StagedStatement activity;
    private readonly StagedStatement forgetNames;
    private readonly StagedStatement forgetHere;

    private EnterpriseStage(EnterpriseSet set, bool keepsAll, EnterpriseSetVersion? before, IEnumerable<EnterpriseNumber> ours)
    {
        (Set, KeepsAll, Before, this.ours) = (set, keepsAll, before, [.. ours]);
        foreach (var number in this.ours)
        {
            wanted[EnterpriseKeys.Of(number)] = true;
        }
        // Without a name it is a temporary file of SQLite's own.
        connection = new("Data Source=;Pooling=False");
        connection.Open();
        Run("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16000");
        Run(StagedTables.Create);
        Run("begin");
        enter = new(connection, StagedTables.Enter);
        name = new(connection, StagedTables.Name);
        seat = new(connection, StagedTables.Seat);
        activity = new(connection, StagedTables.Activity);
        forgetNames = new(connection, "delete from staged_name where number = @p0");
        forgetHere = new(connection, "update staged_enterprise set is_here = 0 where number = @p0");
    }

    public EnterpriseSet Set { get; }

    /// <summary>Every active legal person is kept.</summary>
    public bool KeepsAll { get; }

    /// <summary>The set that was there when reading began.</summary>
    internal EnterpriseSetVersion? Before { get; }

    /// <summary>Rows of enterprises read so far, kept or not.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins to put a set together. An update begins with what is there.</summary>
    /// <param name="keepsAll">Every active legal person; an update keeps what the set before it kept.</param>
    /// <param name="isForced">Also a set that is older than the one there, or does not follow it.</param>
    /// <exception cref="RefusedException"><c>enterprisesOlder</c>, <c>enterprisesFullFirst</c>, <c>enterprisesGap</c>.</exception>
    public static async Task<EnterpriseStage> Begin(
        Database database,
        EnterpriseSet set,
        bool keepsAll,
        bool isForced,
        CancellationToken cancel
    )
    {
        await using var reading = await database.Connect(cancel);
        var before = await ReadEnterprises.LastSet(reading, cancel);
        var isUpdate = set.Kind is EnterpriseSetKind.Update;
        Refuse(set, before, isForced);
        var stage = new EnterpriseStage(
            set,
            isUpdate ? before!.KeepsAll : keepsAll,
            before,
            await ReadEnterprises.Ours(reading, cancel)
        );
        try
        {
            if (isUpdate)
            {
                await foreach (var known in Kept(reading).WithCancellation(cancel))
                {
                    stage.Take(known);
                }
            }
            return stage;
        }
        catch
        {
            stage.Dispose();
            throw;
        }
    }

    /// <summary>Whether an enterprise is to be kept, when its own row tells what it is.</summary>
    public bool Admits(int key, bool isPerson) => wanted[key] || (KeepsAll && !isPerson);

    /// <summary>Whether an enterprise is kept, so that its names, seat and activities matter.</summary>
    public bool Holds(int key) => held[key];

    public void CountRow() => Rows++;

    /// <summary>Keeps an enterprise as its row tells of it; false where a row of this set told of it already.</summary>
    public bool Enter(int key, bool isPerson, string situation, string? form, DateOnly? startedOn)
    {
        if (entered[key])
        {
            return false;
        }
        (entered[key], held[key]) = (true, true);
        enter.Run(key, isPerson ? 1L : 0L, situation, form, startedOn is { } on ? ColumnText.Of(on) : null);
        return true;
    }

    /// <param name="rank">Of the kinds of names an enterprise has, the one with the lowest rank is its name.</param>
    /// <param name="language">Of <see cref="LanguageTexts"/>.</param>
    public void Name(int key, int rank, string language, string text) => name.Run(key, rank, language, text);

    public void Seat(int key, EnterpriseSeat at) =>
        seat.Run(
            key,
            at.StreetNl,
            at.StreetFr,
            at.House,
            at.Box,
            at.Postcode,
            at.PlaceNl,
            at.PlaceFr,
            at.CountryNl,
            at.CountryFr
        );

    /// <summary>A main activity; of several the one that sorts first stays, whatever their order.</summary>
    /// <param name="version">2025, 2008 or 2003; the newest goes first.</param>
    /// <param name="group">A digit: the lowest goes first.</param>
    public void Activity(int key, string version, int group, string code) =>
        activity.Run(
            key,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{9999 - int.Parse(version, NumberStyles.None, CultureInfo.InvariantCulture):0000}{group}{code}"
            )
        );

    /// <summary>What an update takes away of an enterprise before it tells it anew.</summary>
    public void Forget(EnterprisePart part, int key)
    {
        switch (part)
        {
            case EnterprisePart.Enterprise:
                forgetHere.Run(key);
                break;
            case EnterprisePart.Denomination:
                forgetNames.Run(key);
                break;
            case EnterprisePart.Address:
                seat.Run(key, null, null, null, null, null, null, null, null, null);
                break;
            default:
                activity.Run(key, null);
                break;
        }
    }

    /// <summary>The codes whose words are wanted: category and code.</summary>
    public IReadOnlySet<(string Category, string Code)> CodesUsed() =>
        connection.Query<(string, string)>(StagedTables.CodesUsed).ToHashSet();

    public void Code(string category, string code, string language, string text) =>
        connection.Execute(
            """
            insert into staged_code (category, code, language, text) values (@category, @code, @language, @text)
            on conflict do nothing
            """,
            new
            {
                category,
                code,
                language,
                text,
            }
        );

    internal bool IsOurs(EnterpriseNumber number) => ours.Contains(number);

    /// <summary>In the order of their numbers: what is here now, and null for ours that the set does not tell of.</summary>
    internal IEnumerable<(EnterpriseNumber Number, Enterprise? Told)> Result()
    {
        using var missing = ours.OrderBy(number => number.Digits, StringComparer.Ordinal).GetEnumerator();
        var isLeft = missing.MoveNext();
        foreach (var told in connection.Query<StagedRow>(StagedTables.Result, buffered: false).Select(row => row.ToEnterprise()))
        {
            for (; isLeft && Compare(missing.Current, told.Number) < 0; isLeft = missing.MoveNext())
            {
                yield return (missing.Current, null);
            }
            if (isLeft && missing.Current == told.Number)
            {
                isLeft = missing.MoveNext();
            }
            yield return (told.Number, told);
        }
        for (; isLeft; isLeft = missing.MoveNext())
        {
            yield return (missing.Current, null);
        }
    }

    internal IReadOnlyDictionary<(string Category, string Code), string> Codes() =>
        connection
            .Query<(string Category, string Code, string Language, string Text)>(
                "select category, code, language, text from staged_code"
            )
            .GroupBy(row => (row.Category, row.Code))
            .ToDictionary(
                same => same.Key,
                same => LanguageTexts.Of(same.Select(row => KeyValuePair.Create(row.Language, row.Text)))
            );

    internal static int Compare(EnterpriseNumber one, EnterpriseNumber other) => string.CompareOrdinal(one.Digits, other.Digits);

    /// <summary>All that is kept, in the order of the numbers, one by one.</summary>
    internal static IAsyncEnumerable<Enterprise> Kept(System.Data.Common.DbConnection from) =>
        from.QueryUnbufferedAsync<Enterprise>($"select {ReadEnterprises.ColumnList} from enterprise order by number");

    public void Dispose()
    {
        enter.Dispose();
        name.Dispose();
        seat.Dispose();
        activity.Dispose();
        forgetNames.Dispose();
        forgetHere.Dispose();
        connection.Dispose();
    }

    private static void Refuse(EnterpriseSet set, EnterpriseSetVersion? before, bool isForced)
    {
        var isUpdate = set.Kind is EnterpriseSetKind.Update;
        if (before is null)
        {
            if (isUpdate)
            {
                throw new RefusedException("enterprisesFullFirst", "meta.csv");
            }
            return;
        }
        (string, string)[] values = [("set", $"{set.Number}"), ("known", $"{before.SetNumber}")];
        if (set.Number < before.SetNumber && !isForced)
        {
            throw new RefusedException("enterprisesOlder", "meta.csv", values);
        }
        if (isUpdate && set.Number > before.SetNumber + 1 && !isForced)
        {
            throw new RefusedException("enterprisesGap", "meta.csv", values);
        }
    }

    private void Take(Enterprise known)
    {
        if (!KeepsAll && !ours.Contains(known.Number))
        {
            return;
        }
        var key = EnterpriseKeys.Of(known.Number);
        held[key] = true;
        enter.Run(
            key,
            known.IsPerson ? 1L : 0L,
            known.Situation,
            known.Form,
            known.StartedOn is { } on ? ColumnText.Of(on) : null
        );
        foreach (var (language, text) in LanguageTexts.Read(known.Names))
        {
            Name(key, 1, language, text);
        }
        Seat(
            key,
            new(
                known.StreetNl,
                known.StreetFr,
                known.House,
                known.Box,
                known.Postcode,
                known.PlaceNl,
                known.PlaceFr,
                known.CountryNl,
                known.CountryFr
            )
        );
        if (known is { Activity: { } code, ActivityVersion: { } version })
        {
            Activity(key, version, 0, code);
        }
        if (known.GoneOn is not null)
        {
            forgetHere.Run(key);
        }
    }

    private void Run(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
