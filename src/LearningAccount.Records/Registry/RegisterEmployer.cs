using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Finds an employer by its numbers or registers it, and takes its journal for the change.</summary>
public static class RegisterEmployer
{
    /// <param name="enterprise">Null where a declaration says 0; then the NSSO number is given.</param>
    /// <param name="action">The action of its line in the journal.</param>
    /// <returns>The employer's id.</returns>
    /// <exception cref="RefusedException"><c>employerNumbersDiffer</c>: the two numbers are those of two employers.</exception>
    public static async Task<Guid> Do(
        Change change,
        EnterpriseNumber? enterprise,
        NssoNumber? nsso,
        string origin,
        string? originReference,
        string action,
        CancellationToken cancel
    )
    {
        var number = nsso?.WithoutCategory;
        var byEnterprise = enterprise is { } e ? await FindEmployer.ByEnterpriseNumber(change.Connection, e, cancel) : null;
        var byNsso = number is { } n ? await FindEmployer.ByNssoNumber(change.Connection, n, cancel) : null;
        var known = byEnterprise ?? byNsso;
        var said = new EmployerVersion
        {
            EmployerId = known?.EmployerId ?? Guid.CreateVersion7(),
            Origin = origin,
            OriginReference = originReference,
            EnterpriseNumber = enterprise ?? known?.EnterpriseNumber,
            // An enterprise may have several NSSO numbers; the first one known finds it as well.
            NssoNumber = known?.NssoNumber ?? number,
        };
        if (
            byNsso is not null && known != byNsso
            || known?.EnterpriseNumber is { } other && enterprise is not null && other != enterprise
        )
        {
            throw new RefusedException(
                "employerNumbersDiffer",
                "employer",
                ("enterprise", $"{enterprise}"),
                ("nsso", $"{number}"),
                ("other", $"{byNsso?.EnterpriseNumber}")
            );
        }
        await change.Touch(said.EmployerId, action, cancel);
        if (known is null)
        {
            change.Insert(Tables.Employer, said);
        }
        else if (known.EnterpriseNumber != said.EnterpriseNumber || known.NssoNumber != said.NssoNumber)
        {
            await change.Replace(Tables.Employer, known, said, cancel);
        }
        return said.EmployerId;
    }
}
