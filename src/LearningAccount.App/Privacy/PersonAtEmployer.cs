using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Privacy;

/// <summary>The person a copy of data is about: one worker of one employer, with the account of the day.</summary>
public sealed record PersonAtEmployer(
    EmployerSnapshot Employer,
    EmployerHead Head,
    WorkerSnapshot Worker,
    Account Account,
    DateOnly Today
)
{
    public Guid EmployerId => Employer.Employer.EmployerId;

    /// <summary>Every id the person was known by there.</summary>
    public IReadOnlyCollection<Guid> Workers => Employer.AliasesOf(Worker.WorkerId);

    /// <summary>The language a copy is in, whoever asks for it.</summary>
    public Language Language =>
        Languages.TryParse(Worker.Identity?.Language ?? Employer.Profile?.Language ?? "", out var own) ? own : Language.Nl;

    public static PersonAtEmployer Of(
        EmployerSnapshot employer,
        EmployerHead head,
        WorkerSnapshot worker,
        LawBook law,
        DateOnly today
    ) => new(employer, head, worker, AccountComputation.For(worker.Facts, employer.LawUnder(law), today), today);

    /// <summary>Who looked, under whichever id, the latest first.</summary>
    public async Task<IReadOnlyList<Look>> Looked(Looks looks, CancellationToken cancel)
    {
        var all = new List<Look>();
        foreach (var worker in Workers)
        {
            all.AddRange(await looks.At(EmployerId, worker, cancel));
        }
        return [.. all.OrderByDescending(look => look.LookedAt)];
    }
}
