using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Portal.Worker;

/// <summary>
/// The account as a form with all that it must mention: identity, work regime, joint committee, credit, days followed and
/// to use or carry over, growth path (royal decree of 5 December 2017, art. 2 § 1).
/// </summary>
/// <param name="Known">The day up to which what was recorded is in it.</param>
public sealed record StatementView(
    EmployerHead Employer,
    StatementPerson Person,
    IReadOnlyList<StatementEmployment> Employments,
    AccountView Account,
    DateOnly Known
)
{
    // More would not fit on the sheet; the account tells them all.
    private const int MostEmployments = 4;

    public static StatementView Of(WorkerView worker, string? nationalNumber, Words words)
    {
        var identity = worker.Snapshot.Identity;
        var born = WorkerNames.Born(identity?.BirthDate, words);
        string?[] birth = [born, identity?.BirthPlace];
        return new(
            worker.Employer.Head,
            new(
                identity?.FamilyName,
                identity?.GivenNames,
                string.Join(", ", birth.Where(part => !string.IsNullOrEmpty(part))),
                identity?.Domicile,
                nationalNumber
            ),
            [
                .. worker
                    .Snapshot.Employments.Employments.OrderByDescending(employment => employment.Start)
                    .Take(MostEmployments)
                    .Select(employment => Line(employment, worker.Employer.Dates.On, words)),
            ],
            worker.Account,
            worker.Employer.Dates.Known
        );
    }

    // The regimes on the day, or the last ones before it.
    private static StatementEmployment Line(RegisteredEmployment employment, DateOnly on, Words words)
    {
        var day = employment.End < on ? employment.End.Value : on;
        var parts = employment
            .Parts.Where(part => part.From <= day && !(part.To < day))
            .DefaultIfEmpty(employment.Parts[^1])
            .ToList();
        return new(
            PeriodWords.Of(employment.Start, employment.End, words),
            string.Join(" + ", parts.Select(part => PeriodWords.Regime(part.Regime, words)).Distinct(StringComparer.Ordinal)),
            string.Join(
                ", ",
                parts.Select(part => PeriodWords.Committee(part.JointCommittee, words)).Distinct(StringComparer.Ordinal)
            )
        );
    }
}

/// <param name="NationalNumber">In full: the decree has it on the form (1°). Nowhere else is it shown.</param>
public sealed record StatementPerson(
    string? FamilyName,
    string? GivenNames,
    string? Born,
    string? Domicile,
    string? NationalNumber
);

public sealed record StatementEmployment(string Period, string Regime, string Committee);
