using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employer;

/// <summary>
/// States the size where declarations do not tell it: the size class from a year on, or the full-time equivalents of a quarter.
/// </summary>
[Needs(Right.ManageRights)]
public sealed class SaySizeModel(ChangeParts parts) : ChangeModel(parts)
{
    /// <summary>The class of a year and those after it.</summary>
    public const string Class = "class";

    /// <summary>The full-time equivalents of a quarter.</summary>
    public const string OneQuarter = "quarter";

    // The reference period of the year five years back, the longest a balance reaches, begins two years earlier.
    private const int QuartersBack = 28;

    /// <summary>What is stated, as the address spells it.</summary>
    public string What { get; private set; } = "";
    public bool IsOfClass => What is Class;
    public override string Back => Paths.Size(Employer.Head.Id);

    public IReadOnlyList<FieldOption> Classes =>
        [
            .. Enum.GetValues<SizeClass>()
                .Select(size => new FieldOption(
                    CodeText.Of(size),
                    SizeView.ClassWords(size, Words),
                    Words[$"saySize.gives.{size}"]
                )),
        ];

    public IReadOnlyList<FieldOption> Quarters =>
        [
            .. Enumerable
                .Range(0, QuartersBack)
                .Select(back => Quarter.Containing(Today).AddQuarters(-back))
                .Select(quarter => new FieldOption(quarter.ToString(), Words.Quarter(quarter))),
        ];

    protected override bool Find()
    {
        What = RouteData.Values["what"] as string ?? "";
        Frame.Title = Words[$"saySize.{What}"];
        (Frame.Section, Frame.Tab) = (Section.Employer, "size");
        Frame.Crumbs.Add((Words["size.title"], Back));
        return true;
    }

    protected override void Begin()
    {
        Form["year"] = Today.Year.ToString(Words.Invariant);
        Form["quarter"] = Quarter.Containing(Today).AddQuarters(-1).ToString();
    }

    protected override PlannedChange? Read() => IsOfClass ? ReadClass() : ReadQuarter();

    protected override string FieldOf(string at) => at is "from" ? "year" : at;

    private PlannedChange? ReadClass()
    {
        var year = Form.Year("year");
        var size = Form.Code<SizeClass>("class");
        var why = Form.Reason();
        if (year is not { } first || size is not { } stated || why is null)
        {
            return null;
        }
        var from = new DateOnly(first, 1, 1);
        SaidSizeClassVersion said = new()
        {
            EmployerId = Employer.Head.Id,
            Origin = FactVersion.ByHand,
            FromOn = from,
            SizeClass = stated,
        };
        return Stated(
            why,
            from > Today ? from : Today,
            (Words["saySize.year"], first.ToString(Words.Invariant)),
            (Words["saySize.size"], SizeView.ClassWords(stated, Words)),
            (change, stop) => SaySizeClasses.Do(change, Employer.Head.Id, [said], stop)
        );
    }

    private PlannedChange? ReadQuarter()
    {
        Quarter? quarter = Quarter.TryParse(Form["quarter"], out var named) ? named : null;
        if (quarter is null)
        {
            Form.Wrong("quarter", "form.choose");
        }
        var fte = Form.NeededAmount("fte");
        var why = Form.Reason();
        if (Form.IsWrong || fte is not { } number || why is null)
        {
            return null;
        }
        DeclaredSizeVersion said = new()
        {
            EmployerId = Employer.Head.Id,
            Origin = FactVersion.ByHand,
            Quarter = named,
            Fte = number,
            Heads = null,
        };
        return Stated(
            why,
            Today,
            (Words["size.quarter"], Words.Quarter(named)),
            (Words["size.fte"], Words.Number(number)),
            (change, stop) => SayDeclaredSizes.Do(change, Employer.Head.Id, [said], stop)
        );
    }

    private PlannedChange Stated(
        string why,
        DateOnly on,
        (string, string) when,
        (string, string) value,
        Func<Change, CancellationToken, Task<IReadOnlyList<SaidAnswer>>> say
    ) =>
        new()
        {
            Action = "saySize",
            Why = why,
            On = on,
            Answers = [when, value, (Words["change.why"], why)],
            Do = async (change, stop) =>
            {
                (await say(change, stop)).OrThrow();
                return Back;
            },
        };
}
