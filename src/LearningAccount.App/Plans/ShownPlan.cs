using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Plans;

namespace LearningAccount.App.Plans;

/// <summary>A plan in one of its editions, for one reader.</summary>
/// <param name="Seen">With the workers its reader may see.</param>
/// <param name="All">With all of them: a copy must name none.</param>
public sealed record ShownPlan(
    Plan Plan,
    PlanEdition Edition,
    EmployerSnapshot Seen,
    EmployerSnapshot All,
    LawBook Law,
    DateOnly Today
)
{
    private readonly EmployerLaw own = All.LawUnder(Law);

    public Guid Id => All.Employer.EmployerId;

    /// <summary>Its last edition, and not fixed.</summary>
    public bool IsOpen => !Edition.IsFixed && ReferenceEquals(Edition, Plan.Latest);
    public PlanSheet Sheet => PlanSheet.Of(Edition, own.HoursPerDay);

    /// <summary>For the administration and for workers.</summary>
    public PlanSheet Copy => PlanSheet.Copy(Edition, own.HoursPerDay, new(All));

    /// <summary>What the workers its reader may see followed of it; the credit is that of all.</summary>
    public PlanComparison Comparison
    {
        get
        {
            var done = ComparePlan.Of(Edition, Plan.Links, Seen, Law, Today);
            if (ReferenceEquals(Seen, All))
            {
                return done;
            }
            var (credit, used, _) = ComparePlan.Credit(Edition.Head, All, Law, Today);
            return done with { Credit = credit, Used = used };
        }
    }

    /// <summary>The plan as a document; the copy is the one without personal data.</summary>
    public Paper Paper(bool isCopy, Sender sender, Words words) => PlanPaper.Of(sender, isCopy ? Copy : Sheet, Comparison, words);
}
