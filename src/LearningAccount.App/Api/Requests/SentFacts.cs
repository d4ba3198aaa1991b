using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.Law;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Api.Requests;

/// <summary>Values of a body that have a check of their own, and what the checks of facts say of them.</summary>
internal static class SentFacts
{
    /// <summary>A national number; null: none was sent.</summary>
    /// <exception cref="ProblemException">400: it is none. The number is not told again.</exception>
    public static Ssin? SsinOf(this JsonElement body, string name, DateOnly today) =>
        body.TextOf(name) is { } digits ? ReadSsin(digits, name, today) : null;

    /// <param name="at">Its place in the body.</param>
    /// <exception cref="ProblemException">400: it is none.</exception>
    public static Ssin ReadSsin(string digits, string at, DateOnly today) =>
        Ssin.TryParseDigits(digits, today, out var number, out var why)
            ? number
            : throw new ProblemException(Problem.BadRequest([Fault(at, why)]));

    /// <summary>A joint committee; null: none was sent.</summary>
    /// <exception cref="ProblemException">400: there is none of this number.</exception>
    public static JointCommittee? CommitteeOf(this JsonElement body, string name) =>
        body.TextOf(name) is not { } written ? null
        : JointCommittee.TryParse(written, out var committee) ? committee
        : throw Wrong(name, "noCommittee", written);

    /// <summary>What is wrong with an official number.</summary>
    public static InputIssue Fault(string at, NumberFault why) =>
        InputIssue.Of(at, LawTexts.CodeOf(why), language => LawTexts.Of(why, language));

    /// <summary>Something that cannot be, by the code of its sentence behind <c>api.issue.</c>.</summary>
    public static ProblemException Wrong(string at, string code, string? value = null) =>
        new(Problem.BadRequest([new(InputIssue.InvalidInput, InputPlace.Body, at, value, $"api.issue.{code}")]));

    /// <summary>The place in the body of what the check of a fact from a day to a day calls so, or what it says of anything else.</summary>
    /// <param name="fact">What that check calls the fact as a whole.</param>
    public static string DayAt(string at, string fact) =>
        at == fact ? "endDate"
        : at is "from" ? "startDate"
        : at;

    /// <summary>What became of the last fact, where none was refused.</summary>
    /// <param name="placeOf">Where in the body stands what a check calls otherwise; null: it is called alike.</param>
    /// <exception cref="ProblemException">400, with every fault at its place.</exception>
    public static Said OrProblem(this IReadOnlyList<SaidAnswer> answers, Func<string, string>? placeOf = null)
    {
        var faults = answers
            .Where(answer => answer.Outcome is Said.Refused)
            .SelectMany(answer => answer.Anomalies.Where(anomaly => anomaly.Severity is Severity.Error))
            .Select(anomaly => InputIssue.Of(anomaly with { At = placeOf?.Invoke(anomaly.At) ?? anomaly.At }))
            .Take(SchemaCheck.MostIssues)
            .ToList();
        return faults.Count > 0 ? throw new ProblemException(Problem.BadRequest(faults))
            : answers.Count > 0 ? answers[^1].Outcome
            : Said.Unchanged;
    }
}
