namespace LearningAccount.App.Settings;

/// <summary>What tells a sandbox from an installation with people in it, on whatever comes out of it.</summary>
internal static class EnvironmentMark
{
    /// <summary>On every answer and every webhook of a sandbox; on none of an installation with people in it.</summary>
    public const string Header = "LearningAccount-Environment";

    /// <summary>The letters the social security calls its environments by: R is real, S is simulated.</summary>
    public const string Sandbox = "S";
    public const string Real = "R";
}
