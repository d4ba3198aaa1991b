using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Importing;

/// <summary>The files of one upload being rehearsed or brought in.</summary>
public sealed class ImportWork(SpooledFiles files, Visitor visitor, bool isRehearsal, DateTimeOffset startedAt)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>Who brings them in.</summary>
    public Visitor Visitor => visitor;
    public SpooledFiles Files => files;
    public bool IsRehearsal => isRehearsal;
    public DateTimeOffset StartedAt => startedAt;

    /// <summary>In the order they were sent.</summary>
    public IReadOnlyList<FileWork> Each { get; } =
    [
        .. files.Names.Select(
            (name, place) =>
                new FileWork(place, name)
                {
                    Refused = files.Refused.TryGetValue(place, out var code) ? new(code, Severity.Error, "") : null,
                }
        ),
    ];

    /// <summary>Completes when all files are done; it never fails.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    public bool HasAnythingToBring =>
        Each.Any(file =>
            file.Report is { Earlier: null } report && report.CountOf(RowOutcome.New) + report.CountOf(RowOutcome.Changed) > 0
        );

    public void Run(Func<Task> work) =>
        Done = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                // The program is being closed; what was not committed did not happen.
            }
        });

    /// <summary>Waits a moment, so that small files need no page in between.</summary>
    public async Task<bool> IsSoonDone()
    {
        await Task.WhenAny(Done, Task.Delay(Moment));
        return Done.IsCompleted;
    }
}

/// <summary>One file of an upload.</summary>
public sealed class FileWork(int place, string name) : IProgress<ImportProgress>
{
    public int Place => place;
    public string Name => name;
    public ImportReport? Report { get; set; }

    /// <summary>Why it cannot be brought in as a whole.</summary>
    public Anomaly? Refused { get; set; }

    /// <summary>Something went wrong on our side.</summary>
    public bool Failed { get; set; }
    public ImportProgress? Progress { get; private set; }
    public bool IsDone => Report is not null || Refused is not null || Failed;

    /// <summary>Somebody who says what the columns mean makes the file readable.</summary>
    public static bool IsAboutColumns(Anomaly refused) =>
        refused.Code is "table.noHeader" or "column.twice"
        || refused.Code.StartsWith("column.missing.", StringComparison.Ordinal);

    void IProgress<ImportProgress>.Report(ImportProgress value) => Progress = value;
}
