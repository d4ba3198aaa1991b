using System.Collections.Immutable;

namespace LearningAccount.Law;

/// <summary>
/// A sector agreement as an operator adds it, checked; the form of the file is told in <c>docs/contracts/sector-agreement.md</c>.
/// </summary>
public sealed record LawFile
{
    /// <summary>Largest file read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most joint committees, and most steps, in one file.</summary>
    public const int MaxItems = 50;

    /// <summary>The registration number of the agreement.</summary>
    public required AgreementNumber Registration { get; init; }

    /// <summary>The day it became known: what was answered for earlier days stays the answer.</summary>
    public required DateOnly KnownFrom { get; init; }

    /// <summary>The committee whose shipped proposal it confirms, or null.</summary>
    public JointCommittee? Confirms { get; init; }

    /// <summary>The agreement added before that this one goes in the place of, or null.</summary>
    public AgreementNumber? Replaces { get; init; }
    public required ImmutableArray<SectorValue> Values { get; init; }

    /// <summary>
    /// Reads and checks a file against the law it would be added to. Null when a problem is an error; each problem names its
    /// place as a JSON path, and its text stands in <see cref="LawTexts"/>.
    /// </summary>
    public static LawFile? Parse(ReadOnlyMemory<byte> utf8, LawBook law, out ImmutableArray<Anomaly> problems)
    {
        var reading = new LawFileReading(law);
        var file = reading.Read(utf8);
        problems = [.. reading.Problems];
        return problems.Any(problem => problem.Severity == Severity.Error) ? null : file;
    }

    /// <summary>
    /// Reads a file that was checked when it was added. It is not checked again: what the program ships with may have changed
    /// since, and the file still holds.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no agreement file.</exception>
    public static LawFile Accepted(ReadOnlyMemory<byte> utf8)
    {
        var reading = new LawFileReading(law: null);
        return reading.Read(utf8)
            ?? throw new InvalidDataException(
                $"An agreement file that was added can no longer be read: {reading.Problems[0].Code}."
            );
    }

    /// <summary>The same file, known no earlier than the day it was added: an answer given before that day must not change.</summary>
    public LawFile AddedOn(DateOnly day) =>
        day <= KnownFrom
            ? this
            : this with
            {
                KnownFrom = day,
                Values = [.. Values.Select(value => value with { KnownFrom = day })],
            };

    /// <summary>Whether another file, which does not replace this one, says something of the same workers and days.</summary>
    public bool IsContradictedBy(LawFile other) =>
        !IsReplacedBy(other) && Values.Any(value => other.Values.Any(value.OverlapsWith));

    /// <summary>Whether another file goes in the place of this one: it names the agreement, and is for the same committee and workers.</summary>
    public bool IsReplacedBy(LawFile later) =>
        later.Replaces == Registration
        && Values.Any(value =>
            later.Values.Any(other => other.Row.JointCommittee == value.Row.JointCommittee && other.SharesWorkers(value))
        );
}
