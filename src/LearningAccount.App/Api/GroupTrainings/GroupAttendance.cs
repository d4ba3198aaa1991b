using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Trainings;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.GroupTrainings;

/// <summary>Who was there, and how much of it each followed.</summary>
internal static class GroupAttendance
{
    public static Task<ApiAnswer> Record(ApiCall call, CancellationToken cancel) =>
        GroupTrainingsApi.ChangeGroup(
            call,
            "confirmAttendance",
            isOfStanding: true,
            async (change, group) =>
            {
                var (all, _) = await Participants.Read(call, change, cancel);
                var whole = group.First;
                var status = TakeAttendance.StatusOf(whole, call.Today);
                var decisions = new Dictionary<Guid, Func<TrainingVersion, TrainingVersion>>();
                var named = new List<(SentParticipant Sent, Participant Of)>();
                foreach (var (sent, of) in GroupChanges.OfGroup(all, group))
                {
                    if (of.IsCancelled)
                    {
                        sent.Wrong(sent.NamedBy, "noParticipant", Contract.InputIssue.ReferencedResourceNotFound);
                    }
                    else if (Decide(sent, group, status) is { } decide)
                    {
                        decisions.Add(of.Training.TrainingId, decide);
                        named.Add((sent, of));
                    }
                }
                var others = Others(call, group, [.. named.Select(one => one.Of.Training.TrainingId)]);
                foreach (var (other, isHere) in others)
                {
                    decisions.Add(other.Training.TrainingId, Told(group, status, isHere));
                }
                var decided = await GroupChanges.ChangeEach(
                    call,
                    change,
                    "confirmAttendance",
                    [.. named.Select(one => one.Of), .. others.Select(one => one.Other)],
                    training => decisions[training.TrainingId](training),
                    new(call.Today),
                    cancel
                );
                return [.. GroupChanges.InOrder(all, [.. decided.Take(named.Count)]), .. decided.Skip(named.Count)];
            },
            cancel
        );

    private static IReadOnlyList<(Participant Other, bool IsHere)> Others(
        ApiCall call,
        TrainingGroup group,
        ImmutableHashSet<Guid> named
    ) =>
        call.Body.TextOf("others") is var others and ("followed" or "notFollowed")
            ? [.. group.Present.Where(one => !named.Contains(one.Training.TrainingId)).Select(one => (one, others is "followed"))]
            : [];

    private static Func<TrainingVersion, TrainingVersion>? Decide(
        SentParticipant sent,
        TrainingGroup group,
        TrainingStatus status
    )
    {
        var told = How(sent, group, status);
        var said = sent.Sent;
        return told is null || !sent.IsRight
            ? null
            : training =>
            {
                var after = told(training);
                return after with
                {
                    StatusReason = said.TextOf("statusReason") ?? after.StatusReason,
                    Outcome = said.TextOf("outcome") ?? after.Outcome,
                    CertificateReceived = said.BoolOf("certificateReceived") ?? after.CertificateReceived,
                    CertificateValidUntil = said.DayOf("certificateValidUntil") ?? after.CertificateValidUntil,
                };
            };
    }

    private static Func<TrainingVersion, TrainingVersion>? How(SentParticipant sent, TrainingGroup group, TrainingStatus status)
    {
        if (sent.Sent.BoolOf("attended") is { } isHere)
        {
            return Told(group, status, isHere);
        }
        if (sent.Sent.TryGetProperty("sessions", out var sessions))
        {
            return ByDay(sent, group, status, sessions);
        }
        var (unit, followed) = sent.Sent.ExactOf("hours") is { } hours
            ? ("hours", hours)
            : ("days", sent.Sent.ExactOf("days")!.Value);
        var whole = unit is "hours" ? group.First.Hours : group.First.Days;
        if (!group.Sessions.IsEmpty)
        {
            sent.Wrong(unit, "attendanceByDay");
        }
        else if (whole is null)
        {
            sent.Wrong(unit, "attendanceUnit");
        }
        else if (followed > whole)
        {
            sent.Wrong(unit, "attendanceTooLong");
        }
        return training => TakeAttendance.Part(training, status, followed);
    }

    private static Func<TrainingVersion, TrainingVersion>? ByDay(
        SentParticipant sent,
        TrainingGroup group,
        TrainingStatus status,
        JsonElement sessions
    )
    {
        var followed = new Dictionary<DateOnly, Fraction>();
        var place = 0;
        foreach (var session in sessions.EnumerateArray())
        {
            var at = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sessions[{place++}]");
            var on = session.DayOf("date")!.Value;
            var day = group.Sessions.Where(one => one.On == on).ToList();
            var amount = session.ExactOf("followed")!.Value;
            if (day.Count == 0)
            {
                sent.Wrong($"{at}.date", "attendanceNoDay");
            }
            else if (!followed.TryAdd(on, amount))
            {
                sent.Wrong($"{at}.date", "sessionTwice");
            }
            else if (amount > day[0].Length)
            {
                sent.Wrong($"{at}.followed", "attendanceTooLong");
            }
        }
        return training =>
            TakeAttendance.ByDay(
                training,
                status,
                [.. group.Sessions.Select(day => day with { Followed = followed.GetValueOrDefault(day.On) })]
            );
    }

    private static Func<TrainingVersion, TrainingVersion> Told(TrainingGroup group, TrainingStatus status, bool isHere) =>
        training =>
            group.Sessions.IsEmpty
                ? TakeAttendance.Whole(training, group.First, status, isHere)
                : TakeAttendance.ByDay(training, group.Sessions, status, _ => isHere);
}
