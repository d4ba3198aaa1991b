using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Reasons;

/// <summary>
/// Why a figure is what it is, as data: the formula that gives it, what went into it and from where, the article, and the
/// setting that decided where the law is disputed. <see cref="ReasonTexts"/> writes it out for people.
/// </summary>
public sealed record Reason
{
    /// <summary>The code of its text, such as <c>credit</c> or <c>expiry.window</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The formula written out with its numbers: <c>5 × (6 × 1/2 + 6 × 1) / 12</c>. It gives <see cref="Result"/>.</summary>
    public required string Formula { get; init; }
    public required Fraction Result { get; init; }

    /// <summary>The code of the article or agreement it rests on; see <c>docs/law.md</c>.</summary>
    public required string Law { get; init; }
    public ImmutableArray<Input> Inputs { get; init; } = [];

    /// <summary>What the places of its text are filled with, besides the figures.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];
}

/// <summary>One thing that went into a figure.</summary>
/// <param name="Name">The code of what it is: <c>fullTimeDays</c>, <c>regime</c>, <c>sizeClass</c>, <c>setting.monthRegime</c>.</param>
/// <param name="Value">Its value as written in the formula or the file.</param>
/// <param name="From">First day it holds for, where it is dated.</param>
/// <param name="To">Last day it holds for, where there is one.</param>
/// <param name="Source">Article, agreement or address that a parameter rests on.</param>
public sealed record Input(
    string Name,
    string Value,
    Origin? Origin = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Source = null
);
