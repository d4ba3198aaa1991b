using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.App.Exports;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes lines of a training list as they are read: what goes out comes back in the same.</summary>
internal static class TrainingCells
{
    /// <summary>The columns most employers need, in their order.</summary>
    public static readonly ImmutableArray<ListColumn> Essential =
    [
        ListColumn.EnterpriseNumber,
        ListColumn.Ssin,
        ListColumn.OwnReference,
        ListColumn.FamilyName,
        ListColumn.GivenNames,
        ListColumn.Title,
        ListColumn.TrainingKind,
        ListColumn.TrainingStatus,
        ListColumn.TrainingStart,
        ListColumn.TrainingEnd,
        ListColumn.Duration,
        ListColumn.Unit,
        ListColumn.PerYear,
        ListColumn.Counts,
        ListColumn.LeaveScheme,
        ListColumn.OfferedAndRefused,
        ListColumn.Provider,
        ListColumn.Certificate,
        ListColumn.CertificateValidUntil,
        ListColumn.ExternalId,
    ];

    /// <summary>All columns a training list may have.</summary>
    public static readonly ImmutableArray<ListColumn> All =
    [
        .. Essential,
        ListColumn.ProviderNumber,
        ListColumn.Outcome,
        ListColumn.DeliveryMode,
        ListColumn.Field,
        ListColumn.Funding,
        ListColumn.FundedBy,
        ListColumn.DossierNumber,
        ListColumn.Cost,
        ListColumn.WageCost,
        ListColumn.FundContributions,
        ListColumn.SubsidyReceived,
        ListColumn.WorkingTime,
        ListColumn.IsInitial,
        ListColumn.TrainingLanguage,
        ListColumn.Remark,
    ];

    public static void Write(
        ITableWriter table,
        ImmutableArray<ListColumn> columns,
        IEnumerable<TrainingLine> lines,
        Language language
    )
    {
        table.Header([.. columns.Select(column => Vocabulary.Shipped.Name(column, language))]);
        foreach (var line in lines)
        {
            table.Row(Cells(line, columns, language));
        }
    }

    public static OutCell[] Cells(TrainingLine line, ImmutableArray<ListColumn> columns, Language language) =>
        [.. columns.Select(column => Of(line, column, language))];

    private static OutCell Of(TrainingLine line, ListColumn column, Language language) =>
        column switch
        {
            ListColumn.EnterpriseNumber => OutCell.Of(line.Employer?.ToString()),
            ListColumn.Ssin => OutCell.Of(line.Ssin?.Written),
            ListColumn.Title => OutCell.Of(line.Title),
            ListColumn.TrainingKind => WordCells.Of<Law.Facts.TrainingKind>(line.Kind, language),
            ListColumn.TrainingStatus => WordCells.Of<Law.Facts.TrainingStatus>(line.Status, language),
            ListColumn.TrainingStart => OutCell.Of(line.Start),
            ListColumn.TrainingEnd => OutCell.Of(line.End),
            ListColumn.Duration => Quantity(line),
            ListColumn.Unit => WordCells.Of<DurationUnit>(line.Hours is null ? DurationUnit.Days : DurationUnit.Hours, language),
            ListColumn.PerYear => PerYear(line, language),
            ListColumn.Counts => WordCells.YesNo(line.Counts, language),
            ListColumn.LeaveScheme => WordCells.Of(line.LeaveScheme, language),
            ListColumn.OfferedAndRefused => WordCells.YesNo(line.OfferedAndRefused ? true : null, language),
            ListColumn.Provider => OutCell.Of(line.Provider),
            ListColumn.ProviderNumber => OutCell.Of(line.ProviderNumber),
            ListColumn.Certificate => WordCells.YesNo(line.Certificate, language),
            ListColumn.CertificateValidUntil => OutCell.Of(line.CertificateValidUntil),
            ListColumn.ExternalId => OutCell.Of(line.ExternalId),
            ListColumn.Outcome => OutCell.Of(line.Outcome),
            ListColumn.DeliveryMode => OutCell.Of(line.DeliveryMode),
            ListColumn.Field => OutCell.Of(line.Field),
            ListColumn.Funding => OutCell.Of(line.Funding),
            ListColumn.FundedBy => WordCells.Of(line.FundedBy, language),
            ListColumn.DossierNumber => OutCell.Of(line.DossierNumber),
            ListColumn.Cost => OutCell.Of(line.Cost),
            ListColumn.WageCost => OutCell.Of(line.WageCost),
            ListColumn.FundContributions => OutCell.Of(line.FundContributions),
            ListColumn.SubsidyReceived => OutCell.Of(line.Subsidy),
            ListColumn.WorkingTime => WordCells.Of(line.WorkingTime, language),
            ListColumn.IsInitial => WordCells.YesNo(line.IsInitial, language),
            ListColumn.TrainingLanguage => OutCell.Of(line.Language),
            ListColumn.Remark => OutCell.Of(line.Remark),
            _ => WordCells.Person(line.Identity, column, language),
        };

    // 22/3 hours would be a day in March to a spreadsheet; 7:20 is the same and is understood.
    private static OutCell Quantity(TrainingLine line) =>
        line.Hours is { } hours && !(hours * 1000).IsWhole && (hours * 60).IsWhole
            ? OutCell.Of(Clock(hours))
            : OutCell.Of(line.Hours ?? line.Days);

    private static OutCell PerYear(TrainingLine line, Language language) =>
        OutCell.Of(string.Join("; ", line.PerYear.Select(part => $"{Year(part.Year)}: {Part(part.Quantity, line, language)}")));

    private static string Part(Fraction quantity, TrainingLine line, Language language) =>
        line.Hours is not null && !(quantity * 1000).IsWhole && (quantity * 60).IsWhole ? Clock(quantity)
        : language == Language.En ? quantity.ToDecimalText()
        : quantity.ToDecimalText().Replace('.', ',');

    private static string Clock(Fraction hours)
    {
        var whole = hours.Floor();
        return $"{whole}:{((hours - whole) * 60).ToString().PadLeft(2, '0')}";
    }

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
