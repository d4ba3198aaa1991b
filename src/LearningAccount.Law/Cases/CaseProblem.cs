using System.Collections.Immutable;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;

namespace LearningAccount.Law.Cases;

/// <summary>Why a case file cannot be read.</summary>
/// <param name="Path">The member at fault: <c>employments[0].regimes[1].fraction</c>.</param>
/// <param name="Code">Its text in the catalogue is <c>case.</c> and this code.</param>
public sealed record CaseProblem(string Path, string Code, ImmutableArray<(string Name, string Value)> Values)
{
    public string Text(Language language) => ReasonTexts.Catalogue.Text($"case.{Code}", language, Values.AsSpan());
}

/// <summary>A case file that cannot be read, with all that is wrong in it.</summary>
public sealed class CaseFileException(ImmutableArray<CaseProblem> problems)
    : Exception(string.Join("; ", problems.Select(problem => $"{problem.Path}: {problem.Code}")))
{
    public ImmutableArray<CaseProblem> Problems { get; } = problems;
}
