using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Law;
using LearningAccount.Records.Trainings;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Api.Registrations;

/// <summary>Reads a registration that a provider sends, which the contract has been checked against.</summary>
/// <param name="below">Its place in the body, with a dot: <c>items[3].</c>.</param>
internal sealed class ReadSent(DateOnly today, string below = "")
{
    private readonly List<InputIssue> issues = [];
    private readonly ReadWords words = new(today, below);

    /// <summary>What a schema cannot tell. It is the same whether or not the worker or the employer is known here.</summary>
    public IReadOnlyList<InputIssue> Issues => issues;

    /// <summary>Null: see <see cref="Issues"/>.</summary>
    public SentRegistration? Read(JsonElement sent)
    {
        var said = words.Read(sent);
        issues.AddRange(words.Issues);
        issues.AddRange(words.At(SayTrainings.Check(said).Where(anomaly => anomaly.Severity is Severity.Error)));
        if (!Ssin.TryParseDigits(sent.TextOf("ssin"), today, out var ssin, out var noPerson))
        {
            issues.Add(SentFacts.Fault($"{below}ssin", noPerson));
        }
        var employer = sent.TextOf("employerNumber")!;
        // As in addresses: ten digits from 0 or 1 are an enterprise number.
        if (employer.Length == 10 && employer[0] is '0' or '1')
        {
            if (!EnterpriseNumber.TryParse(employer, out _, out var noEnterprise))
            {
                issues.Add(SentFacts.Fault($"{below}employerNumber", noEnterprise));
            }
        }
        else if (!NssoNumber.TryParse(employer, out _, out var noEmployer))
        {
            issues.Add(SentFacts.Fault($"{below}employerNumber", noEmployer));
        }
        return issues.Count > 0 ? null : new(said.ExternalId, ssin, employer, said);
    }
}
