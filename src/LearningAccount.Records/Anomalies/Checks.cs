using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>What a check of one worker looks at.</summary>
public sealed record WorkerCase(WorkerSnapshot Worker, Account Account, EmployerLaw Law)
{
    public DateOnly On => Account.On;

    /// <summary>The last contract has ended.</summary>
    public bool IsGone => Account.Exit is { } exit && exit.On < Account.On;
}

/// <summary>What a check of an employer looks at.</summary>
public sealed record EmployerCase(EmployerSnapshot Employer, EmployerLaw Law, DateOnly On)
{
    /// <summary>What the enterprise register tells of it and its providers.</summary>
    public EmployerRegister Register { get; init; } = EmployerRegister.None;
}

/// <summary>A named check: something that is wrong, doubtful or about to be lost, and that a person settles.</summary>
/// <param name="Severity">An error makes a figure wrong as long as it stands.</param>
public sealed record Check<T>(string Code, Severity Severity, Func<T, IEnumerable<Finding>> Find);

/// <summary>Every check, the most urgent first. Their texts stand under their codes.</summary>
public static class Checks
{
    public static readonly ImmutableArray<Check<WorkerCase>> OfWorkers =
    [
        new("leavesWithDays", Severity.Warning, DayChecks.LeavesWithDays),
        new("expiresSoon", Severity.Warning, DayChecks.ExpiresSoon),
        new("outsideContract", Severity.Error, DayChecks.OutsideContract),
        new("certificateLapsed", Severity.Error, TrainingChecks.CertificateLapsed),
        new("certificateLapsesSoon", Severity.Warning, TrainingChecks.CertificateLapsesSoon),
        new("registeredTwice", Severity.Error, TrainingChecks.RegisteredTwice),
        new("sourcesDisagree", Severity.Error, TrainingChecks.SourcesDisagree),
        new("longerThanItsDays", Severity.Error, TrainingChecks.LongerThanItsDays),
        new("beyondCredit", Severity.Warning, DayChecks.BeyondCredit),
        new("endReasonMissing", Severity.Warning, DayChecks.EndReasonMissing),
        new("correctionWithoutReason", Severity.Warning, DayChecks.CorrectionWithoutReason),
        new("ownDaysWithoutReason", Severity.Warning, DayChecks.OwnDaysWithoutReason),
        new("employmentDoubtful", Severity.Warning, DayChecks.EmploymentDoubtful),
        new("accountDoubtful", Severity.Warning, DayChecks.AccountDoubtful),
    ];

    public static readonly ImmutableArray<Check<EmployerCase>> OfEmployers =
    [
        new("quarterMissing", Severity.Error, EmployerChecks.QuarterMissing),
        new("sizeAboutToChange", Severity.Warning, EmployerChecks.SizeAboutToChange),
        new("ownDaysWithoutReason", Severity.Warning, EmployerChecks.OwnDaysWithoutReason),
        new("lawDoubtful", Severity.Warning, EmployerChecks.LawDoubtful),
        new("enterpriseStopped", Severity.Warning, EnterpriseChecks.Stopped),
        new("enterpriseUnusual", Severity.Warning, EnterpriseChecks.Unusual),
    ];

    /// <summary>The codes of all checks, the most urgent first, those of the employer after those of its workers.</summary>
    public static readonly ImmutableArray<string> Codes =
    [
        .. OfWorkers.Select(check => check.Code).Concat(OfEmployers.Select(check => check.Code)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What somebody should look at in a worker's account.</summary>
    /// <param name="settled">What was said of the anomalies of this worker.</param>
    public static ImmutableArray<Finding> Of(WorkerCase worker, IEnumerable<SettlementVersion> settled) =>
        Run(OfWorkers, worker, worker.Worker.WorkerId, settled);

    /// <summary>What somebody should look at in what is known of the employer itself.</summary>
    /// <param name="settled">What was said of the anomalies of no worker.</param>
    public static ImmutableArray<Finding> Of(EmployerCase employer, IEnumerable<SettlementVersion> settled) =>
        Run(OfEmployers, employer, null, settled);

    /// <summary>How urgent a check is: 0 is the most urgent.</summary>
    public static int Urgency(string code) => Codes.IndexOf(code, 0, StringComparer.Ordinal);

    public static Severity SeverityOf(string code) =>
        OfWorkers.FirstOrDefault(check => string.Equals(check.Code, code, StringComparison.Ordinal))?.Severity
        ?? OfEmployers.First(check => string.Equals(check.Code, code, StringComparison.Ordinal)).Severity;

    private static ImmutableArray<Finding> Run<T>(
        ImmutableArray<Check<T>> checks,
        T looked,
        Guid? worker,
        IEnumerable<SettlementVersion> settled
    )
    {
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var check in checks)
        {
            foreach (var finding in check.Find(looked))
            {
                var named = finding with { Code = check.Code, WorkerId = worker };
                found.Add(Said(named, settled));
            }
        }
        return found.DrainToImmutable();
    }

    /// <summary>The finding with what was said of it, while its facts are those it was said of.</summary>
    public static Finding Said(Finding finding, IEnumerable<SettlementVersion> settled) =>
        finding with
        {
            Settled = settled.FirstOrDefault(said =>
                finding.IsAbout(said.WorkerId, said.Code, said.Subject)
                && string.Equals(finding.Facts, said.Facts, StringComparison.Ordinal)
            ),
        };
}
