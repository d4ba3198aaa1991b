using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>What becomes of outstanding days at the end of the contract, by the way it ends (R6.1).</summary>
internal static class ExitRules
{
    /// <summary>Resignation, gross misconduct, and mutual agreement unless agreed otherwise: what is left is lost.</summary>
    public static bool Loses(EndReason? reason) =>
        reason is EndReason.Resignation or EndReason.GrossMisconduct or EndReason.MutualAgreement;

    public static bool MayTakeBeforeEnd(Employment employment) =>
        employment.EndReason switch
        {
            EndReason.Death or EndReason.MedicalForceMajeure => false,
            EndReason.Dismissal or EndReason.BreachByEmployer => employment.NoticeWorked ?? !employment.PaidInLieu,
            var reason => !Loses(reason),
        };

    /// <summary>The outstanding credit counts in the indemnity that replaces the notice; by how much is disputed (R6.3).</summary>
    public static bool IsAcquiredBenefit(Employment employment, Fraction outstanding) =>
        employment.EndReason is EndReason.Dismissal or EndReason.BreachByEmployer
        && employment.PaidInLieu
        && outstanding.Sign > 0;

    public static ImmutableArray<string> Warnings(Employment employment, Fraction outstanding) =>
        outstanding.Sign <= 0
            ? []
            : employment.EndReason switch
            {
                EndReason.MutualAgreement => ["presumedLost"],
                EndReason.FixedTerm => ["offerBeforeEnd"],
                _ => IsAcquiredBenefit(employment, outstanding) ? ["valuationDisputed"] : [],
            };
}
