using System.Collections.Immutable;
using LearningAccount.App.Documents;
using LearningAccount.App.Identity;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Rights;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>Asks which document, for whom and of which day; shows it; and issues it.</summary>
[Needs(Right.IssueDocuments)]
public sealed class IssueModel(
    EmployerReading reading,
    DocumentDesks desks,
    DocumentRuns runs,
    IssueRun issue,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    private const string Missing = "missing";

    /// <summary>So many are issued while the page waits; more go on by themselves.</summary>
    private const int AtOnce = 20;
    private SentForm? form;
    private DocumentDesk desk = null!;

    public SentForm Form => form ??= new(ModelState, words);
    public EmployerView View { get; private set; } = null!;
    public Guid Id => View.Head.Id;

    /// <summary>The worker it was asked for; else its reader says for whom.</summary>
    public WorkerSnapshot? Worker { get; private set; }

    /// <summary>The document it takes the place of.</summary>
    public Guid? Replaces { get; private set; }

    /// <summary>What would be issued, once it was asked well; null while the page asks.</summary>
    public DocumentsToIssue? Ready { get; private set; }

    public IReadOnlyList<FieldOption> Kinds =>
        [
            .. Enum.GetValues<DocumentKind>()
                .Select(kind => new FieldOption(
                    kind.ToString(),
                    words[$"documents.kind.{kind}"],
                    words[$"documents.kind.{kind}.hint"]
                )),
        ];
    public IReadOnlyList<FieldOption> Whom =>
        [new(Missing, words["documents.whom.missing"]), .. ChosenWorkers.Options(View.Snapshot, words, withEverybody: true)];
    public IReadOnlyList<FieldOption> LanguageOptions =>
        [
            new("", words["documents.language.law"]),
            .. Languages.All.Select(one => new FieldOption(one.Code(), words[$"documents.language.{one}"])),
        ];
    public IReadOnlyList<FieldOption> Ways =>
        [.. Enum.GetValues<DocumentWay>().Select(way => new FieldOption(way.ToString(), words[$"documents.way.{way}"]))];
    public IReadOnlyList<FieldOption> Valuations =>
        [
            new("", words["documents.valuation.none"]),
            .. Enum.GetValues<Valuation>().Select(one => new FieldOption(one.ToString(), words[$"document.valuation.{one}"])),
        ];

    /// <summary>Whose it is; two of one name are told apart by the employer's own number, two of one worker by the training.</summary>
    public string Named(DocumentCandidate one) =>
        string.Join(
            " · ",
            new[]
            {
                WorkerNames.Listed(one.Worker),
                one.Worker.Identity?.OwnReference,
                DocumentFigures.TrainingOf(one.Worker, one.About)?.Title,
            }
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
        );

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Request.Query["worker"], Request.Query["replaces"], stop))
        {
            return NotFound();
        }
        var kind = Enum.TryParse<DocumentKind>(Request.Query["kind"], out var asked) ? asked : DocumentKind.YearlyNotice;
        Form["kind"] = kind.ToString();
        Form["about"] = Request.Query["about"].ToString();
        Form["on"] = SentForm.Of(desk.Today);
        Form["from"] = SentForm.Of(new DateOnly(desk.Today.Year, 1, 1));
        Form["whom"] = Missing;
        Form["way"] = nameof(DocumentWay.Whichever);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        var sent = await Request.ReadFormAsync(stop);
        if (!await FindAsync(employer, sent["worker"].ToString(), sent["replaces"].ToString(), stop))
        {
            return NotFound();
        }
        Form.Take(sent, "do", "form", "seen");
        var step = sent["do"].ToString();
        if (step is "change" || await ReadAsync(stop) is not { } ready)
        {
            return Form.IsWrong ? Wrong() : Page();
        }
        var seen = string.Equals(sent["seen"].ToString(), ready.Seen, StringComparison.Ordinal);
        if (step is "issue" && seen)
        {
            return await IssueAsync(ready, stop);
        }
        // What was looked at is what is issued: somebody changed something meanwhile.
        Ready = ready with
        {
            IsAgain = step is "issue",
        };
        return Page();
    }

    private async Task<IActionResult> IssueAsync(DocumentsToIssue ready, CancellationToken stop)
    {
        var run = await runs.Ask(
            Id,
            ready.Kind,
            ready.Asked.ToJson(),
            [.. ready.Made.Select(one => IssueRun.Named(one.Worker.WorkerId, one.About))],
            visitor.Author(),
            stop
        );
        if (ready.Made.Count <= AtOnce && await runs.Find(Id, run, stop) is { } asked)
        {
            await runs.Hold(asked, stop);
            await issue.Do(asked, null, stop);
        }
        return LocalRedirect(DocumentPaths.Run(Id, run));
    }

    private async Task<DocumentsToIssue?> ReadAsync(CancellationToken stop)
    {
        var kind =
            Enum.TryParse<DocumentKind>(Form["kind"], out var known) && Enum.IsDefined(known) ? known : (DocumentKind?)null;
        if (kind is null)
        {
            Form.Wrong("kind", "form.choose");
        }
        var on = Form.NeededDay("on");
        if (on > desk.Today.AddYears(1))
        {
            Form.Wrong("on", "documents.tooFar");
        }
        var from = kind is DocumentKind.TrainingStatement && Form["about"].Length == 0 ? Form.NeededDay("from") : on;
        var whom = Worker is not null || IsForMissing ? null : ChosenWorkers.Read(Form, View.Snapshot, words);
        var asked = Asked(kind, on);
        if (Form.IsWrong || kind is null || on is not { } day || asked is null)
        {
            return null;
        }
        await using var connection = await database.Connect(stop);
        var candidates = await CandidatesAsync(connection, kind.Value, whom, from ?? day, day, stop);
        // In the order of names: that of the list, and of the sheets that come out of the printer.
        var made = candidates
            .Where(one => one.WhyNot is null)
            .OrderBy(one => WorkerNames.Listed(one.Worker), NameOrder.Comparer)
            .ToList();
        if (made.Count == 0)
        {
            Form.Say(Worker is null ? "whom" : "kind", Why(candidates));
            return null;
        }
        if (kind is DocumentKind.EvidenceFile && made.Count > IssueRun.MostEvidence)
        {
            Form.Say(
                "whom",
                RecordTexts.Of(
                    new("document.tooMany", Severity.Error, "whom") { Values = [("most", words.Number(IssueRun.MostEvidence))] },
                    words.Language
                )
            );
            return null;
        }
        var shown = Math.Clamp(
            int.TryParse(Form["shown"], Words.Plain, Words.Invariant, out var place) ? place : 0,
            0,
            made.Count - 1
        );
        var facts = await desk.Facts(connection, kind.Value, made[shown].Worker, made[shown].About, asked, stop);
        return new(kind.Value, asked, made, [.. candidates.Where(one => one.WhyNot is not null)])
        {
            Shown = shown,
            Paper = DocumentPaper.Of(facts),
            InPortal = made.Count(one =>
                kind is not DocumentKind.EvidenceFile
                && asked.Way is DocumentWay.Whichever
                && desk.Readers[one.Worker.WorkerId].Any()
            ),
            Seen = string.Create(Words.Invariant, $"{desk.Employer.Seq}:{made.Count}"),
        };
    }

    private DocumentAsked? Asked(DocumentKind? kind, DateOnly? on)
    {
        var isExit = kind is DocumentKind.ExitStatement;
        var valuation = isExit && Enum.TryParse<Valuation>(Form["valuation"], out var one) ? one : (Valuation?)null;
        var pay = valuation is Valuation.V1 ? Form.NeededAmount("monthlyPay") : null;
        var price = valuation is Valuation.V2 ? Form.NeededAmount("dayPrice") : null;
        return on is null
            ? null
            : new()
            {
                On = on.Value,
                Language = Languages.TryParse(Form["language"], out var language) ? language : null,
                Way = Enum.TryParse<DocumentWay>(Form["way"], out var way) ? way : DocumentWay.Whichever,
                Valuations = valuation is { } chosen ? [chosen] : [],
                MonthlyPay = pay,
                DayPrice = price,
                Replaces = Replaces,
                OnlyMissing = IsForMissing,
            };
    }

    private bool IsForMissing => Worker is null && Form["whom"] is Missing;

    private async Task<IReadOnlyList<DocumentCandidate>> CandidatesAsync(
        System.Data.Common.DbConnection connection,
        DocumentKind kind,
        ChosenWorkers? whom,
        DateOnly from,
        DateOnly on,
        CancellationToken stop
    )
    {
        if (Worker is { } one && Form["about"] is { Length: > 0 } about)
        {
            return [new(one, about, desk.WhyNot(kind, one, desk.AccountOf(one, on), about))];
        }
        var chosen = Worker is { } only ? [only] : whom?.Workers;
        return chosen is not null
            ? DocumentSelection.Of(desk, kind, chosen, from, on)
            : DocumentSelection.Meant(
                desk,
                kind,
                View.Snapshot.Workers,
                from,
                on,
                whom is null ? await DocumentSelection.Had(connection, desk, kind, stop) : null
            );
    }

    private string Why(IReadOnlyList<DocumentCandidate> candidates) =>
        RecordTexts.Of(
            new(candidates is [{ WhyNot: { } only }] ? only : "document.nobody", Severity.Error, "whom"),
            words.Language
        );

    private async Task<bool> FindAsync(Guid employer, string? worker, string? replaces, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found || await desks.Open(employer, stop) is not { } opened)
        {
            return false;
        }
        (View, desk) = (found, opened);
        if (worker is { Length: > 0 })
        {
            // Of those its reader may see.
            if (!Guid.TryParseExact(worker, "D", out var id) || found.Snapshot.Worker(id) is not { } known)
            {
                return false;
            }
            Worker = opened.Employer.Worker(known.WorkerId);
        }
        Replaces = await ReplacedAsync(employer, replaces, stop);
        (frame.Title, frame.Dates) = (words["documents.issue"], null);
        (frame.Section, frame.Tab) = (Section.Documents, "documents");
        frame.Crumbs.Add((words["documents.title"], DocumentPaths.List(employer)));
        return true;
    }

    /// <summary>Only a document of the very worker can be replaced; whatever else an address names is none.</summary>
    private async Task<Guid?> ReplacedAsync(Guid employer, string? replaces, CancellationToken stop)
    {
        if (Worker is not { } worker || !Guid.TryParseExact(replaces, "D", out var id))
        {
            return null;
        }
        await using var connection = await database.Connect(stop);
        var found = await ReadIssued.Find(connection, employer, id, stop);
        return found is not null && desk.Employer.AliasesOf(worker.WorkerId).Contains(found.Document.WorkerId) ? id : null;
    }

    private PageResult Wrong()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>Documents as they would be issued.</summary>
/// <param name="Left">Of whom none can be made, with why.</param>
public sealed record DocumentsToIssue(
    DocumentKind Kind,
    DocumentAsked Asked,
    IReadOnlyList<DocumentCandidate> Made,
    IReadOnlyList<DocumentCandidate> Left
)
{
    /// <summary>Which of them is shown.</summary>
    public required int Shown { get; init; }
    public required Paper Paper { get; init; }

    /// <summary>How many stand in their workers' own pages from then on.</summary>
    public required int InPortal { get; init; }

    /// <summary>What was looked at.</summary>
    public required string Seen { get; init; }

    /// <summary>It was to be issued, but is not what was looked at.</summary>
    public bool IsAgain { get; init; }
}
