using System.Text.RegularExpressions;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Storage;

public sealed partial class KeyedTests
{
    private const int Workers = 3_000;
    private static readonly Guid Employer = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// An engine that has not counted a table yet plans as if it were small: reading all of it for every batch made an import of
    /// 100,000 persons take minutes. What the change itself wrote is such a table.
    /// </summary>
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Rows_a_change_has_just_written_are_looked_up_by_their_index(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await change.Touch(Employer, "import", Cancel);
        var trainings = Enumerable
            .Range(0, Workers)
            .Select(i => Synthetic.Training(Employer, Guid.CreateVersion7(), $"{i}"))
            .ToList();
        change.Insert(Tables.Training, trainings);

        var connection = change.Connection;
        var explain = engine == Engine.Postgres ? "explain" : "explain query plan";
        var asked = $"select t.title from {Database.Holding(connection, Tables.Training, "worker_id")} where +recorded = 1";
        var keys = new
        {
            employerId = Employer,
            keys = ReadVersions.List(trainings.Take(2).Select(training => ColumnText.Of(training.WorkerId))),
        };
        var plan = (await connection.QueryAsync(new(explain + " " + asked, keys, cancellationToken: Cancel)))
            .Cast<IDictionary<string, object>>()
            .Select(line => $"{line.Values.Last()}")
            .ToList();
        Assert.Contains(plan, line => line.Contains("trainings_of_a_worker", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        Assert.Equal(["0", "1"], (await connection.QueryAsync<string>(new(asked, keys, cancellationToken: Cancel))).Order());
    }

    /// <summary>SQLite took the key of the table, which begins with employer and line, for all the workers asked for.</summary>
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Facts_of_a_worker_as_known_at_a_line_are_looked_up_by_the_worker(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var connection = await test.Database.Connect(Cancel);
        BulkTable[] tables =
        [
            Tables.Worker,
            Tables.WorkerIdentity,
            Tables.Occupation,
            Tables.DeclarationPerson,
            Tables.Contract,
            Tables.Suspension,
            Tables.DimonaPeriod,
            Tables.Training,
            Tables.WorkerOptOut,
            Tables.WorkerExtraDays,
            Tables.Adjustment,
        ];
        foreach (var table in tables)
        {
            var explain = engine == Engine.Postgres ? "explain" : "explain query plan";
            var plan = (
                await connection.QueryAsync(
                    new(
                        $"{explain} {ReadVersions.OfWorkersAt(connection, table)}",
                        new
                        {
                            employerId = Employer,
                            keys = "[]",
                            seq = 1,
                        },
                        cancellationToken: Cancel
                    )
                )
            ).Cast<IDictionary<string, object>>().Select(line => $"{line.Values.Last()}");
            Assert.Contains(plan, line => line.Contains("of_a_worker", StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_key_given_twice_is_looked_up_once_and_another_employers_rows_never(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var other = Guid.CreateVersion7();
        var worker = Guid.CreateVersion7();
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await change.Touch(Employer, "import", Cancel);
        await change.Touch(other, "import", Cancel);
        change.Insert(Tables.Training, Synthetic.Training(Employer, worker, "ours"), Synthetic.Training(other, worker, "theirs"));
        var found = await ReadVersions.Now(change.Connection, Tables.Training, Employer, [worker, worker], Cancel);
        Assert.Equal("ours", Assert.Single(found).Title);
    }

    /// <summary>
    /// The same of every other statement: one that was forgotten read all of an employer for each of its workers, while everybody who
    /// registers waited.
    /// </summary>
    [Fact]
    public void What_is_looked_up_by_keys_is_narrowed_by_the_line_without_its_index()
    {
        Assert.Matches(Narrowed(), "from {Database.Keyed(connection, Tables.Training, \"worker_id\")}\n where recorded <= @from");
        var narrowed = Project
            .Files(".cs")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && Narrowed().IsMatch(Project.Read(path)));
        Assert.Equal([], narrowed);
    }

    [GeneratedRegex(@"\.(Keyed|Holding\w*)\([^}]*\)\}\s*where\s+(t\.)?recorded\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Narrowed();
}
