using System.Text.Json;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Corrections;

/// <summary>One thing a request would change: its name, what is known of it, what it should be.</summary>
/// <param name="Code">That of its name, after <c>correction.field.</c>.</param>
/// <param name="Known">Null: nothing, or it is decided already.</param>
public sealed record ProposalRow(string Code, string? Known, string Proposed)
{
    /// <summary>Empty where words alone were said, or what was proposed cannot be read.</summary>
    public static IReadOnlyList<ProposalRow> Of(CorrectionRequestVersion request, WorkerSnapshot worker, Words words)
    {
        if (request.Proposal is not { } proposal)
        {
            return [];
        }
        var isOpen = CorrectionRules.IsOpen(request.Step);
        try
        {
            return request.Subject switch
            {
                CorrectionSubject.Training => Rows(
                    worker.Trainings.FirstOrDefault(known => known.TrainingId == request.AboutId),
                    Fields.Training
                ),
                CorrectionSubject.Employment => Rows(ContractOf(worker, request.AboutId), Fields.Contract),
                CorrectionSubject.Identity => Rows(worker.Identity, Fields.Identity),
                _ => Rows(null, Fields.Adjustment),
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            return [];
        }

        IReadOnlyList<ProposalRow> Rows<T>(T? known, (string Code, Func<T, Words, string?> Of)[] fields)
            where T : FactVersion
        {
            var proposed = CorrectionProposal.On(known, proposal);
            // What is decided is in the facts already: then what was proposed is all there is to show.
            var named = isOpen
                ? null
                : JsonDocument
                    .Parse(proposal)
                    .RootElement.EnumerateObject()
                    .Select(one => one.Name)
                    .ToHashSet(StringComparer.Ordinal);
            return
            [
                .. from field in fields
                let before = known is null || !isOpen ? null : field.Of(known, words)
                let after = field.Of(proposed, words)
                where
                    isOpen
                        ? !string.Equals(before, after, StringComparison.Ordinal)
                        : after is not null && Fields.Said(field.Code, named!)
                select new ProposalRow(field.Code, before, after ?? words["correction.nothing"]),
            ];
        }
    }

    /// <summary>The contract a part of an employment follows from, where it was said by a list or by hand.</summary>
    public static ContractVersion? ContractOf(WorkerSnapshot worker, Guid? contract) =>
        worker
            .Employments.Employments.SelectMany(employment => employment.Parts)
            .Select(part => part.Source)
            .OfType<ContractVersion>()
            .FirstOrDefault(known => known.ContractId == contract);

    private static class Fields
    {
        public static readonly (string, Func<TrainingVersion, Words, string?>)[] Training =
        [
            ("title", (one, _) => one.Title),
            ("start", (one, words) => words.Date(one.StartOn)),
            ("end", (one, words) => words.Date(one.EndOn)),
            ("duration", (one, words) => Duration(one.Hours, one.Days, words)),
            ("kind", (one, words) => words[$"training.kind.{one.Kind}"]),
            ("status", (one, words) => words[$"training.status.{one.Status}"]),
            ("provider", (one, _) => one.ProviderName),
            (
                "certificate",
                (one, words) => one.CertificateReceived is { } has ? words[has ? "account.yes" : "account.no"] : null
            ),
            ("certificateUntil", (one, words) => one.CertificateValidUntil is { } until ? words.Date(until) : null),
        ];
        public static readonly (string, Func<ContractVersion, Words, string?>)[] Contract =
        [
            ("start", (one, words) => words.Date(one.StartOn)),
            ("end", (one, words) => one.EndOn is { } end ? words.Date(end) : null),
            ("weeklyHours", (one, words) => one.Hours is { } hours ? words.Short(hours) : null),
            ("fullTimeHours", (one, words) => one.FullTimeHours is { } hours ? words.Short(hours) : null),
            ("fraction", (one, words) => one.Fraction is { } fraction ? PeriodWords.PartOfFullTime(fraction, words) : null),
        ];
        public static readonly (string, Func<WorkerIdentityVersion, Words, string?>)[] Identity =
        [
            ("familyName", (one, _) => one.FamilyName),
            ("givenNames", (one, _) => one.GivenNames),
            ("birthDate", (one, words) => WorkerNames.Born(one.BirthDate, words)),
            ("birthPlace", (one, _) => one.BirthPlace),
            ("domicile", (one, _) => one.Domicile),
        ];
        public static readonly (string, Func<AdjustmentVersion, Words, string?>)[] Adjustment =
        [
            ("adjustedOn", (one, words) => words.Date(one.OnDay)),
            ("adjustedBy", (one, words) => $"{words.Signed(one.Days)} {words["unit.days"]}"),
        ];

        // The names of the facts behind the names on the page, where they are others.
        private static readonly Dictionary<string, string[]> Facts = new(StringComparer.Ordinal)
        {
            ["start"] = ["startOn"],
            ["end"] = ["endOn"],
            ["duration"] = ["hours", "days"],
            ["provider"] = ["providerName"],
            ["certificate"] = ["certificateReceived"],
            ["certificateUntil"] = ["certificateValidUntil"],
            ["weeklyHours"] = ["hours"],
            ["adjustedOn"] = ["onDay"],
            ["adjustedBy"] = ["days"],
        };

        public static bool Said(string code, HashSet<string> named) =>
            Facts.TryGetValue(code, out var facts) ? facts.Any(named.Contains) : named.Contains(code);

        private static string Duration(Fraction? hours, Fraction? days, Words words) =>
            hours is { } some ? words.Of("training.hours", ("hours", words.Short(some))) : words.Days(days ?? 0);
    }
}
