using LearningAccount.Law.Texts;

namespace LearningAccount.App.Api;

/// <summary>The sentences of the API's problems.</summary>
internal static class ApiTexts
{
    private const string Issue = "api.issue.";

    public static Catalogue Catalogue { get; } = Catalogue.Load(typeof(ApiTexts).Assembly, "Api/Texts/api.json");

    /// <summary>The code of an issue as programs read it.</summary>
    /// <param name="code">Of its sentence in the catalogue.</param>
    public static string IssueOf(string code) => code.StartsWith(Issue, StringComparison.Ordinal) ? code[Issue.Length..] : code;

    /// <summary>The codes of the sentences of all issues, in the catalogue.</summary>
    public static IEnumerable<string> Issues => Catalogue.Codes.Where(code => code.StartsWith(Issue, StringComparison.Ordinal));
}
