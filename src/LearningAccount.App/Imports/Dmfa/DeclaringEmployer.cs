using System.Collections.Immutable;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>The numbers by which a form names its employer, as they stand in the file; null when absent or 0.</summary>
/// <param name="Place">The element they stand in.</param>
/// <param name="Origin">The origin of an employer who is new.</param>
/// <param name="Reference">Its reference.</param>
internal sealed record NamedEmployer(string? CompanyId, string? NssoNumber, string Place, string Origin, string Reference);

/// <summary>
/// Whose declaration a form is: found by the enterprise number, else by the NSSO number (one of them may be 0, padded or not), and
/// made where neither is known yet.
/// </summary>
internal static class DeclaringEmployer
{
    /// <summary>Null where it cannot be told; then a remark is an error.</summary>
    public static async Task<Guid?> Find(
        NamedEmployer form,
        ImportWriting writing,
        ImmutableArray<Anomaly>.Builder remarks,
        CancellationToken cancel
    )
    {
        var place = form.Place;
        var enterprise = ReadEnterprise(form, remarks);
        var nsso = ReadNsso(form, remarks);
        if (enterprise is null && nsso is null)
        {
            remarks.Add(new("90007-151", Severity.Error, place));
            return null;
        }
        var known = (
            await writing.Connection.QueryAsync<EmployerVersion>(
                new(
                    $"""
                    select {FactTables.Employer.ColumnList} from employer
                    where superseded is null and (enterprise_number = @enterprise or nsso_number = @nsso)
                    """,
                    new { enterprise, nsso },
                    cancellationToken: cancel
                )
            )
        ).AsList();
        if (known.Count > 1 || (known.Count == 1 && IsAnother(known[0].EnterpriseNumber, enterprise)))
        {
            remarks.Add(new("00011-041", Severity.Error, $"{place}/NOSSRegistrationNbr"));
            return null;
        }
        try
        {
            return known.Count == 1
                ? await Complete(known[0], enterprise, nsso, writing, cancel)
                : await Make(form, enterprise, nsso, writing, cancel);
        }
        catch (RefusedException refused) when (refused.Anomaly.Code is "notYourEmployer")
        {
            remarks.Add(new("import.employerNotYours", Severity.Error, place));
            return null;
        }
    }

    private static EnterpriseNumber? ReadEnterprise(NamedEmployer form, ImmutableArray<Anomaly>.Builder remarks)
    {
        if (form.CompanyId is null)
        {
            return null;
        }
        if (EnterpriseNumber.TryParseNsso(form.CompanyId, out var number, out var why))
        {
            return number;
        }
        remarks.Add(new(why == NumberFault.Check ? "00014-004" : "00014-003", Severity.Warning, $"{form.Place}/CompanyID"));
        return null;
    }

    private static NssoNumber? ReadNsso(NamedEmployer form, ImmutableArray<Anomaly>.Builder remarks)
    {
        if (form.NssoNumber is null)
        {
            return null;
        }
        if (NssoNumber.TryParse(form.NssoNumber, out var number, out var why))
        {
            return number;
        }
        remarks.Add(
            new(why == NumberFault.Check ? "00011-004" : "00011-003", Severity.Warning, $"{form.Place}/NOSSRegistrationNbr")
        );
        return null;
    }

    private static bool IsAnother(EnterpriseNumber? known, EnterpriseNumber? said) =>
        known is not null && said is not null && known != said;

    /// <summary>Adds a number that was not known of the employer yet.</summary>
    private static async Task<Guid> Complete(
        EmployerVersion known,
        EnterpriseNumber? enterprise,
        NssoNumber? nsso,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        await writing.Touch(known.EmployerId, cancel);
        var complete = known with
        {
            EnterpriseNumber = known.EnterpriseNumber ?? enterprise,
            NssoNumber = known.NssoNumber ?? nsso,
        };
        if (complete != known)
        {
            await writing.Change.Replace(FactTables.Employer, known, complete, cancel);
        }
        return known.EmployerId;
    }

    private static async Task<Guid> Make(
        NamedEmployer form,
        EnterpriseNumber? enterprise,
        NssoNumber? nsso,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var employer = Guid.CreateVersion7();
        await writing.Touch(employer, cancel);
        writing.Change.Insert(
            FactTables.Employer,
            new EmployerVersion
            {
                EmployerId = employer,
                Origin = form.Origin,
                OriginReference = form.Reference,
                EnterpriseNumber = enterprise,
                NssoNumber = nsso,
            }
        );
        return employer;
    }
}
