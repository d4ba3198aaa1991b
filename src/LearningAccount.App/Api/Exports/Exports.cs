using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LearningAccount.App.Api.Accounts;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Exports;

/// <summary>
/// All accounts or all trainings of an employer, a line of JSON each, written as they are read: neither the employer nor the answer is
/// ever held as a whole.
/// </summary>
internal static class Exports
{
    private const string Lines = "application/x-ndjson";
    private const int FlushedAt = 32 * 1024;
    private const int ToldAtOnce = 250;

    public static IEnumerable<ApiOperation> Operations =>
        [new("exportAccounts", Right.ReadEmployer, ExportAccounts), new("exportTrainings", Right.ReadEmployer, ExportTrainings)];

    private static async Task<ApiAnswer> ExportAccounts(ApiCall call, CancellationToken cancel)
    {
        var on = Accounts.Accounts.On(call);
        var withReasons = call["reasons"] is "true";
        var employer = await Open(call, cancel);
        return Answer<WorkerSnapshot>(
            employer,
            withReasons ? stop => Told(call, employer.Workers(stop), stop) : employer.Workers,
            (json, worker) =>
            {
                var account = AccountComputation.For(worker.Facts, employer.Law, on);
                Accounts.Accounts.Summary(json, call, worker, Balances.Of(worker, account, on));
                if (withReasons)
                {
                    json.WriteStartObject("account");
                    Accounts.Accounts.Write(json, worker, account, call);
                    json.WriteEndObject();
                }
            }
        ) with
        {
            IsInLanguage = withReasons,
        };
    }

    private static async Task<ApiAnswer> ExportTrainings(ApiCall call, CancellationToken cancel)
    {
        var employer = await Open(call, cancel);
        return Answer(
            employer,
            employer.Trainings,
            (json, one) =>
            {
                json.WriteString("href", call.EmployerLink($"/trainings/{one.Training.TrainingId:D}"));
                TrainingJson.Write(json, one.Training, one.Worker, one.ChangedAt);
            }
        );
    }

    /// <summary>Whole accounts are looked at: it is kept for the workers to read before any of it goes out.</summary>
    private static async IAsyncEnumerable<WorkerSnapshot> Told(
        ApiCall call,
        IAsyncEnumerable<WorkerSnapshot> workers,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var role = AccessRules.RoleAt(call.Visitor, call.EmployerId, call.Now);
        await foreach (var some in workers.Chunk(ToldAtOnce).WithCancellation(cancel))
        {
            if (role is { } known)
            {
                var ids = some.Select(worker => worker.WorkerId);
                await call.Part<Looks>().TellAll(call.Visitor, call.EmployerId, ids, known, "account", cancel);
            }
            foreach (var worker in some)
            {
                yield return worker;
            }
        }
    }

    private static async Task<StreamWorkers> Open(ApiCall call, CancellationToken cancel) =>
        await StreamWorkers.Open(call.Part<Database>(), call.Visitor, call.EmployerId, Seen.Known(call), cancel)
        ?? throw new ProblemException(Problem.NotFound());

    private static ApiAnswer Answer<T>(
        StreamWorkers employer,
        Func<CancellationToken, IAsyncEnumerable<T>> items,
        Action<Utf8JsonWriter, T> write
    ) =>
        new(StatusCodes.Status200OK)
        {
            MediaType = Lines,
            Stream = async (to, cancel) =>
            {
                await using (employer)
                {
                    await Write(to, items(cancel), write, cancel);
                }
            },
        };

    private static async Task Write<T>(
        PipeWriter to,
        IAsyncEnumerable<T> items,
        Action<Utf8JsonWriter, T> write,
        CancellationToken cancel
    )
    {
        await using var json = ApiAnswer.Writer(to);
        await foreach (var item in items.WithCancellation(cancel))
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
            await json.FlushAsync(cancel);
            json.Reset();
            to.Write("\n"u8);
            if (to.UnflushedBytes > FlushedAt)
            {
                await to.FlushAsync(cancel);
            }
        }
        await to.FlushAsync(cancel);
    }

    private static void Write(this PipeWriter to, ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(to, bytes);
}
