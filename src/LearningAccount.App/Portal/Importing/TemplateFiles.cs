using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Importing;

/// <summary>A list of each kind to start from, in the language of its reader.</summary>
internal static class TemplateFiles
{
    public static void MapTemplates(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/templates/{list:oneOf(staff|trainings|rights)}.{format:oneOf(csv|xlsx)}",
                (string list, string format, Words words) =>
                {
                    var kind = ListTemplate.KindOf(list);
                    var name = ListTemplate.Name(kind, words.Language);
                    using var file = new MemoryStream();
                    using (var table = TableWriters.Of(format, file, name, words.Language))
                    {
                        ListTemplate.Write(kind, table, words.Language);
                    }
                    return Results.File(file.ToArray(), TableWriters.ContentType(format), $"{name}.{format}");
                }
            )
            .Needs(Right.SignedIn);
}
