using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Finds an employer by one of its numbers.</summary>
public static class FindEmployer
{
    private static readonly string Select = $"select {Tables.Employer.ColumnList} from employer";

    public static async Task<EmployerVersion?> ByEnterpriseNumber(
        DbConnection connection,
        EnterpriseNumber number,
        CancellationToken cancel
    ) =>
        (
            await ReadVersions.Query<EmployerVersion>(
                connection,
                $"{Select} where enterprise_number = @number and superseded is null",
                new { number },
                cancel
            )
        ).SingleOrDefault();

    public static async Task<EmployerVersion?> ByNssoNumber(
        DbConnection connection,
        NssoNumber number,
        CancellationToken cancel
    ) =>
        (
            await ReadVersions.Query<EmployerVersion>(
                connection,
                $"{Select} where nsso_number = @number and superseded is null",
                new { number },
                cancel
            )
        ).SingleOrDefault();

    public static async Task<EmployerVersion?> ById(DbConnection connection, Guid employerId, CancellationToken cancel) =>
        (await ReadVersions.Now(connection, Tables.Employer, employerId, cancel)).SingleOrDefault();

    /// <summary>An employer as a person writes it: an enterprise number in any spelling, or an NSSO number. Null: none such.</summary>
    public static async Task<EmployerVersion?> ByText(DbConnection connection, string text, CancellationToken cancel)
    {
        if (EnterpriseNumber.TryParse(text, out var enterprise, out _))
        {
            return await ByEnterpriseNumber(connection, enterprise, cancel);
        }
        return NssoNumber.TryParse(text, out var nsso, out _) ? await ByNssoNumber(connection, nsso, cancel) : null;
    }

    /// <summary>Every employer, for the one who runs the program.</summary>
    public static Task<List<EmployerVersion>> All(DbConnection connection, CancellationToken cancel) =>
        ReadVersions.Query<EmployerVersion>(connection, $"{Select} where superseded is null", new { }, cancel);
}
