using LearningAccount.App.Exports;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Reconciliation;

/// <summary>The lines of a reconciliation as a table, and what became of each.</summary>
public static class CounterTable
{
    private static readonly (string Code, Func<CounterFigures, Fraction?> Of)[] Figures =
    [
        ("credit", figures => figures.Credit),
        ("used", figures => figures.Used),
        ("left", figures => figures.Left),
        ("carriedOver", figures => figures.CarriedOver),
    ];

    private static readonly string[] Sides = ["there", "here", "difference"];

    public static void Write(ITableWriter table, IEnumerable<CounterLine> lines, Words words)
    {
        table.Header([
            words["workers.name"],
            words["workers.reference"],
            words["reconcile.year"],
            words["reconcile.on"],
            .. Figures.SelectMany(figure =>
                Sides.Select(side => $"{words[$"reconcile.{figure.Code}"]}: {words[$"reconcile.{side}"]}")
            ),
            words["reconcile.cause"],
            words["reconcile.also"],
            words["reconcile.decision"],
            words["reconcile.reason"],
        ]);
        foreach (var line in lines)
        {
            table.Row([
                OutCell.Of(WorkerNames.Listed(line.Worker)),
                OutCell.Of(line.Worker.OwnReference),
                OutCell.Of((Fraction)line.Year),
                OutCell.Of(line.On),
                .. Figures.SelectMany(figure =>
                    new[] { line.There, line.Here ?? default, line.Difference }.Select(side =>
                        OutCell.Of(figure.Of(side)?.Round(2))
                    )
                ),
                OutCell.Of(string.Join(" ", line.Causes.Select(cause => cause.Text(words.Language)))),
                OutCell.Of(string.Join(" ", line.Also.Select(cause => cause.Text(words.Language)))),
                OutCell.Of(Decision(line, words)),
                OutCell.Of(line.Decision?.Reason),
            ]);
        }
    }

    /// <summary>What became of a line, in a word.</summary>
    public static string Decision(CounterLine line, Words words) =>
        words[
            line.IsEqual ? "reconcile.state.equal"
            : line.Decision is { } said ? $"reconcile.choice.{said.Decision}"
            : "reconcile.state.open"
        ];

    /// <summary>The rows that are in no line.</summary>
    public static void WriteRows(ITableWriter table, IEnumerable<CounterPlace> rows, Words words)
    {
        table.Header([
            words["reconcile.row"],
            words["reconcile.year"],
            words["reconcile.right"],
            .. Figures.Select(figure => words[$"reconcile.{figure.Code}"]),
            words["reconcile.why"],
        ]);
        foreach (var (row, _, why) in rows)
        {
            table.Row([
                OutCell.Of(row.OriginReference),
                OutCell.Of(row.Year is { } year ? (Fraction)year : null),
                OutCell.Of(row.RightType is { } right ? words[$"reconcile.right.{right}"] : null),
                OutCell.Of(row.Credit),
                OutCell.Of(row.Used),
                OutCell.Of(row.Remaining),
                OutCell.Of(row.CarriedOver),
                OutCell.Of(words[$"reconcile.why.{why}"]),
            ]);
        }
    }
}
