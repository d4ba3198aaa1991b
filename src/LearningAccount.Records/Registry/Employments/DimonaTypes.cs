using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Registry;

/// <summary>What the codes of Dimona say (types of worker and the committees it names).</summary>
public static class DimonaTypes
{
    /// <summary>What stands for all committees that Dimona does not tell apart: three times X.</summary>
    public static readonly string OtherCommittee = new('X', 3);

    private static readonly int[] NamedCommittees = [124, 140, 144, 145, 149, 302, 320, 322];

    /// <summary>
    /// Students are known by the days they may work, article 17 and trainees have no contract of employment: as in declarations,
    /// none of them has an employment by that alone.
    /// </summary>
    public static bool IsEmployment(string? type) =>
        type is not ("STU" or "STX" or "IVT" or "TRI" or "STG" or "A17" or "O17" or "S17" or "T17");

    public static bool IsStudent(string? type) => type is "STU" or "STX";

    public static WorkerCategory CategoryOf(string? type) =>
        type switch
        {
            "STU" or "STX" => WorkerCategory.Student,
            "FLX" => WorkerCategory.FlexiJob,
            "EXT" => WorkerCategory.Occasional,
            _ => WorkerCategory.Worker,
        };

    /// <summary>The types whose kind of work is certain, so that it can contradict another source.</summary>
    public static bool IsCertain(string? type) => type is "OTH" or "BCW" or "STU" or "FLX" or "EXT";

    /// <summary>Null where Dimona names none: <see cref="OtherCommittee"/>.</summary>
    public static JointCommittee? CommitteeOf(string? written) =>
        JointCommittee.TryParse(written, out var committee) ? committee : null;

    /// <summary>What Dimona says can hold beside this committee.</summary>
    public static bool Agrees(string written, JointCommittee committee) =>
        CommitteeOf(written) is { } named ? named.Main == committee.Main : !NamedCommittees.Contains(committee.Main);
}
