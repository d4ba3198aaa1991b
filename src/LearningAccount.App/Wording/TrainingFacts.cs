using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Wording;

/// <summary>A training in words, field by field: for its page, for the check before saving, and for what a change changed.</summary>
public static class TrainingFacts
{
    /// <summary>The code of each field and what it says; fields that say nothing are left out.</summary>
    public static IEnumerable<(string Field, string Text)> Of(
        TrainingVersion training,
        Words words,
        EmployerRegister? register = null
    )
    {
        yield return ("title", training.Title);
        yield return ("when", When(training, words));
        if (Duration(training, words) is { } duration)
        {
            yield return ("length", duration);
        }
        foreach (var (field, text) in Rest(training, words, register ?? EmployerRegister.None))
        {
            if (text is { Length: > 0 })
            {
                yield return (field, text);
            }
        }
    }

    public static string When(TrainingVersion training, Words words) =>
        training.StartOn == training.EndOn
            ? words.Date(training.EndOn)
            : words.Of("training.fromTo", ("from", words.Date(training.StartOn)), ("to", words.Date(training.EndOn)));

    public static string ShortWhen(TrainingVersion training, Words words) =>
        training.StartOn == training.EndOn
            ? words.ShortDate(training.EndOn)
            : $"{words.ShortDate(training.StartOn)} – {words.ShortDate(training.EndOn)}";

    public static string Quantity(Fraction quantity, bool inDays, Words words) =>
        inDays ? words.Days(quantity) : words.Of("training.hours", ("hours", words.Short(quantity)));

    /// <summary>Null: of who did not follow it nothing is said.</summary>
    public static string? Duration(TrainingVersion training, Words words)
    {
        var quantity = training.Hours ?? training.Days!.Value;
        return quantity.IsZero ? null : Quantity(quantity, training.Hours is null, words);
    }

    /// <summary>Whether it counts toward the right and why, in a sentence.</summary>
    public static string Counting(TrainingVersion training, Words words)
    {
        if (training.LeaveScheme is { } scheme)
        {
            return words.Of("trainings.counts.Leave", ("scheme", words[$"register.leave.{scheme}"]));
        }
        if (!training.Counts)
        {
            return training.CountsReason is { } why
                ? words.Of("trainings.counts.OtherWhy", ("why", why))
                : words["trainings.counts.Other"];
        }
        return words[$"trainings.counts.{training.CountsBasis ?? CountsBasis.Ordinary}"];
    }

    private static IEnumerable<(string, string?)> Rest(TrainingVersion training, Words words, EmployerRegister register) =>
        [
            ("byDay", ByDay(training, words)),
            ("perYear", PerYear(training, words)),
            ("status", words[$"training.status.{training.Status}"]),
            ("statusReason", training.StatusReason),
            ("kind", words[$"training.kind.{training.Kind}"]),
            ("counts", Counting(training, words)),
            ("provider", register.ProviderOf(training, words.Language)),
            ("time", training.WorkingTime is { } time ? words[$"register.time.{time}"] : null),
            (
                "certificate",
                training.CertificateReceived == true || training.CertificateValidUntil is not null
                    ? training.CertificateValidUntil is { } until
                        ? words.Of("trainings.certificateUntil", ("until", words.Date(until)))
                        : words["trainings.certificate"]
                    : null
            ),
            ("initial", training.IsInitial == true ? words["trainings.initial"] : null),
            ("fundedBy", training.FundedBy is { } payer ? words[$"register.payer.{payer}"] : null),
            ("funding", training.Funding),
            ("dossierNumber", training.DossierNumber),
            ("cost", Euro(training.Cost, words)),
            ("wageCost", Euro(training.WageCost, words)),
            ("fundContributions", Euro(training.FundContributions, words)),
            ("subsidy", Euro(training.Subsidy, words)),
            ("remark", training.Remark),
        ];

    private static string? Euro(Fraction? amount, Words words) => amount is { } euro ? words.Euro(euro) : null;

    private static string? ByDay(TrainingVersion training, Words words)
    {
        var sessions = TrainingSessions.Of(training.Sessions);
        return sessions.IsEmpty
            ? null
            : string.Join(
                ", ",
                sessions.Select(session =>
                    $"{words.ShortDate(session.On)} ({(session.Followed.IsZero ? words["trainings.absent"] : Quantity(session.Followed, training.Hours is null, words))})"
                )
            );
    }

    private static string? PerYear(TrainingVersion training, Words words) =>
        string.Join(
            ", ",
            SayTrainings
                .PerYear(training.PerYear)
                .Select(part =>
                    $"{part.Year.ToString(Words.Invariant)}: {Quantity(part.Quantity, training.Hours is null, words)}"
                )
        );
}
