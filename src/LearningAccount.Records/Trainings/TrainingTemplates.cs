using System.Data.Common;
using System.Text.Json;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Trainings that come again, kept by name: what a form is filled in with.</summary>
public static class TrainingTemplates
{
    public const int NameLength = 80;
    private const int ContentLength = 10_000;

    /// <summary>By name.</summary>
    public static async Task<IReadOnlyList<TrainingTemplateVersion>> All(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    )
    {
        var all = await ReadVersions.Now(connection, Tables.TrainingTemplate, employerId, cancel);
        return [.. all.OrderBy(template => template.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    public static IReadOnlyDictionary<string, string> Fields(TrainingTemplateVersion template) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(template.Content)!;

    /// <summary>Keeps what is filled in under a name; what stood under it before is replaced.</summary>
    /// <exception cref="RefusedException">The name is missing or too long.</exception>
    public static async Task Save(
        Change change,
        Guid employerId,
        string name,
        IReadOnlyDictionary<string, string> fields,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "saveTrainingTemplate", cancel);
        var known = await ReadVersions.Now(change.Connection, Tables.TrainingTemplate, employerId, cancel);
        var before = known.Find(template => string.Equals(template.Name, name, StringComparison.OrdinalIgnoreCase));
        var template = new TrainingTemplateVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            TemplateId = before?.TemplateId ?? Guid.CreateVersion7(),
            Name = name,
            Content = JsonSerializer.Serialize(
                new SortedDictionary<string, string>(
                    fields.Where(field => field.Value.Length > 0).ToDictionary(StringComparer.Ordinal),
                    StringComparer.Ordinal
                )
            ),
        };
        var answers = await SayFacts.Do(
            change,
            Tables.TrainingTemplate,
            [template],
            known,
            one => one.TemplateId,
            one =>
                new FactChecks()
                    .Text("name", one.Name, NameLength, isRequired: true)
                    .Text("content", one.Content, ContentLength)
                    .Found,
            cancel
        );
        answers.OrThrow();
    }

    /// <exception cref="RefusedException"><c>template.unknown</c>.</exception>
    public static async Task Remove(Change change, Guid employerId, Guid templateId, CancellationToken cancel)
    {
        await change.Touch(employerId, "removeTrainingTemplate", cancel);
        var known = await ReadVersions.Now(change.Connection, Tables.TrainingTemplate, employerId, cancel);
        var template =
            known.Find(one => one.TemplateId == templateId) ?? throw new RefusedException("template.unknown", "template");
        await change.Supersede(Tables.TrainingTemplate, [template], cancel);
    }
}
