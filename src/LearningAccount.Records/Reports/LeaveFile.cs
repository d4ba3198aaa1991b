using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>What is needed to ask the leave of one training back, what of it is missing, and until when it can be asked.</summary>
/// <param name="From">The first day it can be asked for.</param>
/// <param name="Until">The last one.</param>
/// <param name="Deadline">Why these days.</param>
/// <param name="Missing">Codes with words: <c>odbNumber</c>, <c>attendance</c>.</param>
/// <param name="Hours">All hours of the training, in the period or not.</param>
public sealed record LeaveFile(
    JudgedTraining Judged,
    DateOnly? From,
    DateOnly Until,
    Because Deadline,
    ImmutableArray<string> Missing,
    Fraction Hours
)
{
    /// <summary>Trainings of fewer hours give no leave, nor a worker more of it in a school year (Flemish and Brussels pages).</summary>
    public static readonly Fraction FewestHours = 32;

    /// <summary>Of a full-time worker, in a school year (vlaanderen.be).</summary>
    public static readonly Fraction MostFlemishHours = 125;

    /// <param name="known">Files of the same worker, this one among them: together they have no more hours than the year gives.</param>
    public static ImmutableArray<LeaveFile> Of(IEnumerable<JudgedTraining> members, Fraction hoursPerDay)
    {
        var files = members.Select(one => Of(one, hoursPerDay)).ToList();
        var years = files
            .Where(file => file.Judged.Training.LeaveScheme == LeaveScheme.VOV)
            .GroupBy(file => (file.Judged.Worker.PersonId, SchoolYearEnd(file.Judged.Training)))
            .Where(year => year.Aggregate(Fraction.Zero, (sum, file) => sum + file.Hours) > MostFlemishHours)
            .SelectMany(year => year)
            .ToHashSet();
        return [.. files.Select(file => years.Contains(file) ? file with { Missing = file.Missing.Add("overYear") } : file)];
    }

    public static LeaveFile Of(JudgedTraining one, Fraction hoursPerDay)
    {
        var training = one.Training;
        var hours = (training.Hours ?? training.Days!.Value * hoursPerDay);
        var (from, until, code, source) = Days(training);
        return new(one, from, until, new(code, source, IsProposal: true), [.. MissingOf(training, hours)], hours);
    }

    private static (DateOnly? From, DateOnly Until, string Code, ReportSource Source) Days(TrainingVersion training)
    {
        var ended = SchoolYearEnd(training);
        return training.LeaveScheme switch
        {
            LeaveScheme.VOV => (
                training.StartOn.AddMonths(-3),
                training.StartOn.AddMonths(3),
                "deadline.VOV",
                ReportSource.Flanders
            ),
            LeaveScheme.PEL_BXL => (new(ended, 9, 1), new(ended, 12, 31), "deadline.PEL_BXL", ReportSource.SocialSecretariat),
            LeaveScheme.PEL_WAL => (new(ended, 9, 1), new(ended + 1, 3, 31), "deadline.PEL_WAL", ReportSource.SocialSecretariat),
            _ => (new(ended, 9, 1), new(ended + 1, 6, 30), "deadline.PEL_DG", ReportSource.SocialSecretariat),
        };
    }

    private static IEnumerable<string> MissingOf(TrainingVersion training, Fraction hours)
    {
        if (training.LeaveScheme == LeaveScheme.VOV && !LeaveReport.HasFlemishNumber(training))
        {
            yield return "odbNumber";
        }
        if (training.ProviderName is null && training.ProviderNumber is null)
        {
            yield return "provider";
        }
        if (hours < FewestHours)
        {
            yield return "fewHours";
        }
        if (training.Status == TrainingStatus.Followed && training.CertificateReceived != true)
        {
            yield return "attendance";
        }
    }

    /// <summary>The year in which the school year ends that the training ended in: from 1 September to 31 August.</summary>
    private static int SchoolYearEnd(TrainingVersion training) => training.EndOn.Year + (training.EndOn.Month >= 9 ? 1 : 0);
}
