using System.Text;
using Dapper;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports;

/// <summary>Brings files into a test database and tells what is known there afterwards.</summary>
internal static class Importing
{
    public static Task<ImportReport> Import(
        this TestDatabase world,
        string text,
        string name = "file.xml",
        bool rehearse = false,
        ImportOptions? options = null
    ) => world.Import(Encoding.UTF8.GetBytes(text), name, rehearse, options);

    public static Task<ImportReport> Import(
        this TestDatabase world,
        byte[] file,
        string name = "file.xml",
        bool rehearse = false,
        ImportOptions? options = null
    ) =>
        new ImportFile(world.Database).Do(
            new(new MemoryStream(file), name, options ?? new(), rehearse),
            Synthetic.Tester,
            progress: null,
            TestContext.Current.CancellationToken
        );

    public static async Task<List<T>> Held<T>(this TestDatabase world, BulkTable<T> table)
        where T : FactVersion
    {
        await using var connection = await world.Database.Connect(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<T>($"select {table.ColumnList} from {table.Name} where superseded is null")).AsList();
    }

    public static async Task<long> Count(this TestDatabase world, string from)
    {
        await using var connection = await world.Database.Connect(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<long>($"select count(*) from {from}");
    }

    /// <summary>Rows in all tables: a rehearsal leaves it as it was.</summary>
    public static async Task<long> CountAll(this TestDatabase world)
    {
        var all = await world.Count("journal");
        foreach (var table in FactTables.All)
        {
            all += await world.Count(table.Name);
        }
        return all;
    }

    /// <summary>The full-time equivalents of each quarter, as declared: at most 1 a worker.</summary>
    public static async Task<Dictionary<string, Fraction>> Sizes(this TestDatabase world) =>
        (await world.Held(FactTables.DeclarationPerson))
            .Where(person => person.Outcome is "counted")
            .GroupBy(person => person.Quarter.ToString(), StringComparer.Ordinal)
            .ToDictionary(
                quarter => quarter.Key,
                quarter =>
                    quarter
                        .GroupBy(person => person.WorkerId)
                        .Select(worker => Fraction.Min(1, worker.Aggregate(Fraction.Zero, (sum, person) => sum + person.Fte)))
                        .Aggregate(Fraction.Zero, (sum, fte) => sum + fte),
                StringComparer.Ordinal
            );

    /// <summary>
    /// What is known of everybody, in words that do not depend on ids, on the order of the files or on how often they came:
    /// by enterprise number and national number the occupations that hold, and by quarter what was declared.
    /// </summary>
    public static async Task<string> Facts(this TestDatabase world)
    {
        var employers = (await world.Held(FactTables.Employer)).ToDictionary(
            e => e.EmployerId,
            e => $"{e.EnterpriseNumber}/{e.NssoNumber}"
        );
        var people = (await world.Held(FactTables.PersonNumber)).ToLookup(
            number => number.PersonId,
            number => number.Ssin.Digits
        );
        var occupations = (await world.Held(FactTables.Occupation)).ToLookup(occupation => occupation.WorkerId);
        var declared = await world.Held(FactTables.DeclarationPerson);
        var declaredOf = declared.ToLookup(person => person.WorkerId);
        var lines = new List<string>();
        foreach (var worker in await world.Held(FactTables.Worker))
        {
            var name =
                $"{employers[worker.EmployerId]} {string.Join('=', people[worker.PersonId].Order(StringComparer.Ordinal))}";
            lines.Add(name);
            lines.AddRange(
                OccupationsInForce
                    .Of(occupations[worker.WorkerId], declaredOf[worker.WorkerId])
                    .Select(held => $"{name} {Words(held)}")
            );
            lines.AddRange(declaredOf[worker.WorkerId].Select(person => $"{name} {Declared(person)}"));
        }
        lines.AddRange(declaredOf[null].Select(person => $"{employers[person.EmployerId]} - {Declared(person)}"));
        lines.AddRange(
            (await world.Held(FactTables.Declaration)).Select(d =>
                $"{employers[d.EmployerId]} {d.Quarter} {d.Trusteeship} {d.Reference} {d.FormCreated} {d.Persons}"
            )
        );
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public static async Task AssertJournalHolds(this TestDatabase world)
    {
        var faults = new List<JournalFault>();
        await foreach (var fault in new VerifyJournal(world.Database).Do(TestContext.Current.CancellationToken))
        {
            faults.Add(fault);
        }
        Assert.Empty(faults);
    }

    private static string Words(OccupationInForce held) =>
        (
            held.Occupation with
            {
                EmployerId = Guid.Empty,
                Recorded = 0,
                Place = 0,
                OriginReference = null,
                WorkerId = Guid.Empty,
                OccupationId = Guid.Empty,
            }
        ).ToString() + held.LastQuarter;

    private static string Declared(DeclarationPersonVersion person) =>
        $"{person.Quarter} {person.SequenceNumber} {person.OwnReference} {person.MaskedNumber} {person.Fte} {person.Outcome} "
        + $"{OccupationsInForce.Named(person).Count()}";
}
