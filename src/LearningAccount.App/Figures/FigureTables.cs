using LearningAccount.App.Exports;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Figures;

/// <summary>The figures of a report, and the trainings behind them, as tables that go out.</summary>
public static class FigureTables
{
    /// <summary>A row for each figure; one that would tell of persons says so and no more.</summary>
    public static void WriteFigures(ITableWriter table, MadeFigures made, Words words)
    {
        string[] heads = ["section", "of", "rubric", "figure", "value", "unit", "missing", "missingHours", "incomplete"];
        table.Header([.. heads.Select(head => words[$"figures.column.{head}"])]);
        foreach (var line in FigureLine.All(made, words))
        {
            table.Row([
                OutCell.Of(line.Section),
                OutCell.Of(line.Whom),
                OutCell.Of(line.Code),
                OutCell.Of(line.Name),
                line.Value is { } value ? OutCell.Of(value.Round(line.Decimals)) : OutCell.Of(words["figures.hidden"]),
                OutCell.Of(line.Unit),
                Count(line.Missing),
                line.Missing == 0 ? default : OutCell.Of(line.MissingHours.Round(2)),
                Count(line.Incomplete),
            ]);
        }
    }

    /// <summary>
    /// A row for each training: of one figure, with what it adds to it, or of the whole report. What does not count stands there
    /// too, with its reason. Of groups of people no names are given.
    /// </summary>
    public static void WriteBehind(ITableWriter table, MadeFigures made, Figure? figure, Words words)
    {
        var isOfPeople = made.Equality is not null;
        string[] person = isOfPeople ? [] : [words["workers.name"], words["workers.reference"]];
        string[] heads = ["counts", "why", "source", "hours", "adds"];
        string[] costs = ["cost", "wageCost", "fundContributions", "subsidy", "dossierNumber", "fundedBy"];
        table.Header([
            .. person,
            words["register.field.title"],
            words["register.field.start"],
            words["register.field.end"],
            words["register.field.status"],
            words["register.field.kind"],
            .. heads.Select(head => words[$"figures.column.{head}"]),
            .. isOfPeople ? [] : costs.Select(cost => words[$"register.field.{cost}"]),
        ]);
        foreach (var (one, adds) in Rows(made, figure))
        {
            var training = one.Training;
            OutCell[] who = isOfPeople ? [] : [OutCell.Of(WorkerNames.Listed(one.Worker)), OutCell.Of(one.Worker.OwnReference)];
            OutCell[] spent = isOfPeople
                ? []
                :
                [
                    OutCell.Of(one.Costs.Course?.Round(2)),
                    OutCell.Of(one.Costs.Wages?.Round(2)),
                    OutCell.Of(one.Costs.Contributions?.Round(2)),
                    OutCell.Of(one.Costs.Grants?.Round(2)),
                    OutCell.Of(training.DossierNumber),
                    OutCell.Of(FigureWords.Payer(SectorFundReport.PayerOf(training), words)),
                ];
            table.Row([
                .. who,
                OutCell.Of(training.Title),
                OutCell.Of(training.StartOn),
                OutCell.Of(training.EndOn),
                OutCell.Of(words[$"training.status.{training.Status}"]),
                OutCell.Of(words[$"training.kind.{training.Kind}"]),
                OutCell.Of(words[one.Counts ? "figures.counts" : "figures.countsNot"]),
                OutCell.Of(FigureWords.Why(one.Because, words)),
                OutCell.Of(FigureWords.Source(one.Because.Source, words)),
                OutCell.Of(one.Hours.Round(2)),
                OutCell.Of(adds?.Round(2)),
                .. spent,
            ]);
        }
    }

    /// <summary>The files of training leave: what is known, what is missing and until when it can be asked.</summary>
    public static void WriteLeave(ITableWriter table, IEnumerable<LeaveFile> files, Words words)
    {
        table.Header([
            words["register.field.leave"],
            words["workers.name"],
            words["workers.reference"],
            words["register.field.title"],
            words["register.field.dossierNumber"],
            words["register.field.start"],
            words["register.field.end"],
            words["figures.column.hours"],
            words["register.field.status"],
            words["figures.column.lacks"],
            words["figures.column.askFrom"],
            words["figures.column.askUntil"],
            words["figures.column.source"],
        ]);
        foreach (var file in files)
        {
            var training = file.Judged.Training;
            table.Row([
                OutCell.Of(words[$"register.leave.{training.LeaveScheme}"]),
                OutCell.Of(WorkerNames.Listed(file.Judged.Worker)),
                OutCell.Of(file.Judged.Worker.OwnReference),
                OutCell.Of(training.Title),
                OutCell.Of(training.DossierNumber),
                OutCell.Of(training.StartOn),
                OutCell.Of(training.EndOn),
                OutCell.Of(file.Hours.Round(2)),
                OutCell.Of(FigureWords.Status(training.Status, words)),
                OutCell.Of(FigureWords.Missing(file, words)),
                OutCell.Of(file.From),
                OutCell.Of(file.Until),
                OutCell.Of(FigureWords.Why(file.Deadline, words)),
            ]);
        }
    }

    private static IEnumerable<(JudgedTraining One, Fraction? Adds)> Rows(MadeFigures made, Figure? figure) =>
        figure is null
            ? made.All.Select(one => (one, (Fraction?)null))
            : figure
                .Shares.Select(share => (share.Of, (Fraction?)share.Quantity))
                .Concat(figure.Missing.Select(one => (one, (Fraction?)null)))
                .Concat(made.LeftOut.Select(one => (one, (Fraction?)null)));

    private static OutCell Count(int count) => count == 0 ? default : OutCell.Of((Fraction)count);
}
