using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>A declaration whose persons are being taken in.</summary>
internal sealed class OpenForm
{
    public required Guid EmployerId { get; init; }
    public required Guid DeclarationId { get; init; }

    /// <summary>Its place in the file, from 1.</summary>
    public required int Number { get; init; }
    public required Quarter Quarter { get; init; }

    /// <summary>The line of the employer's journal this import writes.</summary>
    public required long Line { get; init; }

    /// <summary>
    /// The same form came in before: what it says again stays as it is, what it says otherwise replaces it. The lines of the
    /// journal that wrote its persons; empty where the form is new.
    /// </summary>
    public required IReadOnlyList<long> EarlierLines { get; init; }

    /// <summary>The declaration, where the same form came in before.</summary>
    public required DeclarationVersion? Known { get; init; }
    public SeenFilter Seen { get; } = new();
    public int Persons { get; set; }
}

/// <summary>
/// Remembers in fixed memory who was seen. It never forgets anybody, and sometimes takes a stranger for somebody seen: then the
/// database is asked.
/// </summary>
internal sealed class SeenFilter
{
    private const int Bits = 1 << 20;
    private readonly ulong[] marks = new ulong[Bits / 64];

    /// <summary>True when the worker may have been added before; false when surely not.</summary>
    public bool Add(Guid worker)
    {
        var at = worker.GetHashCode() & (Bits - 1);
        var mark = 1UL << (at & 63);
        var seen = (marks[at >> 6] & mark) != 0;
        marks[at >> 6] |= mark;
        return seen;
    }
}
