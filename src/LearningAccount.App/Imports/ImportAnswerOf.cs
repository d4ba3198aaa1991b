using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>What became of a file as it is kept with its task: the counts, and the rows where no import keeps them.</summary>
public sealed record ImportAnswerOf
{
    public required string Kind { get; init; }

    /// <summary>The import; null: nothing was written.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>An earlier import of the same file, which made this one needless.</summary>
    public Guid? EarlierId { get; init; }
    public required IReadOnlyDictionary<string, long> Rows { get; init; }
    public IReadOnlyList<ImportRowAnswer> Listed { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ImportAnswerOf? OfJson(string? text) => text is null ? null : JsonSerializer.Deserialize<ImportAnswerOf>(text);

    /// <param name="isKept">An import was written, which keeps its rows.</param>
    public static ImportAnswerOf Of(ImportReport report, bool isKept) =>
        new()
        {
            Kind = ColumnText.Of(report.Kind),
            ImportId = isKept ? report.ImportId : null,
            EarlierId = report.Earlier?.ImportId,
            Rows = Enum.GetValues<RowOutcome>().ToDictionary(ColumnText.Of, report.CountOf, StringComparer.Ordinal),
            Listed = isKept ? [] : [.. report.Rows.Select(ImportRowAnswer.Of)],
        };
}

/// <summary>What became of one row.</summary>
public sealed record ImportRowAnswer
{
    public required int Number { get; init; }
    public required string Outcome { get; init; }
    public Guid? WorkerId { get; init; }
    public IReadOnlyList<ImportRemark> Remarks { get; init; } = [];

    public static ImportRowAnswer Of(ReportRow row) =>
        new()
        {
            Number = row.Number,
            Outcome = ColumnText.Of(row.Outcome),
            WorkerId = row.WorkerId,
            Remarks =
            [
                .. row.Remarks.Select(remark => new ImportRemark(
                    remark.Code,
                    ColumnText.Of(remark.Severity),
                    remark.At,
                    remark.Values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)
                )),
            ],
        };
}

/// <summary>What is wrong with a row or should be looked at, by its code.</summary>
public sealed record ImportRemark(string Code, string Severity, string At, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>As it is said in words.</summary>
    public Anomaly Anomaly =>
        new(Code, Enum.Parse<Severity>(Severity, ignoreCase: true), At)
        {
            Values = [.. Values.Select(value => (value.Key, value.Value))],
        };
}
