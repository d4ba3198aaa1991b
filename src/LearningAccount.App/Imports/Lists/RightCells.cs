using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.App.Exports;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes lines of a list of rights as they are read: what goes out comes back in the same.</summary>
internal static class RightCells
{
    /// <summary>The columns of a list of rights, in their order.</summary>
    public static readonly ImmutableArray<ListColumn> Columns =
    [
        ListColumn.EnterpriseNumber,
        ListColumn.Ssin,
        ListColumn.OwnReference,
        ListColumn.FamilyName,
        ListColumn.GivenNames,
        ListColumn.Year,
        ListColumn.RightType,
        ListColumn.Unit,
        ListColumn.Credit,
        ListColumn.Used,
        ListColumn.Remaining,
        ListColumn.CarriedOver,
        ListColumn.CbaNumber,
        ListColumn.Computation,
        ListColumn.OptOut,
        ListColumn.SeenOn,
        ListColumn.Remark,
    ];

    public static void Write(ITableWriter table, IEnumerable<RightLine> lines, Language language)
    {
        table.Header([.. Columns.Select(column => Vocabulary.Shipped.Name(column, language))]);
        foreach (var line in lines)
        {
            table.Row([.. Columns.Select(column => Of(line, column, language))]);
        }
    }

    private static OutCell Of(RightLine line, ListColumn column, Language language) =>
        column switch
        {
            ListColumn.EnterpriseNumber => OutCell.Of(line.Employer?.ToString()),
            ListColumn.Ssin => OutCell.Of(line.Ssin?.Written),
            ListColumn.Year => OutCell.Of(line.Year?.ToString(CultureInfo.InvariantCulture)),
            ListColumn.RightType => WordCells.Of(line.Type, language),
            ListColumn.Unit => WordCells.Of<DurationUnit>(
                line.Unit is CounterUnit.Days ? DurationUnit.Days : DurationUnit.Hours,
                language
            ),
            ListColumn.Credit => OutCell.Of(line.Credit),
            ListColumn.Used => OutCell.Of(line.Used),
            ListColumn.Remaining => OutCell.Of(line.Remaining),
            ListColumn.CarriedOver => OutCell.Of(line.CarriedOver),
            ListColumn.CbaNumber => OutCell.Of(line.Agreement),
            ListColumn.Computation => WordCells.Of(line.Computation, language),
            ListColumn.OptOut => WordCells.YesNo(line.OptedOut, language),
            ListColumn.SeenOn => OutCell.Of(line.SeenOn),
            ListColumn.Remark => OutCell.Of(line.Remark),
            _ => WordCells.Person(line.Identity, column, language),
        };
}
