using LearningAccount.Law.Texts;

namespace LearningAccount.Law;

/// <summary>What is wrong with an agreement file or an official number, in four languages.</summary>
public static class LawTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(typeof(LawTexts).Assembly, "Texts/law-file.json", "Texts/numbers.json");

    public static string Of(Anomaly anomaly, Language language) =>
        Catalogue.Text(anomaly.Code, language, anomaly.ValuesIn(language));

    /// <summary>What is wrong with a number and what to do; it never holds the number.</summary>
    public static string Of(NumberFault fault, Language language) => Catalogue.Text(CodeOf(fault), language);

    /// <summary>The code of its text: <c>number.check</c>.</summary>
    public static string CodeOf(NumberFault fault) =>
        $"number.{char.ToLowerInvariant(fault.ToString()[0])}{fault.ToString()[1..]}";
}
