using System.Collections.Immutable;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Writes employments as the law counts them: each with one committee and category, and regimes one after another.</summary>
internal static class LawEmployments
{
    public static ImmutableArray<Employment> Of(ImmutableArray<RegisteredEmployment> employments, WorkerFacts facts)
    {
        var all = ImmutableArray.CreateBuilder<Employment>();
        foreach (var employment in employments)
        {
            var number = 0;
            foreach (var track in Tracks(employment.Parts))
            {
                all.Add(LawEmployment(employment, track, ++number, facts));
            }
        }
        return all.ToImmutable();
    }

    private static Employment LawEmployment(RegisteredEmployment of, List<EmploymentPart> track, int number, WorkerFacts facts)
    {
        var (start, end) = (track[0].From, track[^1].To);
        var isLast = end == of.End;
        var suspensions = track
            .SelectMany(part => part.Suspensions)
            .Concat(
                facts
                    .Suspensions.Where(suspension => Overlaps(suspension, start, end))
                    .Select(suspension => Said(suspension, facts))
            );
        return new()
        {
            Id = number == 1 ? ColumnText.Of(of.Id) : $"{ColumnText.Of(of.Id)}/{number}",
            Start = start,
            End = end,
            EndReason = isLast ? of.EndReason : null,
            PaidInLieu = isLast && of.PaidInLieu,
            NoticeWorked = isLast ? of.NoticeWorked : null,
            JointCommittee = track[0].JointCommittee,
            Category = track[0].Category,
            Regimes = [.. track.Select(part => part.Regime)],
            Suspensions = [.. suspensions.Distinct().OrderBy(suspension => suspension.From)],
            Origin = facts.OriginOf(track[0].Source),
        };
    }

    /// <summary>Parts that follow each other day on day with the same committee and category run in one track.</summary>
    private static List<List<EmploymentPart>> Tracks(ImmutableArray<EmploymentPart> parts)
    {
        var tracks = new List<List<EmploymentPart>>();
        foreach (var part in parts)
        {
            var track = tracks.Find(track =>
                track[^1].To?.AddDays(1) == part.From
                && track[^1].JointCommittee == part.JointCommittee
                && track[^1].Category == part.Category
            );
            if (track is null)
            {
                tracks.Add([part]);
            }
            else
            {
                track.Add(part);
            }
        }
        return tracks;
    }

    private static bool Overlaps(SuspensionVersion suspension, DateOnly start, DateOnly? end) =>
        suspension.FromOn <= (end ?? DateOnly.MaxValue) && start <= (suspension.ToOn ?? DateOnly.MaxValue);

    private static Suspension Said(SuspensionVersion suspension, WorkerFacts facts) =>
        new(suspension.FromOn, suspension.ToOn, suspension.Kind, suspension.Fraction, facts.OriginOf(suspension));
}
