using System.Collections.Immutable;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;

namespace LearningAccount.App.Documents;

/// <summary>What proves how the employer kept its duties to a worker, besides the account itself (rulebook R6.4).</summary>
/// <param name="Lines">The lines of the journal about the worker, the oldest first.</param>
/// <param name="Head">The last line of the journal: its hash holds all before it.</param>
public sealed record Evidence(
    ImmutableArray<ToldNotice> Notices,
    ImmutableArray<DocumentOnItsWay> Documents,
    ImmutableArray<CorrectionStepTaken> Corrections,
    ImmutableArray<JournalLine> Lines,
    JournalLine Head
);
