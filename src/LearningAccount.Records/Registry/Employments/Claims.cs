using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// Who says of an employment that it begins or ends on a day. Of several who say the same the one named is the one that goes
/// first: a person, then declarations, then Dimona, then a staff list (decision 14).
/// </summary>
internal sealed class Claims
{
    private readonly List<(DateOnly Day, FactVersion By)> starts = [];
    private readonly List<(DateOnly Day, FactVersion By)> ends = [];

    public void Add(FactVersion by, DateOnly? start, DateOnly? end)
    {
        if (start is { } from)
        {
            starts.Add((from, by));
        }
        if (end is { } to)
        {
            ends.Add((to, by));
        }
    }

    public void Add(Claims other)
    {
        starts.AddRange(other.starts);
        ends.AddRange(other.ends);
    }

    public FactVersion? OfStart(DateOnly day) => First(starts, day);

    public FactVersion? OfEnd(DateOnly? day) => day is { } end ? First(ends, end) : null;

    public bool IsStartOfDimona(DateOnly day) => starts.Exists(claim => claim.Day == day && claim.By is DimonaPeriodVersion);

    public bool IsByHand => starts.Exists(claim => claim.By.IsByHand);

    private static FactVersion? First(List<(DateOnly Day, FactVersion By)> claims, DateOnly day) =>
        claims.Where(claim => claim.Day == day).Select(claim => claim.By).MinBy(Rank);

    private static int Rank(FactVersion source) =>
        source switch
        {
            { IsByHand: true } => 0,
            OccupationVersion => 1,
            DimonaPeriodVersion => 2,
            _ => 3,
        };
}
