namespace LearningAccount.App.Imports;

/// <summary>What a file that is brought in turns out to be.</summary>
public enum FileKind
{
    /// <summary>A quarterly declaration to the NSSO, root <c>DmfAOriginal</c>.</summary>
    Dmfa,

    /// <summary>Messages of the immediate declaration of employment: forms, their answers, the personnel file.</summary>
    Dimona,
    StaffList,
    TrainingList,

    /// <summary>What another register shows of the rights of workers, a worker and year a row.</summary>
    RightList,
}
