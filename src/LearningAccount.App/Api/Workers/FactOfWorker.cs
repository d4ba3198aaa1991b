using System.Data.Common;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>One fact that is said of a worker, by the id in the address: found and withdrawn alike, whatever it tells.</summary>
internal static class FactOfWorker
{
    /// <summary>The fact as it holds inside a change.</summary>
    /// <exception cref="ProblemException">404: the worker has none such.</exception>
    public static async Task<T> Known<T>(
        ApiCall call,
        DbConnection connection,
        BulkTable<T> table,
        Guid worker,
        Func<T, bool> isAsked,
        CancellationToken cancel
    )
        where T : FactVersion
    {
        var aliases = await WorkerAliases.Of(connection, call.EmployerId, [worker], cancel);
        var known = await ReadVersions.Now(connection, table, call.EmployerId, aliases.Keys, cancel);
        return known.Find(one => isAsked(one)) ?? throw new ProblemException(Problem.NotFound());
    }

    /// <summary>Withdraws the fact, where it is still the version that was read.</summary>
    /// <exception cref="ProblemException">404, 412.</exception>
    public static async Task<ApiAnswer> Withdraw<T>(
        ApiCall call,
        BulkTable<T> table,
        Func<T, bool> isAsked,
        CancellationToken cancel
    )
        where T : FactVersion
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel)).WorkerId;
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "withdraw", cancel);
                var known = await Known(call, change.Connection, table, worker, isAsked, cancel);
                call.CheckIfMatch(ETags.Of(known));
                await WithdrawFacts.Do(change, table, [known], _ => true, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }
}
