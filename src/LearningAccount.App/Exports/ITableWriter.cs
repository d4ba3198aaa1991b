using LearningAccount.Law;

namespace LearningAccount.App.Exports;

/// <summary>A table being written row by row, for people to open in a spreadsheet.</summary>
public interface ITableWriter : IDisposable
{
    void Header(IReadOnlyList<string> names);

    void Row(IReadOnlyList<OutCell> cells);
}

/// <summary>What one cell holds. Text is never a formula, whatever it begins with.</summary>
public readonly record struct OutCell
{
    private OutCell(string? text, Fraction? number, DateOnly? date) => (Text, Number, Date) = (text, number, date);

    public string? Text { get; }
    public Fraction? Number { get; }
    public DateOnly? Date { get; }

    public static OutCell Of(string? text) => new(string.IsNullOrEmpty(text) ? null : text, null, null);

    public static OutCell Of(DateOnly? date) => new(null, null, date);

    /// <summary>A number where a cell holds it exactly; else the fraction as text.</summary>
    public static OutCell Of(Fraction? number) =>
        number is { } exact
        && exact.ToDecimalText() is var text
        && (text.Length > 15 || text.Contains('/', StringComparison.Ordinal))
            ? new(exact.ToString(), null, null)
            : new(null, number, null);
}
