namespace LearningAccount.Tests.Harness;

/// <summary>What measures the memory of the whole process runs when nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
