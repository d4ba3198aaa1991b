using System.Collections.Frozen;
using LearningAccount.App.Imports;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Anomalies;

namespace LearningAccount.App.Api.Reference;

/// <summary>A code with its words.</summary>
internal sealed record ReferenceCode(string Code, Func<Language, string> Label)
{
    /// <summary>What it is about; null: its label says it.</summary>
    public Func<Language, string>? About { get; init; }
    public Severity? Severity { get; init; }

    /// <summary>Of a setting: the value that holds where nothing is said.</summary>
    public string? Default { get; init; }

    /// <summary>Of a setting: its values.</summary>
    public IReadOnlyList<(string Value, Func<Language, string> Label)> Values { get; init; } = [];
    public SectorKnowledge? Knowledge { get; init; }
    public IReadOnlyList<(SectorValue Value, bool IsConfirmed)> Agreements { get; init; } = [];
}

/// <summary>The lists of codes that the contract uses. Their words are those of pages and papers.</summary>
internal static class CodeLists
{
    /// <summary>The list that follows the law kept here.</summary>
    public const string JointCommittees = "jointCommittees";

    private static readonly FrozenDictionary<string, Func<IReadOnlyList<ReferenceCode>>> Fixed = new Dictionary<
        string,
        Func<IReadOnlyList<ReferenceCode>>
    >(StringComparer.Ordinal)
    {
        ["sizeClasses"] = () => Named<SizeClass>("size.class."),
        ["workerCategories"] = () => Named<WorkerCategory>("employment.category."),
        ["endReasons"] = () =>
            [.. Enum.GetValues<EndReason>().Select(code => Reason(CodeText.Of(code), $"word.endReason.{CodeText.Of(code)}"))],
        ["suspensionKinds"] = () => Named<SuspensionKind>("employment.leave."),
        ["trainingKinds"] = () => Named<TrainingKind>("training.kind."),
        ["trainingStatuses"] = () => Named<TrainingStatus>("training.status."),
        ["leaveSchemes"] = () => Named<LeaveScheme>("register.leave."),
        ["agreementWorkers"] = () =>
            [.. Enum.GetValues<SchemeWorker>().Select(code => Word(CodeText.Of(code), $"rights.worker.{CodeText.Of(code)}"))],
        ["settings"] = () => [.. DisputedPoints.All.Select(Setting)],
        ["checks"] = () =>
            [
                .. Checks.Codes.Select(code =>
                    Word(code, $"check.{code}.tag") with
                    {
                        About = Words.Has($"check.{code}.todo") ? language => Words.In(language)[$"check.{code}.todo"] : null,
                        Severity = Checks.SeverityOf(code),
                    }
                ),
            ],
        ["accountAnomalies"] = () =>
            [
                .. ReasonTexts
                    .Catalogue.Codes.Where(code => code.StartsWith("anomaly.", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .Select(code => OfCatalogue(code["anomaly.".Length..], code, ReasonTexts.Catalogue)),
            ],
        ["issueCodes"] = () =>
            [
                .. Issues(RecordTexts.Catalogue)
                    .Concat(Issues(LawTexts.Catalogue))
                    .Concat(Issues(ImportTexts.Catalogue))
                    .Concat(OfCases())
                    .Concat(ApiTexts.Issues.Select(code => OfCatalogue(ApiTexts.IssueOf(code), code, ApiTexts.Catalogue)))
                    .OrderBy(code => code.Code, StringComparer.Ordinal),
            ],
        ["scopes"] = () => [.. ApiScopes.All.Select(Scope)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. Fixed.Keys.Append(JointCommittees).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<ReferenceCode> Of(string name) => Fixed[name]();

    /// <summary>The committees of which an agreement is known, or that they have none.</summary>
    public static IReadOnlyList<ReferenceCode> CommitteesOf(LawBook law) =>
        [
            .. law
                .Schemes.Select(value => (Value: value, IsConfirmed: true))
                .Concat(law.Proposals.Select(value => (Value: value, IsConfirmed: false)))
                .GroupBy(one => one.Value.Row.JointCommittee)
                .OrderBy(committee => committee.Key.Digits, StringComparer.Ordinal)
                .Select(committee =>
                {
                    var knowledge = law.KnowledgeOf(committee.Key);
                    return Word(committee.Key.ToString(), $"rights.knowledge.{knowledge}") with
                    {
                        Knowledge = knowledge,
                        Agreements = [.. committee.OrderBy(one => one.Value.Row.From)],
                    };
                }),
        ];

    private static ReferenceCode Word(string code, string words) => new(code, language => Words.In(language)[words]);

    private static ReferenceCode Reason(string code, string words) =>
        new(code, language => ReasonTexts.Catalogue.Text(words, language));

    private static IReadOnlyList<ReferenceCode> Named<T>(string words)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(code => Word(CodeText.Of(code), $"{words}{code}"))];

    private static ReferenceCode Setting(DisputedPoint point) =>
        Word(point.Name, $"settings.{point.Name}") with
        {
            About = language => Words.In(language)[$"settings.{point.Name}.about"],
            Default = DisputedPoint.Key(point.Default),
            Values =
            [
                .. point.Answers.Select(answer =>
                    (DisputedPoint.Key(answer), (Func<Language, string>)(language => point.WordsOf(answer, Words.In(language))))
                ),
            ],
        };

    private static ReferenceCode Scope(string scope)
    {
        var words = $"scope.{scope[ApiScopes.Prefix.Length..].Replace(':', '.')}";
        return new(scope, language => RecordTexts.Catalogue.Text(words, language));
    }

    private static IEnumerable<ReferenceCode> Issues(Catalogue catalogue) =>
        catalogue
            .Codes.Where(code =>
                !code.StartsWith("said.", StringComparison.Ordinal) && !code.StartsWith("scope.", StringComparison.Ordinal)
            )
            .Select(code => OfCatalogue(code, code, catalogue));

    // What cannot be read in a case file.
    private static IEnumerable<ReferenceCode> OfCases() =>
        ReasonTexts
            .Catalogue.Codes.Where(code => code.StartsWith("case.", StringComparison.Ordinal))
            .Select(code => OfCatalogue(code, code, ReasonTexts.Catalogue));

    // What stands in its places is told with each problem.
    private static ReferenceCode OfCatalogue(string code, string words, Catalogue catalogue)
    {
        var places = catalogue.PlacesOf(words).Select(place => (place, $"{{{place}}}")).ToArray();
        return new(code, language => catalogue.Text(words, language, places));
    }
}
