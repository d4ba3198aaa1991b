namespace LearningAccount.Law.Texts;

/// <summary>The three national languages and English.</summary>
public enum Language
{
    Nl,
    Fr,
    De,
    En,
}

public static class Languages
{
    public static readonly Language[] All = [Language.Nl, Language.Fr, Language.De, Language.En];

    /// <summary><c>nl</c>, <c>fr</c>, <c>de</c> or <c>en</c>.</summary>
    public static string Code(this Language language) =>
        language switch
        {
            Language.Nl => "nl",
            Language.Fr => "fr",
            Language.De => "de",
            _ => "en",
        };

    /// <summary>Reads <c>nl</c> and also <c>nl-BE</c>, in any case.</summary>
    public static bool TryParse(string? text, out Language language)
    {
        var code = text?.Split('-', 2)[0].ToLowerInvariant();
        language = code switch
        {
            "nl" => Language.Nl,
            "fr" => Language.Fr,
            "de" => Language.De,
            _ => Language.En,
        };
        return code is "nl" or "fr" or "de" or "en";
    }
}
