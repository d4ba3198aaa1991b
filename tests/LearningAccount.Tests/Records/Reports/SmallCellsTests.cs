using LearningAccount.Law;
using LearningAccount.Records.Reports;

namespace LearningAccount.Tests.Records.Reports;

/// <summary>No small group can be read off a table of people, and none can be computed from its totals.</summary>
public sealed class SmallCellsTests
{
    [Fact]
    public void Nothing_is_hidden_where_no_group_is_small() =>
        Assert.Empty(
            HiddenIn(
                new[,]
                {
                    { 10, 12, 22 },
                    { 8, 0, 8 },
                    { 18, 12, 30 },
                }
            )
        );

    [Fact]
    public void A_small_cell_takes_others_with_it_so_that_no_sum_gives_it_away()
    {
        var hidden = HiddenIn(
            new[,]
            {
                { 2, 12, 14 },
                { 8, 9, 17 },
                { 10, 21, 31 },
            }
        );
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], hidden);
    }

    [Fact]
    public void Two_small_cells_that_together_are_few_are_not_left_alone_in_their_line()
    {
        var people = new[,]
        {
            { 1, 1, 20, 22 },
            { 10, 10, 10, 30 },
            { 11, 11, 30, 52 },
        };
        Assert.Contains((0, 2), HiddenIn(people));
    }

    [Fact]
    public void A_company_of_few_shows_nothing_at_all()
    {
        var people = new[,]
        {
            { 1, 2, 3 },
            { 1, 0, 1 },
            { 2, 2, 4 },
        };
        Assert.Equal(8, HiddenIn(people).Count);
    }

    [Fact]
    public void No_hidden_cell_follows_from_the_others_in_any_table()
    {
        var random = new Random(20261122);
        for (var table = 0; table < 400; table++)
        {
            var people = Random(random, rows: random.Next(1, 7), columns: random.Next(1, 4));
            var hidden = SmallCells.Hidden(people);
            foreach (var (row, column) in All(people))
            {
                Assert.True(hidden[row, column] || people[row, column] is 0 or >= SmallCells.Least);
            }
            var known = Determined(people, hidden);
            Assert.True(known.Count == 0, $"{string.Join(' ', known)} follows in {Text(people, hidden)}");
        }
    }

    /// <summary>
    /// The hidden cells that the sums of rows and columns determine, found by elimination: the unknowns are the hidden cells, each
    /// row and column is an equation, and an unknown is known when a row of the reduced equations holds it alone.
    /// </summary>
    private static List<(int, int)> Determined(int[,] people, bool[,] hidden)
    {
        var unknowns = All(people).Where(cell => hidden[cell.Row, cell.Column]).ToList();
        var (rows, columns) = (people.GetLength(0), people.GetLength(1));
        var equations = new List<Fraction[]>();
        for (var row = 0; row < rows; row++)
        {
            equations.Add([.. unknowns.Select(cell => cell.Row != row ? 0 : (Fraction)(cell.Column == columns - 1 ? -1 : 1))]);
        }
        for (var column = 0; column < columns; column++)
        {
            equations.Add([.. unknowns.Select(cell => cell.Column != column ? 0 : (Fraction)(cell.Row == rows - 1 ? -1 : 1))]);
        }
        var done = 0;
        for (var unknown = 0; unknown < unknowns.Count && done < equations.Count; unknown++)
        {
            var pivot = equations.FindIndex(done, equation => !equation[unknown].IsZero);
            if (pivot < 0)
            {
                continue;
            }
            (equations[done], equations[pivot]) = (equations[pivot], equations[done]);
            var lead = equations[done][unknown];
            equations[done] = [.. equations[done].Select(value => value / lead)];
            for (var other = 0; other < equations.Count; other++)
            {
                var factor = equations[other][unknown];
                if (other != done && !factor.IsZero)
                {
                    equations[other] = [.. equations[other].Select((value, place) => value - factor * equations[done][place])];
                }
            }
            done++;
        }
        return
        [
            .. equations
                .Where(equation => equation.Count(value => !value.IsZero) == 1)
                .Select(equation => unknowns[Array.FindIndex(equation, value => !value.IsZero)]),
        ];
    }

    private static List<(int, int)> HiddenIn(int[,] people)
    {
        var hidden = SmallCells.Hidden(people);
        return [.. All(people).Where(cell => hidden[cell.Row, cell.Column])];
    }

    private static IEnumerable<(int Row, int Column)> All(int[,] people) =>
        from row in Enumerable.Range(0, people.GetLength(0))
        from column in Enumerable.Range(0, people.GetLength(1))
        select (row, column);

    private static int[,] Random(Random random, int rows, int columns)
    {
        var people = new int[rows + 1, columns + 1];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var number = random.Next(4) switch
                {
                    0 => 0,
                    1 => random.Next(1, 5),
                    _ => random.Next(5, 30),
                };
                people[row, column] = number;
                people[row, columns] += number;
                people[rows, column] += number;
                people[rows, columns] += number;
            }
        }
        return people;
    }

    private static string Text(int[,] people, bool[,] hidden) =>
        string.Join(
            " / ",
            Enumerable
                .Range(0, people.GetLength(0))
                .Select(row =>
                    string.Join(
                        ' ',
                        Enumerable
                            .Range(0, people.GetLength(1))
                            .Select(column => $"{people[row, column]}{(hidden[row, column] ? "*" : "")}")
                    )
                )
        );
}
