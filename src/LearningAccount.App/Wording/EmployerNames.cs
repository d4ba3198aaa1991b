using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Wording;

/// <summary>An employer as pages, files and answers name it.</summary>
public sealed record EmployerHead(Guid Id, string Name, string EnterpriseNumber);

/// <summary>Employers by the name people know them by.</summary>
public static class EmployerNames
{
    /// <summary>Its name as it was said, else as the enterprise register has it, else that it has none.</summary>
    public static EmployerHead Head(ListedEmployer employer, Words words) =>
        Head(
            employer.EmployerId,
            employer.Name ?? LanguageTexts.In(employer.RegisterNames, words.Language),
            employer.EnterpriseNumber,
            employer.NssoNumber,
            words
        );

    public static EmployerHead Head(EmployerSnapshot snapshot, EmployerRegister register, Words words) =>
        Head(
            snapshot.Employer.EmployerId,
            snapshot.Profile?.Name ?? register.Name(words.Language),
            snapshot.Employer.EnterpriseNumber,
            snapshot.Employer.NssoNumber,
            words
        );

    private static EmployerHead Head(Guid id, string? name, EnterpriseNumber? enterprise, NssoNumber? nsso, Words words) =>
        new(
            id,
            name is { Length: > 0 } ? name : words["employers.unnamed"],
            enterprise?.ToString() ?? words.Of("employers.nsso", ("number", nsso?.ToString() ?? ""))
        );
}
