using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>What is known at one employer of the workers and periods that some rows name.</summary>
internal sealed class KnownDimona
{
    private const CompareOptions AsSpoken =
        CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreSymbols;

    private ILookup<string, DimonaPeriodVersion> byPeriod = null!;

    /// <summary>The workers of the numbers in the rows, those who are known.</summary>
    public required Dictionary<Ssin, Guid> Workers { get; init; }

    public static async Task<KnownDimona> Read(
        ImportWriting writing,
        Guid employerId,
        IReadOnlyCollection<Ssin> numbers,
        IReadOnlyCollection<DimonaRow> rows,
        CancellationToken cancel
    )
    {
        var said = await ReadPeriods(
            writing,
            employerId,
            [.. rows.Select(row => row.PeriodId).OfType<string>().Distinct(StringComparer.Ordinal)],
            cancel
        );
        return new()
        {
            Workers = await FindWorkers.Of(writing.Connection, employerId, numbers, cancel),
            byPeriod = said.ToLookup(one => one.PeriodId!, StringComparer.Ordinal),
        };
    }

    /// <summary>The worker an earlier message on the same period named.</summary>
    public Guid? WorkerOfPeriod(string? periodId) => periodId is null ? null : byPeriod[periodId].FirstOrDefault()?.WorkerId;

    /// <summary>The workers of an employer who bear these names and were born on this day.</summary>
    public static async Task<IReadOnlyList<WorkerIdentityVersion>> Namesakes(
        ImportWriting writing,
        Guid employerId,
        IReadOnlyCollection<WorkerIdentityVersion> all,
        DimonaRow row,
        CancellationToken cancel
    )
    {
        if (row is not { FamilyName: { } family, GivenNames: { } given, BornOn: { } born })
        {
            return [];
        }
        var named = all.Where(one => IsSame(one.FamilyName, family) && IsSame(one.GivenNames, given)).ToList();
        var found = new List<WorkerIdentityVersion>();
        foreach (var one in named)
        {
            var said = one.BirthDate ?? await BirthDay(writing, employerId, one.WorkerId, cancel);
            if (string.Equals(said, ColumnText.Of(born), StringComparison.Ordinal))
            {
                found.Add(one);
            }
        }
        return found;
    }

    /// <summary>What finds a worker in the pages without giving the number away.</summary>
    public static async Task<string> Called(
        ImportWriting writing,
        Guid employerId,
        WorkerIdentityVersion worker,
        CancellationToken cancel
    ) =>
        worker.OwnReference
        ?? (await NumberOf(writing, employerId, worker.WorkerId, cancel) is { } number ? PersonDirectory.Masked(number) : "");

    private static async Task<string?> BirthDay(ImportWriting writing, Guid employerId, Guid worker, CancellationToken cancel) =>
        (await NumberOf(writing, employerId, worker, cancel))?.BirthDate is { } day ? ColumnText.Of(day) : null;

    private static async Task<Ssin?> NumberOf(ImportWriting writing, Guid employerId, Guid worker, CancellationToken cancel)
    {
        var versions = await ReadVersions.Now(writing.Connection, FactTables.Worker, employerId, [worker], cancel);
        var persons = versions.Select(version => version.PersonId).ToList();
        var numbers = await PersonDirectory.NumbersOf(writing.Connection, persons, cancel);
        return persons.SelectMany(person => numbers[person]).Cast<Ssin?>().LastOrDefault();
    }

    private static bool IsSame(string? known, string written) =>
        known is not null && CultureInfo.InvariantCulture.CompareInfo.Compare(known, written, AsSpoken) == 0;

    private static async Task<List<DimonaPeriodVersion>> ReadPeriods(
        ImportWriting writing,
        Guid employerId,
        IReadOnlyCollection<string> periods,
        CancellationToken cancel
    )
    {
        var rows = await Dapper.SqlMapper.QueryAsync<DimonaPeriodVersion>(
            writing.Connection,
            new(
                $"""
                select {FactTables.DimonaPeriod.ColumnList} from {writing.Holding(FactTables.DimonaPeriod, "period_id")}
                """,
                new { employerId, keys = ReadVersions.List(periods) },
                cancellationToken: cancel
            )
        );
        return [.. rows];
    }
}
