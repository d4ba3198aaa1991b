namespace LearningAccount.App.Imports;

/// <summary>What a file that is brought in turns out to be.</summary>
public enum FileKind
{
    /// <summary>A quarterly declaration to the NSSO, root <c>DmfAOriginal</c>.</summary>
    Dmfa,
    StaffList,
    TrainingList,
}
