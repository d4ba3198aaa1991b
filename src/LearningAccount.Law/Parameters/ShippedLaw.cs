using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>
/// The values the program ships with, from <c>law.json</c> and <c>sectors.json</c>. Their <c>knownFrom</c> is the date of the
/// agreement or of its publication where the source gives one, else the first day of validity.
/// </summary>
internal static class ShippedLaw
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    private sealed record LawValue(
        string Value,
        DateOnly From,
        DateOnly? To,
        DateOnly KnownFrom,
        string Confidence,
        string Source
    );

    private sealed record Sectors(Agreement[] InForce, Agreement[] Proposals, Named[] LawApplies);

    private sealed record Named(string[] JointCommittees, string Source);

    private sealed record Step(DateOnly From, DateOnly? To, string? Days, string? Hours);

    private sealed record Agreement
    {
        public required string[] JointCommittees { get; init; }
        public SchemeWorker Worker { get; init; }
        public required string Class { get; init; }
        public SchemeKind Kind { get; init; }
        public int? WindowYears { get; init; }
        public int PerYears { get; init; } = 1;
        public string? Registration { get; init; }
        public DateOnly? SignedOn { get; init; }
        public required DateOnly KnownFrom { get; init; }
        public required string Confidence { get; init; }
        public required string Source { get; init; }
        public required Step[] Steps { get; init; }
    }

    internal static LawBook Read()
    {
        var law = Json<Dictionary<string, LawValue[]>>("Parameters/law.json");
        var sectors = Json<Sectors>("Parameters/sectors.json");
        return new(
            [.. law.SelectMany(parameter => parameter.Value.Select(value => ValueOf(parameter.Key, value)))],
            [.. sectors.InForce.SelectMany(agreement => RowsOf(agreement, inForce: true))],
            [.. sectors.Proposals.SelectMany(agreement => RowsOf(agreement, inForce: false))],
            [.. sectors.LawApplies.SelectMany(named => named.JointCommittees).Select(JointCommittee.Parse)]
        );
    }

    private static T Json<T>(string name)
    {
        using var stream = typeof(ShippedLaw).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, Strict) ?? throw new InvalidDataException($"{name} is empty.");
    }

    private static DatedValue ValueOf(string name, LawValue value) =>
        new(name, Fraction.Parse(value.Value), value.From, value.To, value.KnownFrom, value.Source, value.Confidence);

    private static IEnumerable<SectorValue> RowsOf(Agreement agreement, bool inForce) =>
        from committee in agreement.JointCommittees
        from step in agreement.Steps
        select new SectorValue(
            new()
            {
                JointCommittee = JointCommittee.Parse(committee),
                Worker = agreement.Worker,
                Class = string.Equals(agreement.Class, "all", StringComparison.Ordinal)
                    ? null
                    : Enum.Parse<SizeClass>(agreement.Class, ignoreCase: true),
                From = step.From,
                To = step.To,
                Days = step.Days is null ? null : Fraction.Parse(step.Days),
                Hours = step.Hours is null ? null : Fraction.Parse(step.Hours),
                Kind = agreement.Kind,
                Registration = agreement.Registration,
                // The sources print agreements that are in force; none of them prints the day of the royal decree.
                BindingFrom = inForce ? step.From : null,
                WindowYears = agreement.WindowYears,
            },
            agreement.KnownFrom,
            agreement.Source,
            agreement.Confidence
        )
        {
            PerYears = agreement.PerYears,
            SignedOn = agreement.SignedOn,
        };
}
