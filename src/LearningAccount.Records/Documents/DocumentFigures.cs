using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>
/// The figures a document states, by name: <c>left</c>, <c>credit.2026</c>. Days are exact fractions, days of the calendar
/// ISO dates, all else codes. The same facts give the same figures, so a difference means that the document would be another today.
/// </summary>
public static class DocumentFigures
{
    /// <param name="about">Of a statement of a training: that training.</param>
    /// <returns>Null where there is nothing of the kind to state any more: the training is gone, the contract goes on.</returns>
    public static ImmutableSortedDictionary<string, string>? Of(
        DocumentKind kind,
        WorkerSnapshot worker,
        Account account,
        string? about
    )
    {
        var figures = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (kind)
        {
            case DocumentKind.TrainingStatement:
                if (TrainingOf(worker, about) is not { } training)
                {
                    return null;
                }
                AddTraining(figures, training);
                break;
            case DocumentKind.ExitStatement:
                if (account.Exit is not { } exit)
                {
                    return null;
                }
                AddExit(figures, exit);
                AddYears(figures, account);
                break;
            default:
                AddWork(figures, worker, account.On);
                AddYears(figures, account);
                break;
        }
        return figures.ToImmutable();
    }

    /// <summary>The figures as a document keeps them.</summary>
    public static ImmutableSortedDictionary<string, string> Stated(IssuedDocumentVersion document) =>
        JsonSerializer
            .Deserialize<Dictionary<string, string>>(document.Figures)!
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The training a statement is about; null where it is not known any more.</summary>
    public static TrainingVersion? TrainingOf(WorkerSnapshot worker, string? about) =>
        Guid.TryParse(about, out var id) ? worker.Trainings.FirstOrDefault(training => training.TrainingId == id) : null;

    /// <summary>The parts of the employment in force on a day, or of the last one before it.</summary>
    public static IReadOnlyList<EmploymentPart> PartsOn(WorkerSnapshot worker, DateOnly on)
    {
        if (worker.Employments.Employments.Where(one => one.Start <= on).MaxBy(one => one.Start) is not { } employment)
        {
            return [];
        }
        return PartsOn(employment, on);
    }

    /// <summary>The parts of an employment on a day, or the last ones before it.</summary>
    public static IReadOnlyList<EmploymentPart> PartsOn(RegisteredEmployment employment, DateOnly on)
    {
        var day = employment.End < on ? employment.End.Value : on;
        var parts = employment.Parts.Where(part => part.From <= day && !(part.To < day)).ToList();
        return parts.Count > 0 ? parts : [employment.Parts[^1]];
    }

    private static void AddYears(ImmutableSortedDictionary<string, string>.Builder figures, Account account)
    {
        figures["left"] = account.Balance.Exact.ToString();
        foreach (var year in account.Years)
        {
            var name = year.Year.ToString(CultureInfo.InvariantCulture);
            figures[$"path.{name}"] = year.FullTimeDays.ToString();
            figures[$"opening.{name}"] = year.Opening.ToString();
            figures[$"credit.{name}"] = (year.Credit + year.Extra + year.Adjusted).ToString();
            figures[$"used.{name}"] = (year.Used + year.Outside).ToString();
            figures[$"lost.{name}"] = (year.Expired + year.Forfeited).ToString();
            figures[$"closing.{name}"] = year.Closing.ToString();
        }
        if (account.Window is { } window)
        {
            figures["window.target"] = window.Target.ToString();
            figures["window.used"] = window.Used.ToString();
        }
    }

    private static void AddWork(ImmutableSortedDictionary<string, string>.Builder figures, WorkerSnapshot worker, DateOnly on)
    {
        var parts = PartsOn(worker, on);
        figures["regime"] = Joined(parts.Select(part => RegimeOf(part.Regime)));
        figures["committee"] = Joined(parts.Select(part => part.JointCommittee?.ToString() ?? ""));
    }

    private static void AddTraining(ImmutableSortedDictionary<string, string>.Builder figures, TrainingVersion training)
    {
        figures["title"] = training.Title;
        figures["start"] = ColumnText.Of(training.StartOn);
        figures["end"] = ColumnText.Of(training.EndOn);
        figures["kind"] = ColumnText.Of(training.Kind);
        figures["status"] = ColumnText.Of(training.Status);
        figures["counts"] = training.Counts ? "yes" : "no";
        Add(figures, "hours", training.Hours?.ToString());
        Add(figures, "days", training.Days?.ToString());
        Add(figures, "certificateUntil", training.CertificateValidUntil is { } until ? ColumnText.Of(until) : null);
    }

    private static void AddExit(ImmutableSortedDictionary<string, string>.Builder figures, AccountExit exit)
    {
        figures["exit"] = ColumnText.Of(exit.On);
        figures["outstanding"] = exit.Outstanding.ToString();
        figures["mayTake"] = exit.MayTakeBeforeEnd ? "yes" : "no";
        figures["acquired"] = exit.AcquiredBenefit ? "yes" : "no";
        Add(figures, "endReason", exit.EndReason is { } reason ? ColumnText.Of(reason) : null);
    }

    private static void Add(ImmutableSortedDictionary<string, string>.Builder figures, string name, string? value)
    {
        if (value is not null)
        {
            figures[name] = value;
        }
    }

    private static string RegimeOf(WorkRegime regime) =>
        regime is { Hours: { } hours, FullTimeHours: { } full } ? $"{hours}/{full}" : (regime.Fraction ?? 1).ToString();

    private static string Joined(IEnumerable<string> texts) => string.Join(" + ", texts.Distinct(StringComparer.Ordinal));
}
