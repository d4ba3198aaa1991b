using LearningAccount.App.Api.Contract;
using LearningAccount.Law;
using LearningAccount.Records.Journal;

namespace LearningAccount.App.Api.Problems;

/// <summary>What the operations of every door refuse, as problems of this one.</summary>
internal static class Refusals
{
    public static Problem ProblemOf(Anomaly refused) =>
        refused.Code switch
        {
            "changedMeanwhile" => Problem.ChangedMeanwhile(),
            "fact.notByHand" => Problem.CameFromFile(),
            "fact.unknown" or "plan.unknown" or "undo.unknown" => Problem.NotFound(),
            Restricted.Code => Problem.WorkerRestricted(),
            "correctionStep" or "correctionFactGone" or "correctionsTooMany" or "registration.decided" => Problem.NotNow(refused),
            "webhook.many" or "webhook.secretLost" => Problem.NotNow(refused),
            "plan.isFixed" or "plan.notFixed" or "plan.noStep" => Problem.NotNow(refused),
            "undo.import" or "undo.elsewhere" or "undo.erased" or "undo.changedSince" => Problem.NotNow(refused),
            "privacyTooMany" => Problem.NotNow(refused),
            "notYourEmployer" => Problem.MissingPermission(),
            _ => Problem.BadRequest([InputIssue.Of(refused)]),
        };
}
