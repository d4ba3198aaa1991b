using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Who may take back what, by what a line of the journal touched. The one place that says so.</summary>
public static class UndoRules
{
    private static readonly Dictionary<string, Right> Rights = new(StringComparer.Ordinal)
    {
        [Tables.Training.Name] = Right.RegisterTrainings,
        [Tables.RegistrationDecision.Name] = Right.RegisterTrainings,
        [Tables.Attachment.Name] = Right.RegisterTrainings,
        [Tables.TrainingTemplate.Name] = Right.RegisterTrainings,
        [Tables.Settlement.Name] = Right.RegisterTrainings,
        [Tables.OptOut.Name] = Right.ManageRights,
        [Tables.ExtraDays.Name] = Right.ManageRights,
        [Tables.WorkerOptOut.Name] = Right.ManageRights,
        [Tables.WorkerExtraDays.Name] = Right.ManageRights,
        [Tables.Adjustment.Name] = Right.ManageRights,
        [Tables.CounterDecision.Name] = Right.ManageRights,
        [Tables.Scheme.Name] = Right.ManageRights,
        [Tables.Setting.Name] = Right.ManageRights,
        [Tables.SaidSizeClass.Name] = Right.ManageRights,
        [Tables.DeclaredSize.Name] = Right.ManageRights,
        [Tables.DutyDone.Name] = Right.ManageRights,
        [Tables.PersonNumber.Name] = Right.ManageWorkers,
        [Tables.Worker.Name] = Right.ManageWorkers,
        [Tables.WorkerIdentity.Name] = Right.ManageWorkers,
        [Tables.Contract.Name] = Right.ManageWorkers,
        [Tables.Suspension.Name] = Right.ManageWorkers,
    };

    /// <summary>
    /// What somebody needs to take back a change to facts of these tables. Null: it is not taken back as a line, but where it
    /// was made: a file that was brought in, access that was given, a request that was decided.
    /// </summary>
    public static IReadOnlyCollection<Right>? Needed(IEnumerable<string> tables)
    {
        var needed = new HashSet<Right>();
        foreach (var table in tables)
        {
            if (!Rights.TryGetValue(table, out var right))
            {
                return null;
            }
            needed.Add(right);
        }
        return needed.Count == 0 ? null : needed;
    }

    /// <summary>True where the person may take such a change back at this employer.</summary>
    public static bool MayUndo(this Visitor visitor, Guid employer, IEnumerable<string> tables, DateTimeOffset now) =>
        Needed(tables) is { } needed && needed.All(right => visitor.May(right, employer, now));
}
