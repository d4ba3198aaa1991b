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

    /// <summary>The same file, known no earlier than the day it was added: an answer given before that day must not change.</summary>
    public LawFile AddedOn(DateOnly day) =>
        day <= KnownFrom
            ? this
            : this with
            {
                KnownFrom = day,
                Values = [.. Values.Select(value => value with { KnownFrom = day })],
            };

    /// <summary>The values of this file that another one, which does not replace it, says something else of.</summary>
    public IEnumerable<SectorValue> ContradictedBy(LawFile other) =>
        other.Replaces == Registration ? [] : Values.Where(value => other.Values.Any(value.OverlapsWith));

    internal bool IsReplacedBy(LawFile later) => later.Replaces == Registration;
}
