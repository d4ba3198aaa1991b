using System.Globalization;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ListEmployers = LearningAccount.Records.Registry.ListEmployers;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What the columns of a list mean, the order of its dates, its units and its words: shown as it is guessed, and confirmed.</summary>
[Needs(Right.Import)]
public sealed class ColumnsModel(
    ImportDesk desk,
    Database database,
    Frame frame,
    Words words,
    Visitor visitor,
    TimeProvider clock
) : FilePage(desk, frame, words, visitor)
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

    /// <summary>What the columns chosen bring up and is asked now.</summary>
    public IReadOnlyList<ListQuestion> Open { get; private set; } = [];

    /// <summary>The employer the list is of, where only one can be meant whose files the person brings in.</summary>
    public EmployerHead? Employer { get; private set; }

    /// <summary>The name to keep the answers under, and for whom.</summary>
    public (string Name, KeptFor For) Keeping { get; private set; } = ("", KeptFor.Me);

    /// <summary>For whom the person may keep them.</summary>
    public IReadOnlyList<KeptFor> KeepersOffered =>
        [
            KeptFor.Me,
            .. Employer is null ? Array.Empty<KeptFor>() : [KeptFor.Employer],
            .. visitor.May(Right.Operate, null, clock.GetUtcNow()) ? [KeptFor.Everybody] : Array.Empty<KeptFor>(),
        ];

    public async Task<IActionResult> OnGetAsync(string token, int file, CancellationToken stop)
    {
        if (!Find(token, file, "import.columns"))
        {
            return NotFound();
        }
        if (!await LookAsync(Files.AnswersOf(Place)))
        {
            return Redirect(Back);
        }
        Employer = await EmployerAsync(stop);
        if (Seen.Mapping?.Kept is { } kept)
        {
            var keeper =
                kept.OwnerId is not null ? KeptFor.Me
                : kept.EmployerId == SayListMapping.Everywhere ? KeptFor.Everybody
                : KeptFor.Employer;
            Keeping = (kept.Name, KeepersOffered.Contains(keeper) ? keeper : KeptFor.Me);
        }
        return Page();
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
        var asked = Seen;
        var (list, hasNoNames) = ReadMapping.Shape(Request.Form, asked);
        var isAnother = list != (answers.Mapping?.List ?? asked.List) || hasNoNames != asked.HasNoNames;
        if (
            isAnother
            && !await LookAsync(
                answers with
                {
                    Mapping = new() { List = list, HasNoNames = hasNoNames },
                }
            )
        )
        {
            return Redirect(Back);
        }
        var said = ReadMapping.Of(Request.Form, Seen);
        var changed = answers with { Mapping = said };
        // Kept also while something is open: the next form asks on from here.
        if (!Answer(_ => changed))
        {
            return NotFound();
        }
        if (!await LookAsync(changed))
        {
            return Redirect(Back);
        }
        Mapping = said with { MonthFirst = Mapping.MonthFirst, Unit = Mapping.Unit, GivenNamesFirst = Mapping.GivenNamesFirst };
        Employer = await EmployerAsync(stop);
        Keeping = (Request.Form["name"].ToString().Trim(), KeptForAsked());
        if (isAnother)
        {
            // Other columns are to be chosen from now.
            return Page();
        }
        if (Wrong(said) is { Count: > 0 } wrong)
        {
            return Refused("columns", wrong);
        }
        Open = [.. ListQuestions.Raised(asked, Seen)];
        if (Open.Count > 0)
        {
            return Page();
        }
        try
        {
            await KeepAsync(said, stop);
        }
        catch (RefusedException refused)
        {
            return Refused("name", [RecordTexts.Of(refused.Anomaly, words.Language)]);
        }
        return LocalRedirect(Back);
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
            Seen = InspectList.Do(file, await desk.OptionsOf(visitor, Files) with { Answers = answers });
            Mapping = SuggestMapping.Of(Seen);
            return true;
        }
        catch (FileRefusedException)
        {
            return false;
        }
    }

    /// <summary>What keeps a list from being read as it was said: columns that it needs, or that stand twice.</summary>
    private List<string> Wrong(ListMapping said) =>
        [
            .. ListHeader
                .Missing(said.List, said.Columns.Values.OfType<ListColumn>().Concat(said.Always.Keys).ToHashSet(), said)
                .Select(missing => new Anomaly($"column.missing.{missing}", Severity.Error, ""))
                .Concat(
                    Seen.Columns.Where(column => said.Columns.GetValueOrDefault(column.Key) is not null)
                        .GroupBy(column => said.Columns[column.Key])
                        .Where(same => same.Count() > 1)
                        .Select(same => new Anomaly("column.twice", Severity.Error, "")
                        {
                            Values = [("first", same.First().Name), ("second", same.Last().Name)],
                        })
                )
                .Select(fault => ImportTexts.Of(fault, words.Language)),
        ];

    private PageResult Refused(string field, IEnumerable<string> why)
    {
        foreach (var each in why)
        {
            ModelState.AddModelError(field, each);
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The one said with the upload, else the only one the list names, else the only one there is.</summary>
    private async Task<EmployerHead?> EmployerAsync(CancellationToken stop)
    {
        var mine = AccessRules.Employers(visitor, Right.Import, clock.GetUtcNow());
        await using var connection = await database.Connect(stop);
        var named = Seen.Columns.FirstOrDefault(column => column.Guess is ListColumn.EnterpriseNumber)?.Samples;
        var found =
            Files.Employer is { } said ? (await FindEmployer.ByText(connection, said, stop))?.EmployerId
            : named is [var only] ? (await FindEmployer.ByText(connection, only, stop))?.EmployerId
            : named is null && mine.Count == 1 ? mine.Single()
            : null;
        return found is { } id && mine.Contains(id)
            ? (await ListEmployers.All(connection, stop))
                .Where(each => each.EmployerId == id)
                .Select(each => EmployerNames.Head(each, words))
                .FirstOrDefault()
            : null;
    }

    private KeptFor KeptForAsked() =>
        Enum.TryParse<KeptFor>(Request.Form["whom"], out var asked) && Enum.IsDefined(asked) ? asked : KeptFor.Me;

    private async Task KeepAsync(ListMapping mapping, CancellationToken stop)
    {
        if (Keeping.Name.Length == 0)
        {
            return;
        }
        var keeper = KeepersOffered.Contains(Keeping.For) ? Keeping.For : KeptFor.Me;
        var said = new ListMappingVersion
        {
            EmployerId = keeper is KeptFor.Employer ? Employer!.Id : SayListMapping.Everywhere,
            Origin = FactVersion.ByHand,
            MappingId = Guid.CreateVersion7(),
            OwnerId = keeper is KeptFor.Me ? visitor.UserId : null,
            Name = Keeping.Name,
            List = ColumnText.Of(mapping.List),
            Content = mapping.ToJson(),
        };
        await Change.Make(database, visitor.Author(), change => SayListMapping.Do(change, said, stop), stop);
    }
}
