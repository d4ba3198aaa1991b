using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>
/// Facts are never overwritten or deleted: the only thing ever set on a version is the line that closed it. State that is of use
/// for a while (who is signed in) is no fact; its tables are named here. One room erases what its term is over (docs/decisions/0016):
/// there a fact may be deleted, and never overwritten but for the words of a line of the journal.
/// </summary>
public sealed partial class StatementTests
{
    [Fact]
    public void No_statement_overwrites_or_deletes_a_fact()
    {
        var wrong =
            from path in Project.Files(".cs", ".sql")
            where path.StartsWith("src/", StringComparison.Ordinal)
            from Match statement in Destroying().Matches(Project.Read(path))
            where !Closing().IsMatch(statement.Value) && !State().IsMatch(statement.Value) && !Erases(path, statement.Value)
            select $"{path}: {statement.Value.ReplaceLineEndings(" ")}";
        Faults.None(wrong);
    }

    [Theory]
    [InlineData("src/LearningAccount.Records/Privacy/EraseVersions.cs", "delete from {table.Name}", true)]
    [InlineData("src/LearningAccount.Records/Privacy/EraseVersions.cs", "update journal set actor", true)]
    [InlineData("src/LearningAccount.Records/Privacy/EraseVersions.cs", "update journal set hash", false)]
    [InlineData("src/LearningAccount.Records/Privacy/EraseVersions.cs", "update {table.Name} set title", false)]
    [InlineData("src/LearningAccount.Records/Privacy/EraseVersions.cs", "drop table training", false)]
    [InlineData("src/LearningAccount.Records/Trainings/EditTraining.cs", "delete from {table.Name}", false)]
    [InlineData("src/LearningAccount.App/Portal/Me/OwnFiles.cs", "delete from training", false)]
    public void Only_one_room_deletes_facts(string path, string statement, bool may) =>
        Assert.Equal(may, Erases(path, statement));

    private static bool Erases(string path, string statement) =>
        // A column that was added gets what it would have held: the order of lines that were there before.
        (path.EndsWith("-order-of-lines.sql", StringComparison.Ordinal) && statement is "update journal set position")
        || path.StartsWith("src/LearningAccount.Records/Privacy/", StringComparison.Ordinal)
            && (
                statement.StartsWith("delete from ", StringComparison.Ordinal)
                || string.Equals(statement, "update journal set actor", StringComparison.Ordinal)
            );

    [GeneratedRegex(
        @"\b(update\s+[\w{}.]+(\s+as\s+\w+)?\s+set\s+\w+|delete\s+from\s+\S+|truncate\s+\S+|drop\s+table\s+\S+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Destroying();

    [GeneratedRegex(
        @"^(update|delete\s+from)\s+(session|outbox|given_answer|provider_registration|import_task|import_task_content|document_run|mail_choice|duty_standing|duty_progress|duty_mail|calendar_feed|one_time_secret|passkey|user_password|recovery_code|outside_identity|guess|access_stamp|used_assertion|revoked_token|machine_use|token_key|webhook|webhook_delivery|enterprise|enterprise_name|enterprise_code|staged_\w+|\{table\})(\b|$)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex State();

    [GeneratedRegex(@"\sset\s+superseded$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Closing();
}
