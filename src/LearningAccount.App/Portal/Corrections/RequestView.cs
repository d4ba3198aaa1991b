using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Corrections;

/// <summary>A request as both sides see it: what is said, what is known, what it would do to the account, every step so far.</summary>
/// <param name="Effect">Null: it proposes nothing, is decided, or cannot be carried out.</param>
/// <param name="Impossible">Why it cannot be carried out as it stands.</param>
public sealed record RequestView(
    CorrectionRequestVersion Request,
    IReadOnlyList<ProposalRow> Rows,
    IReadOnlyList<CorrectionStepTaken> Steps,
    EffectView? Effect,
    string? Impossible
)
{
    public string Reference => CorrectionReference.Of(Request.RequestId);
    public bool IsOpen => CorrectionRules.IsOpen(Request.Step);

    /// <summary>What it is about, to be named in a line: a title, a period.</summary>
    public static string? AboutOf(CorrectionRequestVersion request, WorkerSnapshot worker, Words words) =>
        request.Subject is CorrectionSubject.Training
            ? worker.Trainings.FirstOrDefault(training => training.TrainingId == request.AboutId)?.Title
                ?? ProposalRow.Of(request, worker, words).FirstOrDefault(row => row.Code is "title")?.Proposed
            : null;
}

/// <summary>Reads a request for a page about one worker.</summary>
public sealed class RequestReading(Database database, AccountEffect effects, Words words, TimeProvider clock)
{
    /// <summary>Null: the worker has no such request.</summary>
    public async Task<RequestView?> FindAsync(Guid employer, EmployerSnapshot snapshot, Guid request, CancellationToken stop)
    {
        IReadOnlyList<CorrectionStepTaken> steps;
        await using (var connection = await database.Connect(stop))
        {
            steps = await ReadCorrections.Steps(connection, employer, request, stop);
        }
        if (steps.Count == 0 || snapshot.Worker(steps[^1].Request.WorkerId) is not { } worker)
        {
            return null;
        }
        var last = steps[^1].Request;
        var (effect, impossible) = CorrectionRules.IsOpen(last.Step) ? await EffectAsync(last, stop) : default;
        return new(last, ProposalRow.Of(last, worker, words), steps, effect, impossible);
    }

    /// <summary>What a request would do to the account of its worker, or why it cannot be carried out.</summary>
    public async Task<(EffectView? Effect, string? Impossible)> EffectAsync(
        CorrectionRequestVersion request,
        CancellationToken stop
    )
    {
        if (request.Proposal is null)
        {
            return default;
        }
        try
        {
            var effect = await effects.Of(
                request.EmployerId,
                clock.Today(),
                async change =>
                {
                    await CarryOutCorrection.Do(change, request, stop);
                    return true;
                },
                stop
            );
            // The worker reads it too: it tells of nobody else.
            return (effect.Workers.IsEmpty ? null : EffectView.Of(effect with { Workers = effect.Workers[..1] }, words), null);
        }
        catch (RefusedException refused)
        {
            return (null, RecordTexts.Of(refused.Anomaly, words.Language));
        }
    }
}
