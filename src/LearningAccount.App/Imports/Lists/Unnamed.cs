using LearningAccount.App.Imports.Tables;

namespace LearningAccount.App.Imports.Lists;

/// <summary>A list without a row of names: its columns are called A, B, C as a spreadsheet does.</summary>
internal static class Unnamed
{
    private const int Letters = 26;

    /// <summary>The row of names as it would stand above the first row.</summary>
    public static TableRow Header(IReadOnlyList<TableRow> top) =>
        new(top[0].Number - 1, [.. Names(top.Max(row => row.Cells.Count)).Select(name => new Cell(CellKind.Text, name))]);

    public static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(Name);

    /// <summary>The numbers and days that a mapping expects stand where it expects them in the row, and nothing stands elsewhere.</summary>
    public static bool Fits(ListMapping mapping, TableRow row)
    {
        var expected = 0;
        for (var index = 0; index < row.Cells.Count; index++)
        {
            var cell = row[index];
            if (cell.IsEmpty)
            {
                continue;
            }
            if (!mapping.Columns.TryGetValue(Law.Texts.Letters.Of(Name(index)), out var column))
            {
                return false;
            }
            if (Fault(column, cell, mapping.MonthFirst) is not { } fault)
            {
                continue;
            }
            if (fault.Length > 0)
            {
                return false;
            }
            expected++;
        }
        return expected > 0;
    }

    /// <summary>Null: a column that takes any text; empty: the cell holds what the column takes.</summary>
    private static string? Fault(ListColumn? column, Cell cell, bool monthFirst)
    {
        switch (column)
        {
            case ListColumn.Ssin:
                return NumberReading.Ssin(cell, DateOnly.MaxValue, out _) ?? "";
            case ListColumn.EnterpriseNumber:
                return NumberReading.Enterprise(cell, out _) ?? "";
            case { } day when InspectList.DateColumns.Contains(day):
                DateReading.Read(cell, day == ListColumn.BirthDate, monthFirst, out _, out var fault);
                return fault ?? "";
            default:
                return null;
        }
    }

    // A to Z, then AA.
    private static string Name(int index) =>
        index < Letters ? $"{(char)('A' + index)}" : $"{Name((index / Letters) - 1)}{(char)('A' + (index % Letters))}";
}
