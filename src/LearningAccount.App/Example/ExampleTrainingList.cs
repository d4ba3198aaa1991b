using System.Collections.Immutable;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Example;

/// <summary>The list of trainings, a workbook in French, with the slips that such lists have.</summary>
internal static class ExampleTrainingList
{
    private const Language Spoken = Language.Fr;
    private static readonly ImmutableArray<ListColumn> Columns =
    [
        .. TrainingCells.Essential,
        ListColumn.FundedBy,
        ListColumn.DossierNumber,
        ListColumn.Cost,
        ListColumn.WageCost,
        ListColumn.SubsidyReceived,
        ListColumn.WorkingTime,
        ListColumn.IsInitial,
    ];

    /// <summary>Rows that are wrong, and rows that say again what another said.</summary>
    public const int Wrong = 5;
    public const int Repeated = 2;

    public static byte[] Write(IReadOnlyList<ExampleWorker> workers, IReadOnlyList<TrainingLine> lines)
    {
        using var file = new MemoryStream();
        using (var table = new XlsxWriter(file, Vocabulary.Shipped.Word("recordType", "training", Spoken)))
        {
            TrainingCells.Write(table, Columns, lines, Spoken);
            table.Row(TrainingCells.Cells(lines[0], Columns, Spoken));
            var right = lines[1] with { ExternalId = null };
            table.Row(With(right, ListColumn.Ssin, ExampleNumbers.Mistyped(workers[^1].Ssin)));
            table.Row(With(right, ListColumn.TrainingStart, "30/02/2025"));
            table.Row(With(right, ListColumn.TrainingEnd, "01/02/2023"));
            table.Row(With(right, ListColumn.Duration, ""));
            table.Row(With(right with { Ssin = null }, ListColumn.OwnReference, "V9999"));
        }
        return file.ToArray();
    }

    /// <summary>The same without a slip.</summary>
    public static byte[] Write(IReadOnlyList<TrainingLine> lines)
    {
        using var file = new MemoryStream();
        using (var table = new XlsxWriter(file, Vocabulary.Shipped.Word("recordType", "training", Spoken)))
        {
            TrainingCells.Write(table, Columns, lines, Spoken);
        }
        return file.ToArray();
    }

    private static OutCell[] With(TrainingLine line, ListColumn column, string text)
    {
        var cells = TrainingCells.Cells(line, Columns, Spoken);
        cells[Columns.IndexOf(column)] = OutCell.Of(text);
        return cells;
    }
}
