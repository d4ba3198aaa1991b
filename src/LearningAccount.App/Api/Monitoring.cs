using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api;

/// <summary>Whether the API is there, and the contract it keeps.</summary>
internal static class Monitoring
{
    private static readonly byte[] Contract = Encoding.UTF8.GetBytes(ApiContract.Written());
    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Contract))[..32];

    public static IEnumerable<ApiOperation> Operations =>
        [new("checkHealth", Right.Open, CheckHealth), new("readContract", Right.Open, ReadContract)];

    private static async Task<ApiAnswer> CheckHealth(ApiCall call, CancellationToken cancel)
    {
        var database = call.Part<Database>();
        var isThere = await Answers(database, cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("status", isThere ? "UP" : "DOWN");
            json.WriteString("environment", database.IsSandbox ? EnvironmentMark.Sandbox : EnvironmentMark.Real);
            json.WriteEndObject();
        }) with
        {
            Status = isThere ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
        };
    }

    private static Task<ApiAnswer> ReadContract(ApiCall call, CancellationToken cancel) =>
        Task.FromResult(
            new ApiAnswer(StatusCodes.Status200OK)
            {
                MediaType = "application/yaml",
                Bytes = Contract,
                ETag = Version,
                CacheControl = "public, max-age=300",
            }
        );

    private static async Task<bool> Answers(Database database, CancellationToken cancel)
    {
        try
        {
            await using var connection = await database.Connect(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "select 1";
            return await command.ExecuteScalarAsync(cancel) is not null;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }
}
