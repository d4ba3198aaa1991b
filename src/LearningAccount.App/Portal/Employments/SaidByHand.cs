using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>Something said by hand of a worker's employments, in words: of which days, and what.</summary>
public sealed record SaidByHand(Guid Id, bool IsContract, string Period, string What, string Source)
{
    /// <summary>The newest first.</summary>
    public static IReadOnlyList<SaidByHand> Of(WorkerSnapshot worker, Words words) =>
        [
            .. worker
                .Contracts.Where(contract => contract.IsByHand)
                .OrderByDescending(contract => contract.StartOn)
                .Select(contract => new SaidByHand(
                    contract.ContractId,
                    IsContract: true,
                    PeriodWords.Of(contract.StartOn, contract.EndOn, words),
                    WhatOf(contract, words),
                    SourceOf(contract, worker, words)
                )),
            .. worker
                .Suspensions.Where(suspension => suspension.IsByHand)
                .OrderByDescending(suspension => suspension.FromOn)
                .Select(suspension => new SaidByHand(
                    suspension.SuspensionId,
                    IsContract: false,
                    PeriodWords.Of(suspension.FromOn, suspension.ToOn, words),
                    words[$"employment.leave.{suspension.Kind}"],
                    SourceOf(suspension, worker, words)
                )),
        ];

    private static string WhatOf(ContractVersion contract, Words words)
    {
        var said = new List<string>();
        if (contract.Fraction is not null || contract.Hours is not null)
        {
            said.Add(
                PeriodWords.Regime(
                    new()
                    {
                        From = contract.StartOn,
                        Fraction = contract.Fraction,
                        Hours = contract.Hours,
                        FullTimeHours = contract.FullTimeHours,
                    },
                    words
                )
            );
        }
        if (contract.JointCommittee is { } committee)
        {
            said.Add(words.Of("rights.committee", ("committee", committee.ToString())));
        }
        if (contract.Category is { } category)
        {
            said.Add(words[$"employment.category.{category}"]);
        }
        if (contract.EndReason is { } reason)
        {
            said.Add(ReasonTexts.Catalogue.Text($"word.endReason.{CodeText.Of(reason)}", words.Language));
        }
        return string.Join(", ", said);
    }

    private static string SourceOf(FactVersion fact, WorkerSnapshot worker, Words words) =>
        PeriodWords.Source(worker.OriginOf(fact), words);
}
