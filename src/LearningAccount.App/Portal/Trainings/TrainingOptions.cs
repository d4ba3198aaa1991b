using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>What the fields of a training can be answered with.</summary>
public sealed class TrainingOptions(Words words)
{
    private FieldOption NotSaid => new("", words["register.notSaid"]);
    private FieldOption AsIs => new("", words["many.asIs"]);

    public IReadOnlyList<FieldOption> Units =>
        [new(TrainingForm.Hours, words["register.hours"]), new(TrainingForm.InDays, words["register.inDays"])];

    /// <summary>With what each means and where that stands.</summary>
    public IReadOnlyList<FieldOption> Kinds =>
        Of<TrainingKind>(kind => words[$"register.kind.{kind}"], kind => words[$"register.kind.{kind}.hint"]);

    /// <summary>With why each counts or not, and where that stands.</summary>
    public IReadOnlyList<FieldOption> Bases =>
        Of<CountsBasis>(basis => words[$"register.basis.{basis}"], basis => words[$"register.basis.{basis}.hint"]);
    public IReadOnlyList<FieldOption> Statuses =>
        [.. Of<TrainingStatus>(status => words[$"training.status.{status}"]).Where(one => one.Value is not "cancelled")];
    public IReadOnlyList<FieldOption> Leaves => [NotSaid, .. Of<LeaveScheme>(Leave)];
    public IReadOnlyList<FieldOption> Times => [NotSaid, .. Of<WorkingTime>(Time)];
    public IReadOnlyList<FieldOption> Payers => [NotSaid, .. Of<FundingSource>(payer => words[$"register.payer.{payer}"])];
    public IReadOnlyList<FieldOption> Steps =>
        [new("", words["register.once"]), .. Series.Steps.Select(step => new FieldOption(step, words[$"register.every.{step}"]))];

    /// <summary>The same, to be set on several trainings: without an answer each stays as it is.</summary>
    public IReadOnlyList<FieldOption> OrAsIs(IReadOnlyList<FieldOption> options) =>
        [AsIs, .. options.Where(option => option.Value.Length > 0).Select(option => option with { Hint = null })];

    /// <summary>The words for what a field is answered with.</summary>
    public string Said(string field, string value) =>
        (
            field switch
            {
                TrainingForm.Status => Statuses,
                TrainingForm.Kind => Kinds,
                TrainingForm.Basis => Bases,
                TrainingForm.Leave => Leaves,
                TrainingForm.Time => Times,
                TrainingForm.FundedBy => Payers,
                _ => [],
            }
        )
            .FirstOrDefault(option => string.Equals(option.Value, value, StringComparison.Ordinal))
            ?.Words
        ?? value;

    private string Leave(LeaveScheme scheme) => words[$"register.leave.{scheme}"];

    private string Time(WorkingTime time) => words[$"register.time.{time}"];

    private static IReadOnlyList<FieldOption> Of<T>(Func<T, string> text, Func<T, string>? hint = null)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new FieldOption(ColumnText.Of(value), text(value), hint?.Invoke(value)))];
}
