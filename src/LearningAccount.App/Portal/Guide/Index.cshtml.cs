using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Guide;

/// <summary>How to save what the State's register holds before it is destroyed; open to everybody, as the letters in it are.</summary>
[Needs(Right.Open)]
public sealed class IndexModel(Frame frame, Words words) : PageModel
{
    public IHtmlContent Text { get; private set; } = HtmlString.Empty;

    public void OnGet()
    {
        Text = GuideText.In(words.Language);
        frame.Title = words["guide.title"];
        frame.Section = Section.Imports;
    }
}
