using LearningAccount.App.Exports;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Cells that both kinds of list write alike.</summary>
internal static class WordCells
{
    public static OutCell Of<T>(T? value, Language language)
        where T : struct, Enum => OutCell.Of(value is { } said ? Vocabulary.Shipped.Word(said, language) : null);

    public static OutCell YesNo(bool? value, Language language) =>
        OutCell.Of(value is { } said ? Vocabulary.Shipped.Word("yesNo", said ? "yes" : "no", language) : null);

    public static OutCell Person(SaidIdentity person, ListColumn column, Language language) =>
        column switch
        {
            ListColumn.OwnReference => OutCell.Of(person.OwnReference),
            ListColumn.FamilyName => OutCell.Of(person.FamilyName),
            ListColumn.GivenNames => OutCell.Of(person.GivenNames),
            ListColumn.BirthDate => OutCell.Of(person.BirthDate),
            ListColumn.BirthPlace => OutCell.Of(person.BirthPlace),
            ListColumn.Domicile => OutCell.Of(person.Domicile),
            ListColumn.Language => Of(person.Language, language),
            ListColumn.Email => OutCell.Of(person.Email),
            ListColumn.Sex => Of(person.Sex, language),
            ListColumn.Site => OutCell.Of(person.Site),
            ListColumn.Department => OutCell.Of(person.Department),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "No column of a person."),
        };
}
