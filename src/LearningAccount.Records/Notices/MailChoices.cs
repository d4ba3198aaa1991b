using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>The kinds of mail people do not want. In the portal they read all the same.</summary>
public sealed class MailChoices(Database database)
{
    /// <summary>What nobody is obliged to tell by a text of law, and may be declined.</summary>
    public static readonly ImmutableArray<MailKind> Declinable =
    [
        MailKind.TrainingRecorded,
        MailKind.DaysExpiring,
        MailKind.CorrectionAskedBack,
        MailKind.CorrectionAgreed,
        MailKind.CorrectionRefused,
        MailKind.CorrectionUnanswered,
        MailKind.CorrectionAsked,
        MailKind.DutyDigest,
    ];

    /// <summary>What a person declined.</summary>
    public async Task<ImmutableHashSet<MailKind>> Of(Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return (await Declined(connection, cancel, userId)).Select(one => one.Kind).ToImmutableHashSet();
    }

    public Task Decline(Guid userId, MailKind kind, CancellationToken cancel) =>
        Declinable.Contains(kind)
            ? database.WriteState(
                "insert into mail_choice (user_id, kind) values (@userId, @kind) on conflict do nothing",
                new { userId, kind = ColumnText.Of(kind) },
                cancel
            )
            : Task.CompletedTask;

    public Task Want(Guid userId, MailKind kind, CancellationToken cancel) =>
        database.WriteState(
            "delete from mail_choice where user_id = @userId and kind = @kind",
            new { userId, kind = ColumnText.Of(kind) },
            cancel
        );

    /// <param name="userId">Null: of everybody.</param>
    internal static async Task<HashSet<(Guid User, MailKind Kind)>> Declined(
        DbConnection connection,
        CancellationToken cancel,
        Guid? userId = null
    )
    {
        var rows = await connection.QueryAsync<Choice>(
            new(
                userId is null
                    ? "select user_id, kind from mail_choice"
                    : "select user_id, kind from mail_choice where user_id = @userId",
                new { userId },
                cancellationToken: cancel
            )
        );
        return [.. rows.Select(row => (row.UserId, row.Kind))];
    }

    private sealed record Choice
    {
        public required Guid UserId { get; init; }
        public required MailKind Kind { get; init; }
    }
}
