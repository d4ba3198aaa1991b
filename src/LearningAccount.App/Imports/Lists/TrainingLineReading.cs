using System.Collections.Immutable;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Reads a row of a training list. A line comes out only where nothing in it is an error.</summary>
internal static class TrainingLineReading
{
    private static readonly ListColumn[] TellsTraining =
    [
        ListColumn.Title,
        ListColumn.TrainingStart,
        ListColumn.TrainingEnd,
        ListColumn.Duration,
        ListColumn.Hours,
        ListColumn.Days,
    ];
    private static readonly ListColumn[] Dated = [ListColumn.TrainingStart, ListColumn.TrainingEnd];
    private const int TitleLength = 200;
    private const int ExternalIdLength = 60;
    private const int RemarkLength = 2_000;
    private const int WordLength = 200;
    private const int DossierLength = 60;

    // The right begins in 2023; what was followed earlier uses nothing (rulebook R3.2).
    private const int FirstYear = 2023;

    /// <summary>True, with a remark, for a worker of whom no training is told, or none that was completed.</summary>
    public static bool PassesOver(RowReading row)
    {
        if (TellsTraining.Any(row.HasValue) && !(row.Mapping is { LeavesOutUndated: true } && !Dated.Any(row.HasValue)))
        {
            return false;
        }
        row.Warn("training.none");
        return true;
    }

    public static TrainingLine? Read(RowReading row, DateOnly today)
    {
        row.Word<RecordType>(ListColumn.RecordType);
        var ssin = row.Ssin(ListColumn.Ssin, today, isRequired: !StaffLineReading.NamesWorker.Any(row.IsFilled));
        var title = row.Text(ListColumn.Title, TitleLength);
        if (title is null && !row.IsFilled(ListColumn.Title))
        {
            row.Fail("cell.missing", ListColumn.Title);
        }
        var (start, end) = Dates(row);
        var status =
            row.Word<TrainingStatus>(ListColumn.TrainingStatus)
            ?? (end > today ? TrainingStatus.Planned : TrainingStatus.Followed);
        if (RemarkTraining.IsFollowedAhead(status, end, today))
        {
            row.Fail("training.followedInFuture", ListColumn.TrainingStatus, Severity.Warning);
        }
        var duration = DurationReading.Read(
            row,
            title,
            mayBeZero: status is TrainingStatus.NotFollowed or TrainingStatus.Cancelled
        );
        var scheme = row.Word<LeaveScheme>(ListColumn.LeaveScheme);
        var counts = Counts(row, duration, scheme);
        var line = new TrainingLine
        {
            Ssin = ssin,
            Employer = row.Enterprise(ListColumn.EnterpriseNumber),
            Identity = StaffLineReading.Identity(row, ssin),
            ExternalId = row.Text(ListColumn.ExternalId, ExternalIdLength),
            Title = title ?? "",
            Start = start ?? default,
            End = end ?? default,
            Hours = duration?.Unit == DurationUnit.Hours ? duration.Quantity : null,
            Days = duration?.Unit == DurationUnit.Days ? duration.Quantity : null,
            PerYear = PerYear(row, duration, start, end),
            Kind = row.Word<TrainingKind>(ListColumn.TrainingKind) ?? TrainingKind.Formal,
            Status = status,
            Counts = counts,
            LeaveScheme = scheme,
            OfferedAndRefused = row.YesNo(ListColumn.OfferedAndRefused) ?? false,
            Provider = row.Text(ListColumn.Provider, WordLength),
            ProviderNumber = row.Enterprise(ListColumn.ProviderNumber)?.Digits,
            Certificate = row.YesNo(ListColumn.Certificate),
            CertificateValidUntil = row.Date(ListColumn.CertificateValidUntil, Severity.Warning),
            Outcome = row.Text(ListColumn.Outcome, WordLength),
            DeliveryMode = row.Text(ListColumn.DeliveryMode, WordLength),
            Field = row.Text(ListColumn.Field, WordLength),
            Funding = row.Text(ListColumn.Funding, WordLength),
            FundedBy = row.Word<FundingSource>(ListColumn.FundedBy, Severity.Warning),
            DossierNumber = row.Text(ListColumn.DossierNumber, DossierLength),
            Cost = Euro(row, ListColumn.Cost),
            WageCost = Euro(row, ListColumn.WageCost),
            FundContributions = Euro(row, ListColumn.FundContributions),
            Subsidy = Euro(row, ListColumn.SubsidyReceived),
            WorkingTime = row.Word<WorkingTime>(ListColumn.WorkingTime, Severity.Warning),
            IsInitial = row.YesNo(ListColumn.IsInitial),
            Language = row.Text(ListColumn.TrainingLanguage, WordLength),
            Remark = row.Text(ListColumn.Remark, RemarkLength),
        };
        return row.IsWrong ? null : line;
    }

