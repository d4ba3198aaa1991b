using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What the pages share that ask something about one file of an upload.</summary>
public abstract class FilePage(ImportDesk desk, Frame frame, Words words, Visitor visitor) : PageModel
{
    public string Token { get; private set; } = "";
    public int Place { get; private set; }
    public SpooledFiles Files { get; private set; } = null!;
    public string FileName => Files.Names[Place];
    public string Back => $"{Paths.Preview(Token)}?file={Place.ToString(Words.Invariant)}";

    /// <summary>Finds the file and names the page; false where there is no such file of this person.</summary>
    protected bool Find(string token, int file, string title)
    {
        if (desk.FilesOf(token, visitor) is not { } files || file < 0 || file >= files.Names.Count)
        {
            return false;
        }
        (Token, Place, Files) = (token, file, files);
        frame.Title = words[title];
        frame.Section = Section.Imports;
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
        frame.Crumbs.Add((words["import.preview"], Back));
        return true;
    }

    /// <summary>The file as it was looked at; null while that is not done, or where it cannot be read.</summary>
    protected async Task<ImportReport?> ReportAsync() =>
        desk.Rehearse(Token, visitor) is { } work && await work.IsSoonDone() ? work.Each[Place].Report : null;

    protected bool Answer(Func<FileAnswers, FileAnswers> answer) => desk.Answer(Token, visitor, Place, answer);
}
