using LearningAccount.App.Api.Contract;
using LearningAccount.Law;

namespace LearningAccount.App.Api.Problems;

/// <summary>What the operations of every door refuse, as problems of this one.</summary>
internal static class Refusals
{
    public static Problem ProblemOf(Anomaly refused) =>
        refused.Code switch
        {
            "changedMeanwhile" => Problem.ChangedMeanwhile(),
            "notYourEmployer" => Problem.MissingPermission(),
            _ => Problem.BadRequest([InputIssue.Of(refused)]),
        };
}
