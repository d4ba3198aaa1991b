using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employer;

/// <summary>Employers as pages name them.</summary>
public static class EmployerNames
{
    /// <summary>Its name, or where nobody said it yet, that it has none.</summary>
    public static EmployerHead Head(ListedEmployer employer, Words words) =>
        Head(employer.EmployerId, employer.Name, employer.EnterpriseNumber, employer.NssoNumber, words);

    public static EmployerHead Head(EmployerVersion employer, string? name, Words words) =>
        Head(employer.EmployerId, name, employer.EnterpriseNumber, employer.NssoNumber, words);

    private static EmployerHead Head(Guid id, string? name, EnterpriseNumber? enterprise, NssoNumber? nsso, Words words) =>
        new(
            id,
            name is { Length: > 0 } ? name : words["employers.unnamed"],
            enterprise?.ToString() ?? words.Of("employers.nsso", ("number", nsso?.ToString() ?? ""))
        );
}
