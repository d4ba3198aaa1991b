using System.Globalization;
using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>One training of a plan: added, changed or removed, on one screen.</summary>
[Needs(PlanDesk.Making)]
public sealed class LineModel(PlanDesk desk, Words words) : PageModel
{
    private const string InDays = "days";
    private const string InHours = "hours";
    private const int MostQuarters = 40;
    private SentForm? form;

    public ShownPlan Room { get; private set; } = null!;

    /// <summary>What is changed; null: a new one.</summary>
    public TrainingPlanLineVersion? Known { get; private set; }
    public SentForm Form => form ??= new(ModelState, words);

    /// <summary>It is asked to be removed, and waits for a yes.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Remove { get; set; }

    public IReadOnlyList<FieldOption> Kinds =>
        [
            .. Enum.GetValues<TrainingKind>()
                .Select(kind => new FieldOption(
                    CodeText.Of(kind),
                    words[$"training.kind.{kind}"],
                    words[$"plan.kindHint.{kind}"]
                )),
        ];

    public IReadOnlyList<FieldOption> Units => [new(InDays, words["plan.unit.days"]), new(InHours, words["plan.unit.hours"])];

    public IReadOnlyList<FieldOption> Quarters
    {
        get
        {
            var head = Room.Edition.Head;
            var first = Quarter.Containing(head.FromOn);
            return
            [
                new("", words["plan.anyTime"]),
                .. Enumerable
                    .Range(0, MostQuarters)
                    .Select(first.AddQuarters)
                    .TakeWhile(quarter => quarter.FirstDay <= head.ToOn)
                    .Select(quarter => new FieldOption(quarter.ToString(), words.Quarter(quarter))),
            ];
        }
    }

    /// <summary>What a target group can be made of, as the workers of the employer are known.</summary>
    public IReadOnlyList<FieldOption> Parts => GroupOptions.Of(Room.Seen, Known?.GroupParts, words);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, Guid? line, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, line, stop))
        {
            return NotFound();
        }
        Fill(Known);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid plan, Guid? line, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, line, stop))
        {
            return NotFound();
        }
        var sent = await Request.ReadFormAsync(stop);
        Form.Take(sent, "do", "form");
        if (Read(employer, plan, line ?? Guid.CreateVersion7()) is { } said)
        {
            try
            {
                await desk.MakeAsync(change => EditPlan.Line(change, said, stop), stop);
                return LocalRedirect(
                    sent["do"].ToString() is "more"
                        ? PlanPaths.Line(employer, plan)
                        : $"{PlanPaths.One(employer, plan)}#trainings"
                );
            }
            catch (RefusedException refused)
            {
                Form.Say(refused.Anomaly.At is InHours or InDays ? "length" : refused.Anomaly.At, desk.Told(refused));
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid employer, Guid plan, Guid? line, CancellationToken stop)
    {
        if (line is not { } id || !await FindAsync(employer, plan, line, stop))
        {
            return NotFound();
        }
        try
        {
            await desk.MakeAsync(change => EditPlan.RemoveLine(change, employer, plan, id, stop), stop);
            return LocalRedirect($"{PlanPaths.One(employer, plan)}#trainings");
        }
        catch (RefusedException refused)
        {
            Form.Say("title", desk.Told(refused));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<bool> FindAsync(Guid employer, Guid plan, Guid? line, CancellationToken stop)
    {
        var title = words[line is null ? "plan.addLine" : "plan.editLine"];
        if (await desk.FindAsync(employer, plan, null, title, stop) is not { IsOpen: true } found)
        {
            return false;
        }
        Room = found;
        Known = line is { } id ? found.Edition.Line(id) : null;
        return line is null || Known is not null;
    }

    private void Fill(TrainingPlanLineVersion? line)
    {
        Form["title"] = line?.Title ?? "";
        Form["kind"] = CodeText.Of(line?.Kind ?? TrainingKind.Formal);
        Form["groupName"] = line?.GroupName ?? "";
        Form.Set("parts", [.. TargetGroup.Read(line?.GroupParts).Select(part => part.ToString())]);
        Form["quarter"] = line?.Quarter?.ToString() ?? "";
        Form["persons"] = Of(line?.Persons);
        Form["women"] = Of(line?.Women);
        Form["men"] = Of(line?.Men);
        Form["length"] = Form.Of(line?.Days ?? line?.Hours);
        Form["unit"] = line?.Hours is null ? InDays : InHours;
        Form["provider"] = line?.Provider ?? "";
        Form["budget"] = Form.Of(line?.Budget);
        Form["aim"] = line?.Aim ?? "";
        Form["fromFifty"] = Of(line?.FromFifty);
        Form["withDisability"] = Of(line?.WithDisability);
        Form["ofForeignOrigin"] = Of(line?.OfForeignOrigin);
        Form["shortage"] = line?.IsShortage is true ? "true" : "";
        Form["remark"] = line?.Remark ?? "";
    }

    private TrainingPlanLineVersion? Read(Guid employer, Guid plan, Guid line)
    {
        var length = Form.Amount("length");
        var inHours = Form["unit"] is InHours;
        var said = new TrainingPlanLineVersion
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            PlanId = plan,
            Edition = 0,
            LineId = line,
            Position = 0,
            Title = Form.NeededText("title", PlanChecks.TitleLength) ?? "",
            Kind = Form.Code<TrainingKind>("kind") ?? TrainingKind.Formal,
            GroupName = Form.Text("groupName", PlanChecks.NameLength),
            GroupParts = TargetGroup.Write(Form.Values("parts").SelectMany(part => TargetGroup.Read(part))),
            Quarter = ReadQuarter(),
            Persons = Whole("persons"),
            Women = Whole("women"),
            Men = Whole("men"),
            Hours = inHours ? length : null,
            Days = inHours ? null : length,
            Provider = Form.Text("provider", PlanChecks.NameLength),
            Budget = Form.Amount("budget"),
            Aim = Form.Text("aim", PlanChecks.NameLength),
            FromFifty = Whole("fromFifty"),
            WithDisability = Whole("withDisability"),
            OfForeignOrigin = Whole("ofForeignOrigin"),
            IsShortage = Form["shortage"] is "true",
            Remark = Form.Text("remark", PlanChecks.WordsLength),
        };
        return Form.IsWrong ? null : said;
    }

    private Quarter? ReadQuarter()
    {
        if (Form["quarter"].Length == 0)
        {
            return null;
        }
        if (Quarter.TryParse(Form["quarter"], out var quarter))
        {
            return quarter;
        }
        Form.Wrong("quarter", "form.choose");
        return null;
    }

    private int? Whole(string field)
    {
        if (Form.Text(field) is not { } text)
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        Form.Wrong(field, "plan.noWhole");
        return null;
    }

    private static string Of(int? number) => number?.ToString(Words.Invariant) ?? "";
}
