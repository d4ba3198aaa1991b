using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>
/// The sums of each year over all accounts of an employer, those erased since among them: the same before something is erased and
/// after.
/// </summary>
public sealed record YearTotals(ImmutableArray<KeptTotalVersion> Years)
{
    public static async Task<YearTotals> Of(
        DbConnection connection,
        EmployerSnapshot snapshot,
        LawBook law,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var kept = await ReadVersions.Now(connection, Tables.KeptTotal, snapshot.Employer.EmployerId, cancel);
        var living = KeptFigures.Totals(snapshot, snapshot.Workers, law, today);
        return new([
            .. from total in living.Concat(kept)
            group total with
            {
                Sex = null,
            } by total.Year into year
            orderby year.Key
            select KeptFigures.Sum(year),
        ]);
    }

    /// <summary>True where every sum of every year is the same.</summary>
    public bool IsSame(YearTotals other) =>
        Years.Length == other.Years.Length
        && Years.Zip(other.Years).All(pair => Figures(pair.First).Equals(Figures(pair.Second)));

    private static object Figures(KeptTotalVersion total) =>
        (
            total.Year,
            total.Workers,
            total.Credit,
            total.Used,
            total.Trainings,
            (total.FormalHours, total.InformalHours, total.FormalDays, total.InformalDays)
        );
}
