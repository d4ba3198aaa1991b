using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;

namespace LearningAccount.App.Api.Contract;

/// <summary>Where an input stands (belgif <c>InputValidationIssue</c>, <c>in</c>).</summary>
internal enum InputPlace
{
    Body,
    Header,
    Path,
    Query,
}

/// <summary>What is wrong with one input.</summary>
/// <param name="Type">The last part of the issue's URN: <c>schemaViolation</c>, <c>unknownInput</c>, …</param>
/// <param name="Name">The property's path in the body, such as <c>items[0].ssin</c>, or the name of a parameter.</param>
/// <param name="Value">As it was sent; null: nothing was, or it is of no use or too personal to say again.</param>
/// <param name="Code">Of the sentence that says what is wrong, in the texts of the API.</param>
internal sealed record InputIssue(string Type, InputPlace In, string Name, string? Value, string Code)
{
    public const string SchemaViolation = "schemaViolation";
    public const string UnknownInput = "unknownInput";
    public const string InvalidInput = "invalidInput";
    public const string ReferencedResourceNotFound = "referencedResourceNotFound";

    public IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>What other checks than those of the contract found, told instead of <see cref="Code"/>'s sentence; their code beside it.</summary>
    public (string Code, Func<Language, string> Sentence)? Found { get; init; }

    /// <summary>What is wrong, as programs read it: by the list <c>issueCodes</c>.</summary>
    public string ToldCode => Found?.Code ?? ApiTexts.IssueOf(Code);

    /// <summary>What a fact cannot be, at a place of the body.</summary>
    /// <param name="below">Of the item it is said of, with a dot: <c>items[3].</c>.</param>
    public static InputIssue Of(Anomaly found, string below = "") =>
        Of(below + found.At, found.Code, language => RecordTexts.Of(found, language));

    /// <param name="name">The path in the body.</param>
    public static InputIssue Of(string name, string code, Func<Language, string> sentence) =>
        new(InvalidInput, InputPlace.Body, name, null, "") { Found = (code, sentence) };
}
