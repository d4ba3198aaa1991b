namespace LearningAccount.App.Papers.Pdf;

/// <summary>Where the columns of a table stand. Lengths are thousandths of a point.</summary>
internal sealed class TableGrid
{
    private const int WidestGap = 10_000;

    private readonly int[] starts;
    private readonly int[] widths;
    private readonly bool[] numbers;

    private TableGrid(int left, int width, int gap, int[] widths, bool[] numbers, TextStyle style, int room)
    {
        (Left, Width, Style, Room) = (left, width, style, room);
        this.widths = widths;
        this.numbers = numbers;
        starts = new int[widths.Length];
        for (var (i, x) = (0, left); i < widths.Length; x += widths[i] + gap, i++)
        {
            starts[i] = x;
        }
    }

    public int Left { get; }

    public int Width { get; }

    public TextStyle Style { get; }

    /// <summary>Above and below the text of a cell.</summary>
    public int Room { get; }

    public int X(int column) => starts[column];

    public int WidthOf(int column) => widths[column];

    public bool IsNumber(int column) => numbers[column];

    public int HeightOf(int lines) => (Math.Max(lines, 1) * Style.Leading) + (2 * Room);

    /// <summary>By the weights of the columns, but each as wide as its widest word where there is room.</summary>
    public static TableGrid Of(IReadOnlyList<PaperColumn> columns, int[] widest, int left, int width, TextStyle style)
    {
        var gap = Math.Min(WidestGap, width / (4 * columns.Count));
        var room = width - (gap * (columns.Count - 1));
        var weights = columns.Select(column => (long)Math.Clamp(column.Weight, 1, 1000)).ToArray();
        var total = weights.Sum();
        var shares = weights.Select(weight => room * weight / total).ToArray();
        // Rather a long word in two than other columns too narrow; but digits stay together.
        var wishes = widest.Select((word, i) => columns[i].IsNumber ? word : Math.Min(word, shares[i] * 7 / 6)).ToArray();
        var least = Least(wishes, room);
        var missing = shares.Select((share, i) => Math.Max(0, least[i] - share)).Sum();
        var spare = shares.Select((share, i) => Math.Max(0, share - least[i])).Sum();
        var given = new int[columns.Count];
        for (var i = 0; i < given.Length; i++)
        {
            var taken = spare == 0 || shares[i] <= least[i] ? 0 : Math.Min(missing, spare) * (shares[i] - least[i]) / spare;
            given[i] = (int)(Math.Max(shares[i], least[i]) - taken);
        }
        return new(left, width, gap, given, [.. columns.Select(column => column.IsNumber)], style, 3_000);
    }

    // Where not all words fit, those of the widest columns are broken, down to the width at which all columns do.
    private static long[] Least(long[] wishes, int room)
    {
        var least = wishes.Select(wish => Math.Max(1, wish)).ToArray();
        var left = (long)room;
        foreach (var (word, place) in least.Order().Select((word, place) => (word, place)))
        {
            var most = left / (least.Length - place);
            if (word > most)
            {
                return [.. least.Select(wish => Math.Min(wish, most))];
            }
            left -= word;
        }
        return least;
    }

    /// <summary>Names at the left, what holds of them at the right.</summary>
    public static TableGrid OfFacts(int widestName, int left, int width, TextStyle style)
    {
        var names = Math.Clamp(widestName, width / 5, width * 2 / 5);
        return new(left, width, 2 * WidestGap, [names, width - names - (2 * WidestGap)], [false, false], style, 3_000);
    }
}
