using LearningAccount.App.Identity;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>What stands at the head and foot of the employer's documents: address, logo, who signs.</summary>
[Needs(Right.IssueDocuments)]
[RequestSizeLimit(FormBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FormBytes)]
public sealed class LetterheadModel(EmployerReading reading, Database database, Visitor visitor, Frame frame, Words words)
    : PageModel
{
    // Of a picture that is too large the field says so; what is larger still is no logo, and not read.
    private const int FormBytes = 16 * 1024 * 1024;
    private SentForm? form;

    public SentForm Form => form ??= new(ModelState, words);
    public EmployerView View { get; private set; } = null!;
    public Guid Id => View.Head.Id;
    public LetterheadVersion? Known { get; private set; }

    /// <summary>Places of work, the one that stands for all others first.</summary>
    public IReadOnlyList<string> Places { get; private set; } = [];
    public IReadOnlyList<FieldOption> Regions =>
        [
            new("", words["documents.region.none"]),
            .. Enum.GetValues<LanguageRegion>()
                .Select(region => new FieldOption(region.ToString(), words[$"documents.region.{region}"])),
        ];

    public static string FieldOf(int place) => $"region{place.ToString(Words.Invariant)}";

    public string LabelOf(string place) =>
        place.Length > 0 ? place
        : Places.Count > 1 ? words["documents.otherPlaces"]
        : words["documents.allPlaces"];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        Form["lines"] = Known?.Lines ?? "";
        Form["town"] = Known?.Town ?? "";
        Form["signatory"] = Known?.Signatory ?? "";
        Form["capacity"] = Known?.Capacity ?? "";
        var regions = PlaceRegions.Of(Known);
        for (var i = 0; i < Places.Count; i++)
        {
            Form[FieldOf(i)] = regions.TryGetValue(Places[i], out var region) ? region.ToString() : "";
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, IFormFile? file, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        var sent = await Request.ReadFormAsync(stop);
        Form.Take(sent, "form", "file", "noLogo", "place");
        // As the page named them: meanwhile the employer may have got another place.
        Places = [.. sent["place"].OfType<string>().Distinct(StringComparer.Ordinal).Take(PlaceRegions.MostPlaces + 1)];
        var said = new LetterheadVersion
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            Lines = Lines(),
            Town = Form.Text("town", 80),
            Signatory = Form.Text("signatory", 120),
            Capacity = Form.Text("capacity", 120),
            Logo = sent.ContainsKey("noLogo") ? null : await LogoAsync(file, stop) ?? Known?.Logo,
            Regions = PlaceRegions.Written(SaidRegions()),
        };
        if (!Form.IsWrong)
        {
            try
            {
                (await Change.Make(database, visitor.Author(), change => SayLetterhead.Do(change, said, stop), stop)).OrThrow();
                return LocalRedirect(DocumentPaths.List(employer));
            }
            catch (RefusedException refused)
            {
                Form.Say(refused.Anomaly.At, RecordTexts.BesideField(refused.Anomaly, words.Language));
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private IEnumerable<KeyValuePair<string, LanguageRegion>> SaidRegions()
    {
        for (var i = 0; i < Places.Count; i++)
        {
            if (Enum.TryParse<LanguageRegion>(Form[FieldOf(i)], out var region) && Enum.IsDefined(region))
            {
                yield return KeyValuePair.Create(Places[i], region);
            }
        }
    }

    private string? Lines()
    {
        var lines = (Form.Text("lines", 400) ?? "")
            .ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > SayLetterhead.MostLines)
        {
            Form.Wrong("lines", "documents.tooManyLines", ("most", words.Number(SayLetterhead.MostLines)));
        }
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }

    private async Task<string?> LogoAsync(IFormFile? file, CancellationToken stop)
    {
        if (file is not { Length: > 0 })
        {
            return null;
        }
        var fault = PictureFault.Bytes;
        if (file.Length <= SayLetterhead.MostLogoBytes)
        {
            var picture = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(picture, stop);
            try
            {
                PaperPicture.Read([.. picture]);
                return Convert.ToBase64String(picture);
            }
            catch (UnreadablePictureException refused)
            {
                fault = refused.Fault;
            }
        }
        Form.Wrong(
            "file",
            $"documents.logoFault.{fault}",
            ("most", words.Number(fault is PictureFault.Pixels ? PaperPicture.MostPixels : SayLetterhead.MostLogoBytes / 1024))
        );
        return null;
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        View = found;
        Places = [PlaceRegions.Elsewhere, .. PlaceRegions.PlacesOf(found.Snapshot)];
        await using var connection = await database.Connect(stop);
        Known = await SayLetterhead.Now(connection, employer, stop);
        (frame.Title, frame.Dates) = (words["documents.letterhead"], null);
        (frame.Section, frame.Tab) = (Section.Documents, "documents");
        frame.Crumbs.Add((words["documents.title"], DocumentPaths.List(employer)));
        return true;
    }
}
