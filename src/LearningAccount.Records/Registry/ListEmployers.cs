using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>The employers whose facts are kept, for the one who runs the program: names and numbers, nothing of their workers.</summary>
public static class ListEmployers
{
    public static async Task<IReadOnlyList<ListedEmployer>> All(DbConnection connection, CancellationToken cancel) =>
        [
            .. await connection.QueryAsync<ListedEmployer>(
                new(
                    """
                    select e.employer_id, e.enterprise_number, e.nsso_number, p.name, r.names as register_names
                    from employer as e
                    left join employer_profile as p on p.employer_id = e.employer_id and p.superseded is null
                    left join enterprise as r on r.number = e.enterprise_number
                    where e.superseded is null
                    """,
                    cancellationToken: cancel
                )
            ),
        ];
}

public sealed record ListedEmployer
{
    public required Guid EmployerId { get; init; }
    public required EnterpriseNumber? EnterpriseNumber { get; init; }
    public required NssoNumber? NssoNumber { get; init; }

    /// <summary>Null: nobody has said it yet; declarations do not.</summary>
    public required string? Name { get; init; }

    /// <summary>Its names in the enterprise register, as <see cref="LanguageTexts"/>; null where that tells nothing of it.</summary>
    public required string? RegisterNames { get; init; }
}
