using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ListEmployers = LearningAccount.Records.Registry.ListEmployers;

namespace LearningAccount.App.Portal.Importing;

/// <summary>A description of lists as pages show it.</summary>
/// <param name="ForWhom">Who has it, in words.</param>
/// <param name="MayChange">The person may rename and forget it.</param>
public sealed record MappingLine(NamedMapping Known, string ForWhom, bool MayChange)
{
    /// <summary>The day it was first kept; null: it comes with the program.</summary>
    public DateOnly? Since => Known.Kept is { } kept ? BelgianDay.OfId(kept.MappingId) : null;
}

/// <summary>What the pages share about how lists of other programs are understood.</summary>
public abstract class MappingPage(Database database, Frame frame, Words words, Visitor visitor, TimeProvider clock) : PageModel
{
    /// <summary>Those the person's lists are understood by, the own ones and those of its employers first.</summary>
    public IReadOnlyList<MappingLine> Lines { get; private set; } = [];

    protected async Task ReadAsync(CancellationToken stop)
    {
        frame.Title = words["mappings.title"];
        frame.Section = Section.Imports;
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
        var now = clock.GetUtcNow();
        await using var connection = await database.Connect(stop);
        var mine = AccessRules.Employers(visitor, Right.Import, now);
        var kept = await SayListMapping.All(connection, [.. mine], visitor.UserId, stop);
        var employers = (await ListEmployers.All(connection, stop)).ToDictionary(each => each.EmployerId);
        Lines =
        [
            .. KnownMappings
                .Of(kept)
                .Select(each => new MappingLine(
                    each,
                    ForWhom(each.Kept),
                    each.Kept is not null && AccessRules.MayChange(visitor, each.Kept, now)
                )),
        ];

        string ForWhom(ListMappingVersion? version) =>
            version is null ? words["mappings.shipped"]
            : version.OwnerId is not null ? words["import.keepFor.Me"]
            : employers.TryGetValue(version.EmployerId, out var employer)
                ? words.Of("import.keepFor.Employer", ("name", EmployerNames.Head(employer, words).Name))
            : words["import.keepFor.Everybody"];
    }
}
