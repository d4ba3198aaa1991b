using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>All that a document of one worker is made of. The same facts make the same document.</summary>
public sealed record DocumentFacts
{
    public required Guid DocumentId { get; init; }
    public required DocumentKind Kind { get; init; }

    /// <summary>Of a statement of a training: which.</summary>
    public string? About { get; init; }
    public required DocumentAsked Asked { get; init; }
    public required Language Language { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required EmployerSnapshot Employer { get; init; }
    public required EmployerRegister Register { get; init; }
    public required LetterheadVersion? Letterhead { get; init; }

    /// <summary>Of a sandbox.</summary>
    public bool IsOfSandbox { get; init; }
    public required WorkerSnapshot Worker { get; init; }
    public required Account Account { get; init; }

    /// <summary>The steps by which the legal number is reached in the years to come, where the contract goes on.</summary>
    public required IReadOnlyList<AccountYear> Path { get; init; }

    /// <summary>In full: the decree has it on the form (art. 2 § 1, 1°).</summary>
    public required string? NationalNumber { get; init; }

    /// <summary>Where the worker reads the account by itself; null: the employer runs no pages others reach.</summary>
    public required Uri? Address { get; init; }

    /// <summary>For an evidence file.</summary>
    public Evidence? Evidence { get; init; }

    public Words Words => Words.In(Language);
    public Sender Sender => new(Employer, Register, Letterhead) { IsOfSandbox = IsOfSandbox };
    public AccountFacts Facts => Worker.Facts;
    public string WorkerName => WorkerNames.Full(Worker);

    /// <summary>The training a statement is about; null where it is not known any more.</summary>
    public TrainingVersion? Training => DocumentFigures.TrainingOf(Worker, About);
}
