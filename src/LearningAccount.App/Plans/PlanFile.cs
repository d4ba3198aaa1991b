using System.Text;
using LearningAccount.App.Documents;
using LearningAccount.App.Exports;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Plans;

/// <summary>A plan as a file, and its copy for the administration, whoever asks for it.</summary>
public static class PlanFile
{
    private const string Pdf = "pdf";
    private const string Html = "html";

    public static readonly string[] Formats = [Pdf, Html, "xlsx"];

    public static string ContentType(string format) =>
        format switch
        {
            Pdf => "application/pdf",
            Html => "text/html; charset=utf-8",
            _ => TableWriters.ContentType(format),
        };

    /// <summary>Without anything but words of the program and a year.</summary>
    public static string Name(ShownPlan plan, bool isCopy, string format, Words words) =>
        string.Create(Words.Invariant, $"{words[isCopy ? "plan.copyFileName" : "plan.fileName"]}-{plan.Edition.Year}.{format}");

    public static void Write(string format, ShownPlan plan, bool isCopy, Sender sender, Words words, Stream file)
    {
        switch (format)
        {
            case Pdf:
                PaperPdf.Write(plan.Paper(isCopy, sender, words), file);
                break;
            case Html:
                using (var writer = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true))
                {
                    PaperHtml.Write(plan.Paper(isCopy, sender, words), writer);
                }
                break;
            default:
                var sheet = isCopy ? plan.Copy : plan.Sheet;
                using (var table = TableWriters.Of(format, file, PlanWords.Title(sheet.Head, words), words.Language))
                {
                    PlanTable.Write(table, sheet, isCopy ? null : plan.Comparison, words);
                }
                break;
        }
    }
}
