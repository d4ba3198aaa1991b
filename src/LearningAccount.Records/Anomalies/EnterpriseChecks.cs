using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>Checks of the employer and its providers against the enterprise register.</summary>
internal static class EnterpriseChecks
{
    /// <summary>What a provider gave longer than this before it stopped is in order.</summary>
    private const int DaysBefore = 365;

    /// <summary>Not among the active enterprises of the register.</summary>
    public static IEnumerable<Finding> Stopped(EmployerCase employer) =>
        Concerned(employer)
            .Where(one => one.Enterprise.GoneOn is not null)
            .Select(one => Found(one, ("on", ColumnText.Of(one.Enterprise.GoneOn!.Value))));

    /// <summary>Active, and the register tells of a bankruptcy, a liquidation or the like.</summary>
    public static IEnumerable<Finding> Unusual(EmployerCase employer) =>
        Concerned(employer)
            .Where(one => one.Enterprise is { GoneOn: null, Situation: not (null or Enterprise.Normal) })
            .Select(one => Found(one, ("situation", employer.Register.Situations[one.Enterprise.Situation!])));

    private static Finding Found((Enterprise Enterprise, string? Said) one, (string, string) what)
    {
        var number = one.Enterprise.Number.ToString();
        var name = one.Enterprise.Names is not LanguageTexts.None
            ? one.Enterprise.Names
            : LanguageTexts.Of([KeyValuePair.Create(LanguageTexts.Unknown, one.Said ?? "–")]);
        return DayChecks.Of(number, ("enterprise", name), ("number", number), what);
    }

    private static IEnumerable<(Enterprise Enterprise, string? Said)> Concerned(EmployerCase employer)
    {
        var register = employer.Register;
        if (register.Own is { } own)
        {
            yield return (own, employer.Employer.Profile?.Name);
        }
        // Most are in order, and then no training has to be looked at.
        var doubtful = register.Providers.Values.Where(one => one is not { GoneOn: null, Situation: Enterprise.Normal });
        foreach (var provider in doubtful.OrderBy(one => one.Number.Digits, StringComparer.Ordinal))
        {
            var since = (provider.GoneOn ?? employer.On).AddDays(-DaysBefore);
            var given = employer
                .Employer.Workers.SelectMany(worker => worker.Trainings)
                .FirstOrDefault(training => IsGivenBy(provider, training) && training.EndOn >= since);
            if (given is not null && provider != register.Own)
            {
                yield return (provider, given.ProviderName);
            }
        }
    }

    private static bool IsGivenBy(Enterprise provider, TrainingVersion training) =>
        training.Status is not (TrainingStatus.Cancelled or TrainingStatus.NotFollowed)
        && EnterpriseNumber.TryParse(training.ProviderNumber, out var number, out _)
        && number == provider.Number;
}
