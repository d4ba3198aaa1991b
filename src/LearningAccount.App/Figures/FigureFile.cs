using LearningAccount.App.Documents;
using LearningAccount.App.Exports;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Figures;

/// <summary>What a file of figures tells.</summary>
public enum FigurePart
{
    Figures,

    /// <summary>The trainings behind them, each with its reason.</summary>
    Behind,

    /// <summary>The files of training leave.</summary>
    Leave,
}

/// <summary>Figures as a file, whoever asks for it.</summary>
public static class FigureFile
{
    /// <summary>On paper, with the trainings behind the figures as an annex.</summary>
    public const string Pdf = "pdf";

    public static readonly string[] Tables = ["csv", "xlsx"];

    public static string ContentType(string format) => format is Pdf ? "application/pdf" : TableWriters.ContentType(format);

    /// <summary>Without anything but words of the program and two days.</summary>
    public static string Name(FiguresAsked asked, string format, Words words) =>
        string.Join(
            '-',
            words["figures.fileName"],
            FiguresAsked.CodeOf(asked.Kind),
            ColumnText.Of(asked.Period.From),
            ColumnText.Of(asked.Period.LastDay)
        ) + $".{format}";

    /// <param name="figure">Of what is behind figures: which of them; null: all.</param>
    public static void WriteTable(string format, FigurePart part, MadeFigures made, Figure? figure, Words words, Stream file)
    {
        using var table = TableWriters.Of(format, file, FigureWords.Title(made.Asked.Kind, words), words.Language);
        switch (part)
        {
            case FigurePart.Behind:
                FigureTables.WriteBehind(table, made, figure, words);
                break;
            case FigurePart.Leave:
                FigureTables.WriteLeave(table, made.LeaveFiles, words);
                break;
            default:
                FigureTables.WriteFigures(table, made, words);
                break;
        }
    }

    /// <param name="parts">The sites and departments the figures are of; null: the whole employer.</param>
    public static void WritePaper(
        MadeFigures made,
        IReadOnlyList<string>? parts,
        Sender sender,
        DateOnly today,
        Words words,
        Stream file
    ) => PaperPdf.Write(FiguresPaper.Of(made, parts, sender, today, words), file);
}
