using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Components;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Confirms or refuses a training that a provider registered; confirming makes it, with its effect shown before.</summary>
[Needs(Right.RegisterTrainings)]
public sealed class RegistrationModel(ChangeParts parts, TrainingDesk desk) : ChangeModel(parts)
{
    private const string Decision = "decision";
    private const string Beside = "Beside";
    private const int LongestReason = 500;
    private Registration registration = null!;
    private TrainingVersion said = null!;

    public WorkerSnapshot Worker { get; private set; } = null!;
    public string Title => said.Title;
    public string Provider => registration.Provider;

    /// <summary>What the provider says, field by field.</summary>
    public IEnumerable<(string Field, string Text)> Facts => TrainingFacts.Of(said, Words);

    /// <summary>The worker has a training on the same days, which may be this one.</summary>
    private bool IsNearAnother => Worker.Trainings.Any(known => known.StartOn <= said.EndOn && said.StartOn <= known.EndOn);

    public IReadOnlyList<FieldOption> Choices =>
        [
            .. ((string[])[nameof(RegistrationChoice.Confirmed), Beside, nameof(RegistrationChoice.Refused)])
                .Where(choice => choice is not Beside || IsNearAnother)
                .Select(choice => new FieldOption(
                    choice,
                    Words[$"registrations.choice.{choice}"],
                    Words[$"registrations.choiceHint.{choice}"]
                )),
        ];

    /// <summary>What it counts for is the employer's to say; without an answer it is as the provider has it.</summary>
    public IReadOnlyList<FieldOption> Bases => new TrainingOptions(Words).OrAsIs(new TrainingOptions(Words).Bases);
    public IReadOnlyList<FieldOption> Leaves => new TrainingOptions(Words).Leaves;

    /// <summary>Something was said of what it counts for.</summary>
    public bool CountsOtherwise =>
        ((string[])[TrainingForm.Basis, TrainingForm.Leave, TrainingForm.CountsReason]).Any(one => Form[one].Length > 0);

    public override string Back => Paths.Registrations(Employer.Head.Id);

    protected override bool Find()
    {
        Frame.Title = Words["registrations.decide"];
        Frame.Section = Section.Trainings;
        Frame.Crumbs.Add((Words["trainings.title"], Paths.EmployerTrainings(Employer.Head.Id)));
        Frame.Crumbs.Add((Words["registrations.title"], Back));
        return true;
    }

    protected override async Task<bool> PrepareAsync(CancellationToken stop)
    {
        if (
            Guid.TryParseExact(RouteData.Values["registration"] as string, "D", out var id)
            && (await desk.ToVerifyAsync(Employer.Snapshot, 1, stop, id)).Shown is [var found]
        )
        {
            (registration, said, Worker) = (found.Registration, found.Registration.Words, found.Worker);
            return true;
        }
        return false;
    }

    protected override PlannedChange? Read()
    {
        var choice = Form[Decision];
        if (Choices.All(one => one.Value != choice))
        {
            Form.Wrong(Decision, "registrations.wrong.decision");
            return null;
        }
        var isRefused = choice is nameof(RegistrationChoice.Refused);
        var reason = isRefused ? Form.NeededText("reason", LongestReason) : null;
        if (isRefused && reason is null)
        {
            return null;
        }
        var basis = isRefused ? null : Basis();
        if (Form.IsWrong)
        {
            return null;
        }
        var label = Words[$"registrations.choice.{choice}"];
        return new()
        {
            Action = isRefused ? DecideRegistration.RefuseAction : DecideRegistration.ConfirmAction,
            Why = reason ?? label,
            On = said.EndOn > Today ? said.EndOn : Today,
            Answers =
            [
                (Words["registrations.worker"], WorkerNames.Listed(Worker)),
                .. Facts.Select(fact => (Words[$"register.field.{fact.Field}"], fact.Text)),
                (Words["registrations.decision"], label),
                .. reason is null ? Array.Empty<(string, string)>() : [(Words["registrations.reason"], reason)],
                .. basis is null
                    ? Array.Empty<(string, string)>()
                    : [(Words["register.field.counts"], TrainingFacts.Counting(basis(said), Words))],
            ],
            Do = async (change, stop) =>
            {
                var (employer, id) = (Employer.Snapshot.Employer, registration.RegistrationId);
                if (isRefused)
                {
                    await DecideRegistration.Refuse(change, employer, id, reason, Parts.Now, stop);
                    return Back;
                }
                var made = await DecideRegistration.Confirm(change, employer, id, basis, choice is Beside, Parts.Now, stop);
                return made.Outcome is SentOutcome.Refused
                    ? throw new RefusedException(made.Anomalies[0])
                    : Paths.Training(Employer.Head.Id, made.Training!.TrainingId);
            },
        };
    }

    private Func<TrainingVersion, TrainingVersion>? Basis()
    {
        if (!Enum.TryParse<CountsBasis>(Form[TrainingForm.Basis], ignoreCase: true, out var basis) || !Enum.IsDefined(basis))
        {
            return null;
        }
        var isLeave = basis is CountsBasis.Leave;
        LeaveScheme? leave =
            isLeave && Enum.TryParse<LeaveScheme>(Form[TrainingForm.Leave], ignoreCase: true, out var scheme) ? scheme : null;
        if (isLeave && leave is null)
        {
            Form.Wrong(TrainingForm.Leave, "register.wrong.leave");
        }
        var why = basis is CountsBasis.Other ? Form.NeededText(TrainingForm.CountsReason, LongestReason) : null;
        return words =>
            words with
            {
                Counts = basis is not CountsBasis.Other,
                CountsBasis = basis,
                CountsReason = why ?? words.CountsReason,
                LeaveScheme = leave,
            };
    }

    protected override string FieldOf(string at) => at is "reason" ? at : Decision;
}
