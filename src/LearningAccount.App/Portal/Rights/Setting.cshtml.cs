using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Rights;

/// <summary>One disputed point: what it is about, where that stands, the answers, and what another answer would change.</summary>
[Needs(Right.ManageRights)]
public sealed class SettingModel(ChangeParts parts) : ChangeModel(parts)
{
    private const string Field = "value";

    public DisputedPoint Point { get; private set; } = null!;
    public override string Back => $"{Paths.Rights(Employer.Head.Id)}#settings";

    public IReadOnlyList<FieldOption> Options =>
        [
            .. Point.Answers.Select(answer => new FieldOption(
                answer,
                Point.WordsOf(answer, Words),
                string.Equals(answer, Point.Default, StringComparison.Ordinal) ? Words["settings.default"] : null
            )),
        ];

    protected override bool Find()
    {
        if (DisputedPoints.Find(RouteData.Values["name"] as string) is not { } found)
        {
            return false;
        }
        Point = found;
        Frame.Title = Words[$"settings.{Point.Name}"];
        (Frame.Section, Frame.Tab) = (Section.Employer, "rights");
        Frame.Crumbs.Add((Words["rights.title"], Paths.Rights(Employer.Head.Id)));
        return true;
    }

    protected override void Begin() => Form[Field] = Point.ValueIn(Employer.Snapshot.Settings);

    protected override PlannedChange? Read()
    {
        var value = ReadValue();
        var why = Form.Reason();
        return value is null || why is null
            ? null
            : new()
            {
                Action = "changeSettings",
                Why = why,
                On = Today,
                Answers =
                [
                    (Words["settings.now"], Point.WordsOf(Point.ValueIn(Employer.Snapshot.Settings), Words)),
                    (Words["settings.then"], Point.WordsOf(value, Words)),
                    (Words["change.why"], why),
                ],
                Remarks = Point.ChangesAccounts ? [] : [Words["settings.noEffect"]],
                Do = async (change, stop) =>
                {
                    var values = new Dictionary<string, string>(StringComparer.Ordinal) { [Point.Name] = value };
                    await ChangeSettings.Do(change, Employer.Head.Id, values, FactVersion.ByHand, stop);
                    return Back;
                },
            };
    }

    protected override string FieldOf(string at) => Field;

    private string? ReadValue()
    {
        var typed = Form[Field];
        if (Point.Answers.Count > 0)
        {
            if (Point.Answers.Contains(typed, StringComparer.Ordinal))
            {
                return typed;
            }
            Form.Wrong(Field, "form.choose");
            return null;
        }
        const int most = 100;
        if (int.TryParse(typed, Words.Plain, null, out var number) && number >= 1 && number <= most)
        {
            return number.ToString(Words.Invariant);
        }
        Form.Wrong(Field, "settings.noWhole", ("most", Words.Number(most)));
        return null;
    }
}
