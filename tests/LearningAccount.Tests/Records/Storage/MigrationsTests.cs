using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Storage;

public sealed class MigrationsTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_table_has_the_columns_its_rows_have(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var connection = await test.Database.Connect(TestContext.Current.CancellationToken);
        foreach (var table in Tables.All)
        {
            await using var reader = await connection.ExecuteReaderAsync($"select * from {table.Name}");
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName);
            Assert.Equal([.. BulkTable.Head, .. table.Columns], columns, StringComparer.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_second_start_finds_nothing_to_do_and_does_not_wait_for_a_writer(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var writing = await test.Database.BeginWriting(TestContext.Current.CancellationToken);
        await using var second = await test.OpenAgain()
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Programs_started_together_on_an_empty_database_apply_each_step_once(Engine engine)
    {
        await using var test = await TestDatabase.EmptyAsync(engine);
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(test.OpenAgain)));
        await using var connection = await opened[0].Connect(TestContext.Current.CancellationToken);
        Assert.Equal(Migrations.Shipped.Count, await connection.ExecuteScalarAsync<long>("select count(*) from migration"));
        foreach (var database in opened)
        {
            await database.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_step_altered_after_it_was_applied_is_refused(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await test.Tamper("update migration set hash = 'another' where number = 1");
        var refused = await Assert.ThrowsAsync<RefusedException>(test.OpenAgain);
        Assert.Equal("migrationAltered", refused.Anomaly.Code);
        Assert.Contains("0001-journal.sql", refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_database_of_a_newer_program_is_refused(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await test.Tamper("insert into migration (number, name, hash, applied_at) values (9999, '9999-later.sql', 'x', 'x')");
        var refused = await Assert.ThrowsAsync<RefusedException>(test.OpenAgain);
        Assert.Equal("databaseNewer", refused.Anomaly.Code);
        Assert.Contains("9999-later.sql", refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_step_that_fails_leaves_nothing_behind(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        Migration[] steps =
        [
            .. Migrations.Shipped,
            new(Migrations.Shipped.Count + 1, "good.sql", "create table good (id text)"),
            new(Migrations.Shipped.Count + 2, "bad.sql", "create tabel bad (id text)"),
        ];
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            Migrations.Apply(test.Database, steps, TestContext.Current.CancellationToken)
        );
        await using var connection = await test.Database.Connect(TestContext.Current.CancellationToken);
        Assert.False(await test.Database.HasTable(connection, "good", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_embedded_database_is_for_its_owner_alone()
    {
        if (!OperatingSystem.IsWindows())
        {
            await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
            foreach (var file in Directory.GetFiles(test.Folder, "learning-account.db*"))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void The_steps_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migrations.Shipped.Count), Migrations.Shipped.Select(step => step.Number));
}
