using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Registry;

/// <summary>What declarations, lists and people say of one worker's contracts.</summary>
internal static class Declared
{
    public static readonly Guid Employer = Guid.CreateVersion7();
    public static readonly Guid Worker = Guid.CreateVersion7();

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public static Quarter InQuarter(string text) =>
        Quarter.TryParse(text, out var quarter) ? quarter : throw new FormatException(text);

    /// <param name="hours">Q/S in hundredths of hours: <c>3040/3800</c>; empty for none.</param>
    public static OccupationInForce Occupation(
        string start,
        string? end = null,
        string hours = "3800/3800",
        string code = "495",
        string? committee = "226",
        int? measure = null,
        int contractType = 0,
        WorkerCategory kind = WorkerCategory.Employee,
        bool severance = false,
        string last = "2025Q3"
    )
    {
        var parts = hours.Split('/');
        return new(
            new()
            {
                EmployerId = Employer,
                Origin = "dmfa",
                OriginReference = last,
                WorkerId = Worker,
                OccupationId = Guid.CreateVersion7(),
                Kind = kind,
                EmployerClass = "083",
                WorkerCode = code,
                CommitteeWritten = committee,
                JointCommittee = committee is null ? null : JointCommittee.Parse(committee),
                StartOn = Day(start),
                EndOn = end is null ? null : Day(end),
                MeanHours = hours.Length == 0 ? null : int.Parse(parts[0], CultureInfo.InvariantCulture),
                ReferenceHours = hours.Length == 0 ? null : int.Parse(parts[1], CultureInfo.InvariantCulture),
                ContractType = contractType,
                DaysAWeek = 500,
                ReorganisationMeasure = measure,
                MeasureParts = null,
                Apprenticeship = null,
                WorkerStatus = null,
                LocalUnit = null,
                Severance = severance,
            },
            InQuarter(last)
        );
    }

    public static ContractVersion Listed(
        string start,
        string? end = null,
        string? fraction = null,
        EndReason? reason = null,
        string? committee = null,
        string origin = "staffList",
        WorkerCategory? category = null
    ) =>
        new()
        {
            EmployerId = Employer,
            Origin = origin,
            OriginReference = origin is "staffList" ? "staff.csv" : null,
            WorkerId = Worker,
            ContractId = Guid.CreateVersion7(),
            StartOn = Day(start),
            EndOn = end is null ? null : Day(end),
            EndReason = reason,
            PaidInLieu = false,
            NoticeWorked = null,
            JointCommittee = committee is null ? null : JointCommittee.Parse(committee),
            Category = category,
            Fraction = fraction is null ? null : Fraction.Parse(fraction),
            Hours = null,
            FullTimeHours = null,
            OwnReference = null,
        };

    public static ContractVersion ByHand(
        string start,
        string? end = null,
        string? fraction = null,
        EndReason? reason = null,
        string? committee = null
    ) => Listed(start, end, fraction, reason, committee, "manual");

    /// <summary>What one message says of a period; an argument left null is not said.</summary>
    public static DimonaPeriodVersion Dimona(
        string? start = null,
        string? end = null,
        string? id = null,
        string type = "OTH",
        string? committee = null,
        DimonaMessage message = DimonaMessage.In,
        string? said = null,
        bool cancelled = false
    ) =>
        new()
        {
            EmployerId = Employer,
            Origin = "dimona",
            OriginReference = "dimona.xml:1",
            WorkerId = Worker,
            StatementId = Guid.CreateVersion7(),
            Message = message,
            PeriodId = id,
            StartOn = start is null ? null : Day(start),
            EndOn = end is null ? null : Day(end),
            WorkerType = message is DimonaMessage.Update or DimonaMessage.Out or DimonaMessage.Cancel ? null : type,
            JointCommittee = committee,
            Cancelled = cancelled || message == DimonaMessage.Cancel,
            SaidAt = $"{said ?? start ?? end ?? "2025-01-01"}T08:00:00.000",
        };

    /// <summary>Declarations were brought in of the quarters from the first to the last, messages of Dimona since a day.</summary>
    public static WorkerFacts Reached(string? first = null, string? last = null, string? dimonaSince = null) =>
        new()
        {
            FirstDeclared = first is null ? null : InQuarter(first),
            LastDeclared = last is null ? null : InQuarter(last),
            DimonaSince = dimonaSince is null ? null : Day(dimonaSince),
        };

    public static ResolvedEmployments Resolve(params object[] facts) =>
        ResolveEmployments.Of(
            (facts.OfType<WorkerFacts>().SingleOrDefault() ?? new()) with
            {
                Dimona = [.. facts.OfType<DimonaPeriodVersion>()],
                Occupations = [.. facts.OfType<OccupationInForce>()],
                Contracts = [.. facts.OfType<ContractVersion>()],
                Suspensions = [.. facts.OfType<SuspensionVersion>()],
            }
        );

    /// <summary>Every part of every employment as one line: <c>2024-01-01..2024-06-30 1/2 226 employee</c>.</summary>
    public static string[] Parts(this ResolvedEmployments resolved) =>
        [
            .. resolved.Employments.SelectMany(employment =>
                employment.Parts.Select(part =>
                    $"{ColumnText.Of(part.From)}..{(part.To is { } to ? ColumnText.Of(to) : "")} {Regime(part.Regime)} {part.JointCommittee} {ColumnText.Of(part.Category)}"
                )
            ),
        ];

    /// <summary>Every employment as one line: <c>2024-01-01..2025-08-15 dismissal</c>.</summary>
    public static string[] Spans(this ResolvedEmployments resolved) =>
        [
            .. resolved.Employments.Select(employment =>
                $"{ColumnText.Of(employment.Start)}..{(employment.End is { } end ? ColumnText.Of(end) : "")}{(employment.EndReason is { } reason ? $" {ColumnText.Of(reason)}" : "")}{(employment.StartUncertain ? " ?" : "")}"
            ),
        ];

    public static string Regime(WorkRegime regime) =>
        (regime.Fraction ?? Fraction.Min(1, regime.Hours!.Value / regime.FullTimeHours!.Value)).ToString();
}
