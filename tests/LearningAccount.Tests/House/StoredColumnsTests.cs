using LearningAccount.App.Portal.Privacy;
using LearningAccount.App.Privacy;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.House;

/// <summary>Every column that is stored stands in the record of processing activities (GDPR, article 30).</summary>
public sealed class StoredColumnsTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_column_is_declared(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var columns = await test.Database.Columns(TestContext.Current.CancellationToken);
        Assert.True(columns.Count > 40);
        Faults.None(
            from table in columns
            from column in table
            where StoredColumns.ActivityOf(table.Key) is null || StoredColumns.CategoryOf(table.Key, column) is null
            select $"{table.Key}.{column} has no category: name it in src/LearningAccount.App/Privacy/columns.json."
        );
    }

    [Fact]
    public void A_table_about_workers_is_known_by_its_column()
    {
        // Erasing and the copy for a person take every such table, whoever adds it.
        var named = Tables
            .All.Where(table => table.Columns.Contains("worker_id", StringComparer.Ordinal))
            .Select(table => table.Name);
        Assert.Superset(new HashSet<string>(["training", "notice", "issued_document", "restriction"]), named.ToHashSet());
    }

    [Fact]
    public async Task Other_tables_that_name_a_worker_or_a_user_are_erased_by_name()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var columns = await test.Database.Columns(TestContext.Current.CancellationToken);
        var erasing = Project.Read("src/LearningAccount.Records/Privacy/EraseState.cs");
        string[] keys = ["worker_id", "user_id", "person_id", "workers"];
        var facts = Tables.All.Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        // A reason hangs on its session; what is counted by workers names none.
        string[] left = ["session_reason", "duty_standing"];
        Faults.None(
            from table in columns
            where !facts.Contains(table.Key) && !left.Contains(table.Key, StringComparer.Ordinal) && table.Intersect(keys).Any()
            where !erasing.Contains(table.Key, StringComparison.Ordinal)
            select $"{table.Key} names people and is not erased with them: see Records/Privacy/EraseState.cs."
        );
    }
}