    private static (DateOnly? Start, DateOnly? End) Dates(RowReading row)
    {
        // A training of one day has one date; a list of what was completed has no other than that day.
        var first = row.HasColumn(ListColumn.TrainingStart) ? ListColumn.TrainingStart : ListColumn.TrainingEnd;
        var start = row.Date(first);
        var end =
            first == ListColumn.TrainingEnd || row.ValueOf(ListColumn.TrainingEnd).IsEmpty
                ? start
                : row.Date(ListColumn.TrainingEnd);
        if (row.ValueOf(first).IsEmpty)
        {
            row.Fail("cell.missing", first);
        }
        else if (start is null && !row.IsWrong)
        {
            row.Fail("cell.dateOutOfRange", first);
        }
        else if (end is null && !row.IsWrong)
        {
            row.Fail("cell.dateOutOfRange", ListColumn.TrainingEnd);
        }
        if (start > end)
        {
            row.Fail("row.endBeforeStart", ListColumn.TrainingEnd);
        }
        if (end is { Year: < FirstYear })
        {
            row.Warn("training.before2023");
        }
        return (start, end);
    }

    private static bool Counts(RowReading row, Duration? duration, LeaveScheme? scheme)
    {
        var said = row.YesNo(ListColumn.Counts);
        if (said == true && scheme is not null)
        {
            row.Fail("training.leaveDoesNotCount", ListColumn.Counts, Severity.Warning);
        }
        if (row.Number(ListColumn.CountedQuantity) is not { } counted || duration is null)
        {
            return said ?? true;
        }
        if (!counted.IsZero && counted != duration.Quantity && said != false)
        {
            row.Fail("training.countedPart", ListColumn.CountedQuantity);
        }
        return (said ?? true) && !counted.IsZero;
    }

    private static ImmutableArray<YearPart> PerYear(RowReading row, Duration? duration, DateOnly? start, DateOnly? end)
    {
        var cell = row.ValueOf(ListColumn.PerYear);
        if (cell.IsEmpty)
        {
            return [];
        }
        if (QuantityReading.PerYear(cell.Text, out var parts) is { } fault)
        {
            row.Fail(fault, ListColumn.PerYear);
            return [];
        }
        if (parts.Exists(part => part.Year < start?.Year || part.Year > end?.Year))
        {
            row.Fail("training.perYearOutside", ListColumn.PerYear);
        }
        if (duration is null)
        {
            return [];
        }
        var sum = parts.Aggregate(Fraction.Zero, (total, part) => total + part.Quantity);
        if (sum != duration.Quantity || parts.Exists(part => part.Unit is { } unit && unit != duration.Unit))
        {
            row.Fail("training.perYearSum", ListColumn.PerYear);
        }
        return [.. parts.OrderBy(part => part.Year).Select(part => new YearPart(part.Year, part.Quantity))];
    }

    private static Fraction? Euro(RowReading row, ListColumn column)
    {
        var cell = row.ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        var isAmount =
            cell.Kind == CellKind.Number
                ? QuantityReading.Number(cell.Text, out var amount) is null
                : QuantityReading.Euro(cell.Text, out amount);
        if (isAmount && amount.Sign >= 0)
        {
            return amount.Round(2);
        }
        row.Fail("cell.euro", column, Severity.Warning);
        return null;
    }
}
