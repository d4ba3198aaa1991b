using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>One row of a list, to be corrected without touching the file.</summary>
[Needs(Right.Import)]
public sealed class RowModel(ImportDesk desk, Frame frame, Words words, Visitor visitor) : FilePage(desk, frame, words, visitor)
{
    private readonly ImportDesk desk = desk;
    private readonly Visitor visitor = visitor;

    public int Number { get; private set; }
    public IReadOnlyList<string> Names { get; private set; } = [];
    public IReadOnlyList<string> Cells { get; private set; } = [];

    /// <summary>What was remarked on the row when the file was looked at.</summary>
    public IReadOnlyList<Anomaly> Remarks { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string token, int file, int row)
    {
        if (!Find(token, file, "import.correctRow") || !await ReadAsync(row))
        {
            return NotFound();
        }
        Remarks = (await ReportAsync())?.Rows.FirstOrDefault(each => each.Number == row)?.Remarks ?? [];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, int file, int row)
    {
        if (!Find(token, file, "import.correctRow") || !await ReadAsync(row))
        {
            return NotFound();
        }
        var said = ImmutableSortedDictionary.CreateBuilder<int, string>();
        for (var place = 0; place < Math.Max(Cells.Count, Names.Count); place++)
        {
            var text = Request.Form[ReadMapping.Field("cell", place)].ToString().Trim();
            if (text.Length <= ImportLimits.CellLength && !string.Equals(text, CellAt(place), StringComparison.Ordinal))
            {
                said[place] = text;
            }
        }
        return Answer(answers => answers with { Cells = Corrected(answers, row, said) }) ? LocalRedirect(Back) : NotFound();
    }

    public string CellAt(int place) => place < Cells.Count ? Cells[place] : "";

    private static ImmutableSortedDictionary<int, ImmutableSortedDictionary<int, string>> Corrected(
        FileAnswers answers,
        int row,
        ImmutableSortedDictionary<int, string>.Builder said
    )
    {
        var all = (answers.Cells.GetValueOrDefault(row) ?? ImmutableSortedDictionary<int, string>.Empty).SetItems(said);
        return all.IsEmpty ? answers.Cells : answers.Cells.SetItem(row, all);
    }

    private async Task<bool> ReadAsync(int row)
    {
        try
        {
            await using var file = Files.Open(Place);
            var options = await desk.OptionsOf(visitor, Files) with { Answers = Files.AnswersOf(Place) };
            using var list = ListFile.Open(file, options);
            if (list.Rows().FirstOrDefault(each => each.Number == row) is not { } found)
            {
                return false;
            }
            (Number, Names, Cells) = (row, list.HeaderNames(), [.. found.Cells.Select(cell => cell.Text)]);
            return true;
        }
        catch (FileRefusedException)
        {
            return false;
        }
    }
}
