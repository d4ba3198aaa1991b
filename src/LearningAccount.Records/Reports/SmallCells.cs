namespace LearningAccount.Records.Reports;

/// <summary>
/// Which cells of a table of people must be hidden, so that no small group can be read off it or computed from its totals. The
/// last row and column are the totals. A hidden cell that lies on no cycle of hidden cells is the only unknown of some sum of rows
/// and columns, so it could be computed; then further cells are hidden, the smallest that will do.
/// </summary>
public sealed class SmallCells
{
    /// <summary>A figure of fewer people than this tells of persons, not of a group.</summary>
    public const int Least = 5;

    private readonly int[,] people;
    private readonly bool[,] hidden;
    private readonly int rows;
    private readonly int columns;

    private SmallCells(int[,] people)
    {
        this.people = people;
        rows = people.GetLength(0);
        columns = people.GetLength(1);
        hidden = new bool[rows, columns];
    }

    /// <param name="people">How many people stand in each cell, with the totals in the last row and column.</param>
    public static bool[,] Hidden(int[,] people)
    {
        var cells = new SmallCells(people);
        foreach (var (row, column) in cells.All())
        {
            cells.hidden[row, column] = people[row, column] is > 0 and < Least;
        }
        while (cells.WidenLines() || cells.CloseCycles()) { }
        return cells.hidden;
    }

    private IEnumerable<(int Row, int Column)> All() =>
        Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, columns).Select(column => (row, column)));

    /// <summary>What is hidden in a line with its total shown must be several cells, and together no small group either.</summary>
    private bool WidenLines()
    {
        for (var row = 0; row < rows; row++)
        {
            if (Widen([.. Enumerable.Range(0, columns).Select(column => (row, column))]))
            {
                return true;
            }
        }
        for (var column = 0; column < columns; column++)
        {
            if (Widen([.. Enumerable.Range(0, rows).Select(row => (row, column))]))
            {
                return true;
            }
        }
        return false;
    }

    private bool Widen((int Row, int Column)[] line)
    {
        var (parts, total) = (line[..^1], line[^1]);
        var unknown = parts.Where(IsHidden).ToList();
        var isSafe = IsHidden(total)
            ? unknown.Count > 0
            : unknown.Count == 0 || (unknown.Count > 1 && unknown.Sum(People) >= Least);
        if (isSafe || People(total) == 0)
        {
            return false;
        }
        var next = parts.Where(cell => !IsHidden(cell) && People(cell) > 0).OrderBy(People).FirstOrDefault(total);
        hidden[next.Row, next.Column] = true;
        return true;
    }

    private bool CloseCycles()
    {
        foreach (var (row, column) in All().Where(IsHidden).Where(cell => !LiesOnCycle(cell)))
        {
            var (otherRow, otherColumn) = All()
                .Where(cell => cell.Row != row && cell.Column != column)
                .Where(cell => Corners(row, column, cell).All(corner => People(corner) > 0))
                .MinBy(cell => Corners(row, column, cell).Where(corner => !IsHidden(corner)).Sum(People));
            foreach (var corner in Corners(row, column, (otherRow, otherColumn)))
            {
                hidden[corner.Row, corner.Column] = true;
            }
            return true;
        }
        return false;
    }

    private static (int Row, int Column)[] Corners(int row, int column, (int Row, int Column) opposite) =>
        [(row, opposite.Column), (opposite.Row, column), opposite];

    // From its row to its column over other hidden cells: rows and columns are the places, hidden cells the ways.
    private bool LiesOnCycle((int Row, int Column) cell)
    {
        var reached = new HashSet<int> { cell.Row };
        var next = new Queue<int>(reached);
        while (next.TryDequeue(out var place))
        {
            foreach (var way in All().Where(IsHidden).Where(way => way != cell))
            {
                var (one, other) = (way.Row, rows + way.Column);
                var to =
                    one == place ? other
                    : other == place ? one
                    : place;
                if (reached.Add(to))
                {
                    next.Enqueue(to);
                }
            }
        }
        return reached.Contains(rows + cell.Column);
    }

    private bool IsHidden((int Row, int Column) cell) => hidden[cell.Row, cell.Column];

    private int People((int Row, int Column) cell) => people[cell.Row, cell.Column];
}
