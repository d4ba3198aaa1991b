using System.Collections.Immutable;
using LearningAccount.App.Documents;
using LearningAccount.App.Exports;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Privacy;

/// <summary>The record of processing activities as a document and as a table.</summary>
internal static class RegisterPaper
{
    public static Paper Of(ProcessingRegister register, Sender sender, string employer, DateOnly today, Words words) =>
        new()
        {
            Language = words.Language,
            Title = words["privacy.register"],
            Subtitle = words.Date(today),
            Head = sender.Head(words),
            Foot = words["privacy.register"],
            Blocks =
            [
                new PaperText(words["privacy.registerLead"], PaperVoice.Small),
                new PaperHeading(words["privacy.contact"]),
                new PaperFacts([.. Contact(register, employer, words)]),
                .. register.Activities.SelectMany(activity => Activity(activity, words)),
                new PaperHeading(words["privacy.roles"]),
                new PaperTable(
                    words["privacy.roles"],
                    [new(words["privacy.role"], 3), new(words["privacy.people"], IsNumber: true)],
                    [.. register.Roles.Select(role => Row(words[$"access.role.{role.Role}"], words.Number(role.People)))]
                ),
                new PaperHeading(words["privacy.recipients"]),
                new PaperList([.. register.Recipients.Select(Stress.Escaped)]),
                new PaperHeading(words["privacy.measures"]),
                new PaperList([.. register.Measures.Select(Stress.Escaped)]),
            ],
        };

    public static void Write(ProcessingRegister register, ITableWriter table, Words words)
    {
        table.Header([
            words["privacy.column.activity"],
            words["privacy.column.purpose"],
            words["privacy.column.basis"],
            words["privacy.column.subjects"],
            words["privacy.column.categories"],
            words["privacy.column.term"],
            words["privacy.column.tables"],
        ]);
        foreach (var activity in register.Activities)
        {
            table.Row([
                OutCell.Of(activity.Name),
                OutCell.Of(activity.Purpose),
                OutCell.Of(activity.Basis),
                OutCell.Of(activity.Subjects),
                OutCell.Of(activity.Categories),
                OutCell.Of(activity.Term),
                OutCell.Of(string.Join(", ", activity.Tables)),
            ]);
        }
    }

    /// <summary>Who answers for the data, as far as somebody said it.</summary>
    public static IEnumerable<PaperFact> Contact(ProcessingRegister register, string employer, Words words)
    {
        var contact = register.Contact;
        var none = words["privacy.notSaid"];
        yield return new(words["privacy.controller"], Stress.Escaped(Joined(employer, contact.ControllerContact)));
        yield return new(
            words["privacy.officer"],
            Stress.Escaped(Joined(contact.OfficerName, contact.OfficerContact) is { Length: > 0 } said ? said : none)
        );
        yield return new(
            words["privacy.processor"],
            Stress.Escaped(Joined(contact.ProcessorName, contact.ProcessorContact) is { Length: > 0 } by ? by : none)
        );
    }

    private static IEnumerable<PaperBlock> Activity(RegisterActivity activity, Words words) =>
        [
            new PaperHeading(activity.Name),
            new PaperFacts([
                new(words["privacy.column.purpose"], Stress.Escaped(activity.Purpose)),
                new(words["privacy.column.basis"], Stress.Escaped(activity.Basis)),
                new(words["privacy.column.subjects"], Stress.Escaped(activity.Subjects)),
                new(words["privacy.column.categories"], Stress.Escaped(activity.Categories)),
                new(words["privacy.column.term"], Stress.Escaped(activity.Term)),
                new(words["privacy.column.tables"], Stress.Escaped(string.Join(", ", activity.Tables))),
            ]),
        ];

    private static PaperRow Row(params ImmutableArray<string> cells) => new([.. cells.Select(Stress.Escaped)]);

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
