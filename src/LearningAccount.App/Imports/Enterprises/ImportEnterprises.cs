using System.Globalization;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Enterprises;

/// <summary>What bringing in a set did.</summary>
/// <param name="KeepsAll">Every active legal person is kept.</param>
public sealed record EnterpriseReport(
    EnterpriseSet Set,
    bool KeepsAll,
    EnterprisesBrought Brought,
    RowCounts Counts,
    TimeSpan Took
);

/// <summary>
/// Brings in a set of the open data of the Crossroads Bank for Enterprises: every file is read once from its beginning to its end,
/// put together aside, and only then written, all of it or nothing.
/// </summary>
public sealed class ImportEnterprises(Database database, EnterpriseLimits? limits = null)
{
    private readonly EnterpriseLimits bounds = limits ?? EnterpriseLimits.Default;

    /// <param name="path">The package as it is downloaded, or a folder with its files.</param>
    /// <param name="keepsAll">Also enterprises that are neither employer nor provider here.</param>
    /// <param name="isForced">Also an older set, one that does not follow the last, or one that looks cut off.</param>
    /// <exception cref="FileRefusedException">The files cannot be read; nothing was written.</exception>
    /// <exception cref="RefusedException">The set does not belong after the one that is there; nothing was written.</exception>
    public async Task<EnterpriseReport> Do(string path, bool keepsAll, bool isForced, Author author, CancellationToken cancel)
    {
        var began = database.Clock.GetTimestamp();
        using var files = EnterpriseFiles.Open(path, bounds);
        var counts = new RowCounts();
        var set = Set(files, counts);
        using var stage = await EnterpriseStage.Begin(database, set, keepsAll, isForced, cancel);
        new ReadEnterpriseSet(files, stage, bounds, counts, cancel).Do();
        var brought = await BringInEnterprises.Do(database, stage, author, isForced, cancel);
        return new(set, stage.KeepsAll, brought, counts, database.Clock.GetElapsedTime(began));
    }

    private EnterpriseSet Set(EnterpriseFiles files, RowCounts counts)
    {
        const string name = "meta.csv";
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var file = files.Find(name);
        using var rows = new EnterpriseRows(file, bounds with { Rows = 1_000 }, counts, "Variable", "Value");
        while (rows.Read())
        {
            if (rows.Text(0) is { } variable && rows.Text(1) is { } value)
            {
                values[variable] = value;
            }
        }
        counts.EndOf(name);
        return
            int.TryParse(
                values.GetValueOrDefault("ExtractNumber"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && DateOnly.TryParseExact(
                values.GetValueOrDefault("SnapshotDate"),
                "dd-MM-yyyy",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var on
            )
            && Enum.TryParse<EnterpriseSetKind>(values.GetValueOrDefault("ExtractType"), ignoreCase: true, out var kind)
            && Enum.IsDefined(kind)
            ? new(number, kind, on)
            : throw Refusal.Of("enterprises.meta", name);
    }
}
