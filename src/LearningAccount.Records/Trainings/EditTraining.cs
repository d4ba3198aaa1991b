using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Changes what several workers followed together: what it was, when, and who they are.</summary>
public static class EditTraining
{
    /// <param name="seen">The trainings as the person who decided saw them.</param>
    /// <param name="before">The training as the person saw it, and <paramref name="after"/> as it is to be: what differs is changed, what does not stays as each worker has it.</param>
    /// <param name="removed">Of those seen, who did not belong to it: cancelled.</param>
    /// <param name="added">Workers who join.</param>
    /// <exception cref="RefusedException">What is told cannot be, or is not what was seen.</exception>
    public static async Task<IReadOnlyList<TrainingVersion>> Do(
        Change change,
        Guid employerId,
        IReadOnlyCollection<TrainingVersion> seen,
        TrainingVersion before,
        TrainingVersion after,
        IReadOnlySet<Guid> removed,
        IReadOnlyCollection<Guid> added,
        string? reason,
        CancellationToken cancel
    )
    {
        // Lines of a list belong together from now on, whatever becomes of their words.
        var occasion = seen.Count + added.Count > 1 ? after.OccasionId ?? seen.First().Occasion : after.OccasionId;
        var changed = await ChangeTrainings.Do(
            change,
            employerId,
            "editTraining",
            seen,
            training =>
                removed.Contains(training.TrainingId)
                    ? training with
                    {
                        Status = TrainingStatus.Cancelled,
                        StatusReason = reason,
                    }
                    : Changed(training, before, after) with
                    {
                        OccasionId = occasion,
                    },
            cancel
        );
        if (added.Count == 0)
        {
            return changed;
        }
        var joined = await RegisterTraining.Do(change, employerId, after with { OccasionId = occasion }, added, cancel);
        return [.. changed, .. joined];
    }

    /// <summary>A worker's training with what differs between two others.</summary>
    public static TrainingVersion Changed(TrainingVersion training, TrainingVersion before, TrainingVersion after) =>
        When(training, before, after) with
        {
            Title = Of(training.Title, before.Title, after.Title),
            Kind = Of(training.Kind, before.Kind, after.Kind),
            StatusReason = Of(training.StatusReason, before.StatusReason, after.StatusReason),
            OfferedAndRefused = Of(training.OfferedAndRefused, before.OfferedAndRefused, after.OfferedAndRefused),
            Outcome = Of(training.Outcome, before.Outcome, after.Outcome),
            DeliveryMode = Of(training.DeliveryMode, before.DeliveryMode, after.DeliveryMode),
            Field = Of(training.Field, before.Field, after.Field),
            Language = Of(training.Language, before.Language, after.Language),
            Counts = Of(training.Counts, before.Counts, after.Counts),
            CountsBasis = Of(training.CountsBasis, before.CountsBasis, after.CountsBasis),
            CountsReason = Of(training.CountsReason, before.CountsReason, after.CountsReason),
            LeaveScheme = Of(training.LeaveScheme, before.LeaveScheme, after.LeaveScheme),
            WorkingTime = Of(training.WorkingTime, before.WorkingTime, after.WorkingTime),
            CertificateReceived = Of(training.CertificateReceived, before.CertificateReceived, after.CertificateReceived),
            CertificateValidUntil = Of(training.CertificateValidUntil, before.CertificateValidUntil, after.CertificateValidUntil),
            ProviderName = Of(training.ProviderName, before.ProviderName, after.ProviderName),
            // Another name is another provider, whose number is the one that came with it.
            ProviderNumber = string.Equals(before.ProviderName, after.ProviderName, StringComparison.Ordinal)
                ? Of(training.ProviderNumber, before.ProviderNumber, after.ProviderNumber)
                : after.ProviderNumber,
            Funding = Of(training.Funding, before.Funding, after.Funding),
            Cost = Of(training.Cost, before.Cost, after.Cost),
            FundedBy = Of(training.FundedBy, before.FundedBy, after.FundedBy),
            DossierNumber = Of(training.DossierNumber, before.DossierNumber, after.DossierNumber),
            WageCost = Of(training.WageCost, before.WageCost, after.WageCost),
            FundContributions = Of(training.FundContributions, before.FundContributions, after.FundContributions),
            Subsidy = Of(training.Subsidy, before.Subsidy, after.Subsidy),
            IsInitial = Of(training.IsInitial, before.IsInitial, after.IsInitial),
            Remark = Of(training.Remark, before.Remark, after.Remark),
        };

    private static TrainingVersion When(TrainingVersion training, TrainingVersion before, TrainingVersion after)
    {
        // Who was absent or has cancelled stays so when the others are said to have followed it.
        var status = training.Status == before.Status ? after.Status : training.Status;
        if (Timing(before) == Timing(after))
        {
            return training with { Status = status };
        }
        if (after.Sessions is not null)
        {
            var own = TrainingSessions.Of(training.Sessions);
            var sessions = TrainingSessions.Of(after.Sessions).Select(session => Followed(session, own, training));
            return TrainingSessions.Attended(
                training with
                {
                    Status = status,
                    Hours = after.Hours,
                    Days = after.Days,
                },
                [.. sessions]
            );
        }
        var isAbsent = training.Status == TrainingStatus.NotFollowed;
        return training with
        {
            Status = status,
            StartOn = after.StartOn,
            EndOn = after.EndOn,
            Hours = isAbsent && after.Hours is not null ? 0 : after.Hours,
            Days = isAbsent && after.Days is not null ? 0 : after.Days,
            PerYear = isAbsent ? null : after.PerYear,
            Sessions = null,
        };
    }

    private static TrainingSession Followed(
        TrainingSession session,
        ImmutableArray<TrainingSession> own,
        TrainingVersion training
    )
    {
        foreach (var known in own)
        {
            if (known.On == session.On)
            {
                return known.Followed == known.Length
                    ? session
                    : session with
                    {
                        Followed = Fraction.Min(known.Followed, session.Length),
                    };
            }
        }
        return training.Status == TrainingStatus.NotFollowed ? session with { Followed = 0 } : session;
    }

    private static (DateOnly, DateOnly, Fraction?, Fraction?, string?, string?) Timing(TrainingVersion training) =>
        (training.StartOn, training.EndOn, training.Hours, training.Days, training.PerYear, training.Sessions);

    private static T Of<T>(T own, T before, T after) => EqualityComparer<T>.Default.Equals(before, after) ? own : after;
}
