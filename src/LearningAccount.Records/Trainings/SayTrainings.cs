using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Registers trainings of workers of one employer, or changes those registered under the same id.</summary>
public static class SayTrainings
{
    private static readonly Fraction MostHours = 5_000;
    private static readonly Fraction MostDays = 1_000;
    private static readonly Fraction MostEuro = 10_000_000;

    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<TrainingVersion> trainings,
        CancellationToken cancel
    )
    {
        var workers = trainings.Select(training => training.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.Training, employerId, workers, cancel);
        return await Do(change, trainings, known, cancel);
    }

    /// <param name="known">As the change reads them: all that hold now under an id of <paramref name="trainings"/>, others or not.</param>
    public static Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        IReadOnlyList<TrainingVersion> trainings,
        IReadOnlyCollection<TrainingVersion> known,
        CancellationToken cancel
    ) => SayFacts.Do(change, Tables.Training, trainings, known, training => training.TrainingId, Check, cancel);

    public static ImmutableArray<Anomaly> Check(TrainingVersion training)
    {
        // Who did not follow a training may have followed nothing of it.
        var mayBeZero = training.Status is TrainingStatus.NotFollowed or TrainingStatus.Cancelled;
        var checks = new FactChecks()
            .Text("title", training.Title, 200, isRequired: true)
            .Text("externalId", training.ExternalId, 60)
            .Text("remark", training.Remark, 2_000)
            .Text("providerName", training.ProviderName, 200)
            .Text("funding", training.Funding, 200)
            .Text("dossierNumber", training.DossierNumber, 60)
            .Text("countsReason", training.CountsReason, 500)
            .Text("statusReason", training.StatusReason, 500)
            .Day("certificateValidUntil", training.CertificateValidUntil)
            .Period("training", training.StartOn, training.EndOn, "from")
            .Exactly("hours", training.Hours is null != training.Days is null, "fact.hoursOrDays")
            .Amount("hours", training.Hours, MostHours, mayBeZero)
            .Amount("days", training.Days, MostDays, mayBeZero)
            .Amount("cost", training.Cost, MostEuro, mayBeZero: true)
            .Amount("wageCost", training.WageCost, MostEuro, mayBeZero: true)
            .Amount("fundContributions", training.FundContributions, MostEuro, mayBeZero: true)
            .Amount("subsidy", training.Subsidy, MostEuro, mayBeZero: true);
        if (training.PerYear is not null)
        {
            CheckYears(training, checks);
        }
        if (training.Sessions is not null)
        {
            checks.Exactly("sessions", HaveSessions(training), "fact.sessions");
        }
        return checks.Found;
    }

    /// <summary>How a training falls over calendar years, as <see cref="TrainingVersion.PerYear"/> keeps it; null where it does not.</summary>
    public static string? PerYearText(IEnumerable<YearPart> parts)
    {
        var byYear = parts
            .OrderBy(part => part.Year)
            .ToDictionary(
                part => part.Year.ToString(CultureInfo.InvariantCulture),
                part => part.Quantity.ToString(),
                StringComparer.Ordinal
            );
        return byYear.Count == 0 ? null : JsonSerializer.Serialize(byYear);
    }

    /// <exception cref="FormatException">The text is not what <see cref="PerYearText"/> writes.</exception>
    public static ImmutableArray<YearPart> PerYear(string? text)
    {
        if (text is null)
        {
            return [];
        }
        try
        {
            return
            [
                .. JsonSerializer
                    .Deserialize<Dictionary<string, string>>(text)!
                    .Select(part => new YearPart(
                        int.Parse(part.Key, NumberStyles.None, CultureInfo.InvariantCulture),
                        Fraction.Parse(part.Value)
                    )),
            ];
        }
        catch (JsonException wrong)
        {
            throw new FormatException("The parts of the years cannot be read.", wrong);
        }
    }

    private static bool HaveSessions(TrainingVersion training)
    {
        ImmutableArray<TrainingSession> sessions;
        try
        {
            sessions = TrainingSessions.Of(training.Sessions);
        }
        catch (FormatException)
        {
            return false;
        }
        Fraction longest = training.Days is null ? 24 : 1;
        var followed = sessions.Aggregate(Fraction.Zero, (sum, session) => sum + session.Followed);
        return sessions.Length <= TrainingSessions.Most
            && followed == (training.Hours ?? training.Days)
            && sessions.All(session =>
                session.On >= training.StartOn
                && session.On <= training.EndOn
                && session.Length.Sign > 0
                && session.Length <= longest
                && session.Followed.Sign >= 0
                && session.Followed <= session.Length
            );
    }

    private static void CheckYears(TrainingVersion training, FactChecks checks)
    {
        ImmutableArray<YearPart> parts;
        try
        {
            parts = PerYear(training.PerYear);
        }
        catch (FormatException)
        {
            checks.Exactly("perYear", holds: false, "fact.perYear");
            return;
        }
        var sum = parts.Aggregate(Fraction.Zero, (total, part) => total + part.Quantity);
        checks
            .Exactly("perYear", sum == (training.Hours ?? training.Days), "fact.perYear")
            .Exactly(
                "perYear",
                parts.All(part =>
                    part.Quantity.Sign > 0 && part.Year >= training.StartOn.Year && part.Year <= training.EndOn.Year
                ),
                "fact.perYear"
            );
    }
}
