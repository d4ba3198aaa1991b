using System.Globalization;

namespace LearningAccount.App.Wording;

/// <summary>
/// Names as people look for them: without regard to case, accents beside their letter, numbers by what they count (<c>2</c>
/// before <c>10</c>). Dutch, French, German and English order names alike, so that one order serves all readers.
/// </summary>
public static class NameOrder
{
    public const CompareOptions Options = CompareOptions.IgnoreCase | CompareOptions.NumericOrdering;

    public static CompareInfo Rules => CultureInfo.InvariantCulture.CompareInfo;

    public static StringComparer Comparer { get; } = StringComparer.Create(CultureInfo.InvariantCulture, Options);
}
