using System.Globalization;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What the columns of a list mean, the order of its dates, its units and its words: shown as it is guessed, and confirmed.</summary>
[Needs(Right.Import)]
public sealed class ColumnsModel(ImportDesk desk, Database database, Frame frame, Words words, Visitor visitor)
    : FilePage(desk, frame, words, visitor)
{
    /// <summary>What can be true of every row of a list that has no column for it.</summary>
    public static readonly ListColumn[] OfEveryRow =
    [
        ListColumn.Title,
        ListColumn.TrainingKind,
        ListColumn.Provider,
        ListColumn.Duration,
    ];
    private readonly ImportDesk desk = desk;
    private readonly Words words = words;
    private readonly Visitor visitor = visitor;

    internal Inspection Seen { get; private set; } = null!;
    public ListMapping Mapping { get; private set; } = null!;
    public string? Wrong { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, int file)
    {
        if (!Find(token, file, "import.columns"))
        {
            return NotFound();
        }
        return await LookAsync(Files.AnswersOf(Place)) ? Page() : Redirect(Back);
    }

    public async Task<IActionResult> OnPostAsync(string token, int file, CancellationToken stop)
    {
        if (!Find(token, file, "import.columns"))
        {
            return NotFound();
        }
        var answers = Files.AnswersOf(Place);
        if (!await LookAsync(answers))
        {
            return Redirect(Back);
        }
        var said = ReadMapping.Of(Request.Form, Seen);
        var changed = answers with { Mapping = said };
        var isAnotherKind = said.List != Seen.List;
        if (!await LookAsync(changed))
        {
            return Redirect(Back);
        }
        Mapping = said;
        var missing = ListHeader
            .Missing(said.List, said.Columns.Values.OfType<ListColumn>().Concat(said.Always.Keys).ToHashSet(), said)
            .ToList();
        if (isAnotherKind)
        {
            // Other columns are to be chosen from now.
            return Page();
        }
        if (missing.Count > 0)
        {
            foreach (var each in missing)
            {
                ModelState.AddModelError(
                    "columns",
                    ImportTexts.Of(new($"column.missing.{each}", Severity.Error, ""), words.Language)
                );
            }
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        if (Request.Form["name"].ToString().Trim() is { Length: > 0 } name)
        {
            await KeepAsync(name, said, stop);
        }
        return Answer(_ => changed) ? LocalRedirect(Back) : NotFound();
    }

    /// <summary>The columns a list of this kind can have, by their names in the reader's language.</summary>
    public IEnumerable<(ListColumn Column, string Name)> Choices(FileKind list) =>
        Vocabulary
            .Shipped.Columns.Where(column => column.Value.Lists.Contains(list))
            .Select(column => (column.Key, Vocabulary.Shipped.Name(column.Key, words.Language)))
            .OrderBy(column => column.Item2, StringComparer.Create(words.Culture, CompareOptions.IgnoreCase));

    /// <summary>The values a word can stand for, each by its code.</summary>
    public IEnumerable<(string Code, string Name)> Meanings(string set) => Vocabulary.Shipped.Codes(set, words.Language);

    private async Task<bool> LookAsync(FileAnswers answers)
    {
        try
        {
            await using var file = Files.Open(Place);
            Seen = InspectList.Do(file, await desk.OptionsOf(visitor) with { Answers = answers });
            Mapping = SuggestMapping.Of(Seen);
            return true;
        }
        catch (FileRefusedException)
        {
            return false;
        }
    }

    private async Task KeepAsync(string name, ListMapping mapping, CancellationToken stop)
    {
        var said = new ListMappingVersion
        {
            EmployerId = SayListMapping.Everywhere,
            Origin = FactVersion.ByHand,
            MappingId = Guid.CreateVersion7(),
            OwnerId = visitor.UserId,
            Name = name.Length <= SayListMapping.NameLength ? name : name[..SayListMapping.NameLength],
            List = ColumnText.Of(mapping.List),
            Content = mapping.ToJson(),
        };
        await Change.Make(database, visitor.Author(), change => SayListMapping.Do(change, said, stop), stop);
    }
}
