using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Trainings;

/// <summary>Reads what is said of a training, which the contract has been checked against, and tells what a schema cannot.</summary>
/// <param name="today">A training whose last day is still to come is planned where nothing is said.</param>
/// <param name="below">The place of the training in the body, with a dot: <c>items[3].</c>.</param>
internal sealed class ReadWords(DateOnly today, string below = "")
{
    private readonly List<InputIssue> issues = [];

    public IReadOnlyList<InputIssue> Issues => issues;

    /// <summary>What was sent of it, where the rest stays as it was; null: all of it was sent.</summary>
    public JsonElement? Patch { get; set; }

    /// <summary>The training; of its employer, worker and ids nothing is told. What is wrong with it stands in <see cref="Issues"/>.</summary>
    public TrainingVersion Read(JsonElement sent)
    {
        var start = sent.DayOf("startDate")!.Value;
        var end = sent.DayOf("endDate") ?? start;
        var basis = sent.CodeOf<CountsBasis>("countsBasis");
        var training = new TrainingVersion
        {
            EmployerId = Guid.Empty,
            Origin = FactVersion.ByHand,
            WorkerId = Guid.Empty,
            TrainingId = Guid.Empty,
            ExternalId = sent.TextOf("externalId"),
            Title = sent.TextOf("title")!,
            Kind = sent.CodeOf<TrainingKind>("kind")!.Value,
            Status = sent.CodeOf<TrainingStatus>("status") ?? (end > today ? TrainingStatus.Planned : TrainingStatus.Followed),
            StartOn = start,
            EndOn = end,
            Hours = sent.ExactOf("hours"),
            Days = sent.ExactOf("days"),
            PerYear = PerYear(sent),
            Counts = sent.BoolOf("counts") ?? basis is not CountsBasis.Other,
            CountsBasis = basis,
            CountsReason = sent.TextOf("countsReason"),
            LeaveScheme = sent.CodeOf<LeaveScheme>("leaveScheme"),
            OfferedAndRefused = sent.BoolOf("offeredAndRefused") ?? false,
            Outcome = sent.TextOf("outcome"),
            CertificateReceived = sent.BoolOf("certificateReceived"),
            CertificateValidUntil = sent.DayOf("certificateValidUntil"),
            DeliveryMode = sent.TextOf("deliveryMode"),
            Field = sent.TextOf("field"),
            ProviderName = sent.TextOf("providerName"),
            ProviderNumber = ProviderNumber(sent),
            Funding = sent.TextOf("funding"),
            Cost = sent.ExactOf("cost"),
            Language = sent.TextOf("language"),
            Remark = sent.TextOf("remark"),
            WorkingTime = sent.CodeOf<WorkingTime>("workingTime"),
            StatusReason = sent.TextOf("statusReason"),
            FundedBy = sent.CodeOf<FundingSource>("fundedBy"),
            DossierNumber = sent.TextOf("dossierNumber"),
            WageCost = sent.ExactOf("wageCost"),
            FundContributions = sent.ExactOf("fundContributions"),
            Subsidy = sent.ExactOf("subsidy"),
            IsInitial = sent.BoolOf("isInitial"),
        };
        CheckBasis(training);
        return Sessions(sent) is { IsEmpty: false } sessions ? ByDay(training, sessions) : training;
    }

    /// <summary>What the checks of every door found in it, at the names of the contract.</summary>
    public IEnumerable<InputIssue> At(IEnumerable<Anomaly> found) =>
        found.Select(one =>
            Stays(one.At)
                ? new(InputIssue.InvalidInput, InputPlace.Body, below + one.At, null, StaysCode(one.At))
                : InputIssue.Of(one with { At = NameOf(one.At) }, below)
        );

    // What was not sent stayed as it was, in the unit and of the duration of before: that is why it does not fit.
    private bool Stays(string name) =>
        name is "perYear" or "sessions" && Patch is { } patch && !patch.TryGetProperty(name, out _);

    private static string StaysCode(string name) => $"api.issue.{name}Stays";

    private void CheckBasis(TrainingVersion training)
    {
        switch (training)
        {
            case { CountsBasis: CountsBasis.Other, Counts: true }:
                Wrong("counts", "true", "countsOther");
                break;
            case { CountsBasis: CountsBasis.Other, CountsReason: null }:
                Wrong("countsReason", null, "countsReason");
                break;
            case { CountsBasis: CountsBasis.Leave, LeaveScheme: null }:
                Wrong("leaveScheme", null, "leaveScheme");
                break;
            default:
                break;
        }
    }

    // Duration, days and years as those who were there all told have them: what was sent has to say the same.
    private TrainingVersion ByDay(TrainingVersion training, ImmutableArray<TrainingSession> sessions)
    {
        if (sessions.Select(session => session.On).Distinct().Count() < sessions.Length)
        {
            Wrong("sessions", null, "sessionTwice");
            return training;
        }
        var told = TrainingSessions.Attended(training, sessions);
        if (
            (told.StartOn, told.EndOn, told.Hours, told.Days) != (training.StartOn, training.EndOn, training.Hours, training.Days)
        )
        {
            Wrong("sessions", null, "sessions");
            return training;
        }
        // Whoever says the status, or the years, has said it.
        return told with { Status = training.Status, PerYear = training.PerYear ?? told.PerYear };
    }

    private static ImmutableArray<TrainingSession> Sessions(JsonElement sent) =>
        sent.TryGetProperty("sessions", out var sessions)
            ?
            [
                .. sessions
                    .EnumerateArray()
                    .Select(session => new TrainingSession(
                        session.DayOf("date")!.Value,
                        session.ExactOf("length")!.Value,
                        session.ExactOf("followed") ?? session.ExactOf("length")!.Value
                    )),
            ]
            : [];

    private string? PerYear(JsonElement sent)
    {
        if (!sent.TryGetProperty("perYear", out var parts))
        {
            return null;
        }
        var years = new List<YearPart>();
        foreach (var part in parts.EnumerateArray())
        {
            var year = part.WholeOf("year")!.Value;
            if (years.Exists(known => known.Year == year))
            {
                Wrong("perYear", null, "twice");
                return null;
            }
            years.Add(new(year, part.ExactOf("quantity")!.Value));
        }
        return SayTrainings.PerYearText(years);
    }

    private string? ProviderNumber(JsonElement sent)
    {
        var text = sent.TextOf("providerNumber");
        if (text is not null && !EnterpriseNumber.TryParse(text, out _, out _))
        {
            Wrong("providerNumber", text, "enterpriseNumber");
        }
        return text;
    }

    private void Wrong(string name, string? value, string code) =>
        issues.Add(
            new(
                InputIssue.InvalidInput,
                InputPlace.Body,
                below + name,
                value,
                Stays(name) ? StaysCode(name) : $"api.issue.{code}"
            )
        );

    private static string NameOf(string member) => SentFacts.DayAt(member, "training");
}
