using Dapper;

namespace LearningAccount.Tests.Records.Storage;

public sealed class ServerConnectionTests
{
    [Fact]
    public async Task What_a_server_is_asked_often_it_reads_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var test = await TestDatabase.OpenAsync(Engine.Postgres);
        await using var connection = await test.Database.Connect(cancel);
        for (var time = 0; time < 10; time++)
        {
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from employer where enterprise_number = @number",
                new { number = "0" }
            );
        }
        Assert.Equal(
            1,
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from pg_prepared_statements where statement like '%from employer%'"
            )
        );
    }
}
