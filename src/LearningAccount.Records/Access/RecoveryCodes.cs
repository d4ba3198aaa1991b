using System.Security.Cryptography;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Codes on paper for who has lost passkey or app. Each serves once; only their hashes are kept.</summary>
public sealed class RecoveryCodes(Database database)
{
    public const int Number = 10;

    // Without 0, 1, i, l, o and u: what is read off paper should not be mistaken. 16 letters of 30 are 78 bits.
    private const string Letters = "23456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 16;
    private const int Group = 4;

    public async Task<int> Left(Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.ExecuteScalarAsync<int>(
            new("select count(*) from recovery_code where user_id = @userId", new { userId }, cancellationToken: cancel)
        );
    }

    /// <summary>Makes new ones in the place of the old, and returns them: the only time they are known.</summary>
    public async Task<IReadOnlyList<string>> Renew(Guid userId, CancellationToken cancel)
    {
        List<string> codes = [.. Enumerable.Range(0, Number).Select(_ => NewCode())];
        await using var writing = await database.BeginWriting(cancel);
        await writing.Connection.ExecuteAsync(
            new("delete from recovery_code where user_id = @userId", new { userId }, cancellationToken: cancel)
        );
        await writing.Connection.ExecuteAsync(
            new(
                "insert into recovery_code (user_id, code_hash) values (@userId, @hash)",
                codes.Select(code => new { userId, hash = HashOf(userId, code) }),
                cancellationToken: cancel
            )
        );
        await writing.Commit(cancel);
        return codes;
    }

    /// <summary>Takes a code as used, however it was spaced. False: the person has no such code, or no longer.</summary>
    public async Task<bool> Use(Guid userId, string code, CancellationToken cancel) =>
        IsLike(code)
        && await database.WriteState(
            "delete from recovery_code where user_id = @userId and code_hash = @hash",
            new { userId, hash = HashOf(userId, code) },
            cancel
        ) == 1;

    public Task Remove(Guid userId, CancellationToken cancel) =>
        database.WriteState("delete from recovery_code where user_id = @userId", new { userId }, cancel);

    /// <summary>True for what could be such a code rather than the six digits of an app.</summary>
    public static bool IsLike(string typed) => typed.Length < 100 && typed.Count(char.IsAsciiLetterOrDigit) == Length;

    private static string NewCode() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(group => new string(group)));

    private static string HashOf(Guid userId, string code) =>
        OneTimeSecrets.HashOf($"{userId:D} {string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}");
}
