using System.Collections.Immutable;
using LearningAccount.App.Exports;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes lines of a staff list as they are read: what goes out comes back in the same.</summary>
internal static class StaffCells
{
    /// <summary>The columns of a staff list that this program writes, in their order.</summary>
    public static readonly ImmutableArray<ListColumn> Columns =
    [
        ListColumn.EnterpriseNumber,
        ListColumn.EmployerName,
        ListColumn.Ssin,
        ListColumn.FormerSsin,
        ListColumn.OwnReference,
        ListColumn.FamilyName,
        ListColumn.GivenNames,
        ListColumn.BirthDate,
        ListColumn.BirthPlace,
        ListColumn.Domicile,
        ListColumn.Language,
        ListColumn.Email,
        ListColumn.Sex,
        ListColumn.Site,
        ListColumn.Department,
        ListColumn.Start,
        ListColumn.End,
        ListColumn.EndReason,
        ListColumn.PaidInLieu,
        ListColumn.NoticeWorked,
        ListColumn.WeeklyHours,
        ListColumn.FullTimeHours,
        ListColumn.Regime,
        ListColumn.JointCommittee,
        ListColumn.Category,
        ListColumn.SuspensionKind,
        ListColumn.SuspensionFrom,
        ListColumn.SuspensionTo,
        ListColumn.SuspensionFraction,
    ];

    public static void Write(ITableWriter table, IEnumerable<StaffLine> lines, Language language)
    {
        table.Header([.. Columns.Select(column => Vocabulary.Shipped.Name(column, language))]);
        foreach (var line in lines)
        {
            table.Row(Cells(line, language));
        }
    }

    public static OutCell[] Cells(StaffLine line, Language language) => [.. Columns.Select(column => Of(line, column, language))];

    private static OutCell Of(StaffLine line, ListColumn column, Language language)
    {
        var (person, contract, suspension) = (line.Identity, line.Contract, line.Suspension);
        return column switch
        {
            ListColumn.EnterpriseNumber => OutCell.Of(line.Employer?.ToString()),
            ListColumn.EmployerName => OutCell.Of(line.EmployerName),
            ListColumn.Ssin => OutCell.Of(line.Ssin?.Written),
            ListColumn.FormerSsin => OutCell.Of(line.FormerSsin?.Written),
            ListColumn.Start => OutCell.Of(contract?.Start),
            ListColumn.End => OutCell.Of(contract?.End),
            ListColumn.EndReason => WordCells.Of(contract?.EndReason, language),
            ListColumn.PaidInLieu => WordCells.YesNo(contract?.PaidInLieu, language),
            ListColumn.NoticeWorked => WordCells.YesNo(contract?.NoticeWorked, language),
            ListColumn.WeeklyHours => OutCell.Of(contract?.Hours),
            ListColumn.FullTimeHours => OutCell.Of(contract?.FullTimeHours),
            ListColumn.Regime => OutCell.Of(contract?.Regime),
            ListColumn.JointCommittee => OutCell.Of(contract?.JointCommittee?.ToString()),
            ListColumn.Category => WordCells.Of(contract?.Category, language),
            ListColumn.SuspensionKind => WordCells.Of(suspension?.Kind, language),
            ListColumn.SuspensionFrom => OutCell.Of(suspension?.From),
            ListColumn.SuspensionTo => OutCell.Of(suspension?.To),
            ListColumn.SuspensionFraction => OutCell.Of(suspension?.Fraction),
            _ => WordCells.Person(person, column, language),
        };
    }
}
