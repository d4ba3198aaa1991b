using LearningAccount.App.Imports.Lists;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>
/// Brings in a file that was sent, by what its sender may do now. Begun again after it was broken off at any moment it does nothing
/// twice: the import has the id of the task.
/// </summary>
public sealed class RunImportTask(Database database, ImportTasks tasks, FindVisitor visitors)
{
    /// <summary>The sender may not bring in files any more.</summary>
    public const string NoAccess = "notYourEmployer";

    public async Task Do(ImportTask task, CancellationToken cancel)
    {
        if (await visitors.Of(task.UserId, cancel) is not { } visitor || AuthorOf(task, visitor) is not { } author)
        {
            await tasks.End(task, NoAccess, null, cancel);
            return;
        }
        if (await AnswerOfImport(task, cancel) is { } done)
        {
            // Whoever did it was stopped before it could say so.
            await tasks.End(task, null, done, cancel);
            return;
        }
        try
        {
            var request = new ImportRequest(
                await tasks.Open(task, cancel),
                task.FileName,
                await OptionsOf(task, visitor, cancel),
                task.IsRehearsal
            );
            var report = await new ImportFile(database).Do(request, author, null, cancel);
            var kept = task.IsRehearsal ? null : await AnswerOfImport(task, cancel);
            await tasks.End(task, null, ImportAnswerOf.Of(report, kept is not null), cancel);
        }
        catch (FileRefusedException refused)
        {
            await tasks.End(task, refused.Anomaly.Code, null, cancel);
        }
        catch (RefusedException refused)
        {
            await tasks.End(task, refused.Anomaly.Code, null, cancel);
        }
    }

    private Author? AuthorOf(ImportTask task, Visitor visitor)
    {
        var author = visitor.Author(Right.Import, database.Clock.GetUtcNow());
        if (task.EmployerId is not { } one)
        {
            return author.Reach is { Employers.Count: > 0 } or { MayAdd: true } ? author : null;
        }
        return author.Reach?.Employers.Contains(one) is true
            ? author with
            {
                Reach = new(new HashSet<Guid> { one }, MayAdd: false),
            }
            : null;
    }

    private async Task<ImportOptions> OptionsOf(ImportTask task, Visitor visitor, CancellationToken cancel)
    {
        var employers = AccessRules.Employers(visitor, Right.Import, database.Clock.GetUtcNow());
        await using var connection = await database.Connect(cancel);
        var known = task.EmployerId is { } one ? employers.Where(each => each == one).ToHashSet() : employers;
        var kept = await SayListMapping.All(connection, [.. known], visitor.UserId, cancel);
        return new()
        {
            ImportId = task.TaskId,
            Employer = task.EmployerNumber,
            Mappings = KnownMappings.Of(kept),
        };
    }

    // What the journals have of it.
    private async Task<ImportAnswerOf?> AnswerOfImport(ImportTask task, CancellationToken cancel) =>
        await new ListImports(database).Find(task.TaskId, null, cancel) is { } import
            ? new()
            {
                Kind = import.Kind,
                ImportId = import.ImportId,
                Rows = import.Counts,
            }
            : null;
}
