using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>Reads one agreement file. It goes on after a problem, so that an operator sees them all at once.</summary>
/// <param name="law">The law it would be added to; null for a file that was checked before.</param>
internal sealed class LawFileReading(LawBook? law)
{
    private const int MaxDays = 30;
    private const int MaxHours = 240;

    private static readonly string[] Members =
    [
        "registration",
        "jointCommittees",
        "worker",
        "class",
        "kind",
        "windowYears",
        "perYears",
        "signedOn",
        "depositedOn",
        "bindingFrom",
        "knownFrom",
        "source",
        "confirms",
        "replaces",
        "steps",
    ];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    // What is missing or wrong is null; then there is a problem, and no file is made of it.
    private sealed record Head
    {
        public required List<JointCommittee> Committees { get; init; }
        public required SchemeWorker Worker { get; init; }
        public required SizeClass? Class { get; init; }
        public required SchemeKind Kind { get; init; }
        public required int? WindowYears { get; init; }
        public required int PerYears { get; init; }
        public required AgreementNumber? Registration { get; init; }
        public required AgreementNumber? Replaces { get; init; }
        public required DateOnly? SignedOn { get; init; }
        public required DateOnly? DepositedOn { get; init; }
        public required DateOnly? BindingFrom { get; init; }
        public required DateOnly? KnownFrom { get; init; }
        public required JointCommittee? Confirms { get; init; }
    }

    internal sealed record Step(JsonPlace Place, DateOnly From, DateOnly? To, Fraction? Days, Fraction? Hours, string Source);

    public List<Anomaly> Problems { get; } = [];

    public LawFile? Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > LawFile.MaxBytes)
        {
            Refuse("tooLarge", ("most", LawFile.MaxBytes.ToString(NumberFormatInfo.InvariantInfo)));
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(utf8), Strict);
            return Read(new JsonPlace(document.RootElement, "$", Problems));
        }
        catch (InvalidOperationException)
        {
            // Half a character: a byte or an escape that is no Unicode.
            Refuse("notUnicode");
            return null;
        }
        catch (JsonException wrong)
        {
            Refuse(
                "notJson",
                ("line", ((wrong.LineNumber ?? 0) + 1).ToString(NumberFormatInfo.InvariantInfo)),
                ("column", ((wrong.BytePositionInLine ?? 0) + 1).ToString(NumberFormatInfo.InvariantInfo))
            );
            return null;
        }
    }

    private LawFile? Read(JsonPlace root)
    {
        if (!root.IsObjectOf(Members))
        {
            return null;
        }
        var head = HeadOf(root);
        var steps = StepsOf(root);
        if (Problems.Count > 0)
        {
            return null;
        }
        var file = new LawFile
        {
            Registration = head.Registration!.Value,
            KnownFrom = head.KnownFrom ?? head.SignedOn!.Value,
            Confirms = head.Confirms,
            Replaces = head.Replaces,
            Values = [.. head.Committees.SelectMany(committee => ValuesOf(committee, head, steps))],
        };
        if (law is not null)
        {
            new LawFileChecks(law, root, steps, file).Check();
        }
        return file;
    }

    private Head HeadOf(JsonPlace root)
    {
        var committees = CommitteesOf(root);
        var kind = root.Member("kind")?.OneOf<SchemeKind>() ?? SchemeKind.Individual;
        var signed = root.Needed("signedOn")?.Date();
        return new()
        {
            Committees = committees,
            Worker = root.Member("worker")?.OneOf<SchemeWorker>() ?? SchemeWorker.All,
            Class = root.Needed("class")?.OneOf<SizeClass>("all"),
            Kind = kind,
            WindowYears = YearsOf(root.Member("windowYears"), kind, SchemeKind.Individual),
            PerYears = YearsOf(root.Member("perYears"), kind, SchemeKind.Collective) ?? 1,
            Registration = RegistrationOf(root, committees),
            Replaces = root.Member("replaces")?.Agreement(),
            SignedOn = signed,
            DepositedOn = NotBeforeSigned(root.Member("depositedOn"), signed),
            BindingFrom = root.Needed("bindingFrom")?.Date(),
            KnownFrom = NotBeforeSigned(root.Member("knownFrom"), signed),
            Confirms = ConfirmedBy(root, committees),
        };
    }

    private static AgreementNumber? RegistrationOf(JsonPlace root, List<JointCommittee> committees)
    {
        var place = root.Needed("registration");
        var number = place?.Agreement();
        if (number?.Committee is { } registered && committees.Count > 0 && !committees.Exists(own => AreKin(own, registered)))
        {
            place!.Value.Problem("registrationCommittee", ("committees", string.Join(", ", committees)));
        }
        return number;
    }

    private static int? YearsOf(JsonPlace? place, SchemeKind kind, SchemeKind only)
    {
        if (place is { } stray && kind != only)
        {
            stray.Problem(only == SchemeKind.Individual ? "onlyIndividual" : "onlyCollective");
        }
        return place?.Whole(1, 10);
    }

    private static List<JointCommittee> CommitteesOf(JsonPlace root)
    {
        var committees = new List<JointCommittee>();
        foreach (var place in root.Needed("jointCommittees")?.Items(LawFile.MaxItems) ?? [])
        {
            if (place.Committee() is not { } committee)
            {
                continue;
            }
            if (committees.Contains(committee))
            {
                place.Problem("twice", ("committee", committee.ToString()));
                continue;
            }
            committees.Add(committee);
        }
        return committees;
    }

    private static DateOnly? NotBeforeSigned(JsonPlace? place, DateOnly? signed)
    {
        var day = place?.Date();
        if (day < signed)
        {
            place!.Value.Problem("beforeSigned", ("signed", Iso(signed.Value)));
        }
        return day;
    }

    private JointCommittee? ConfirmedBy(JsonPlace root, List<JointCommittee> committees)
    {
        if (root.Member("confirms") is not { } place || place.Committee() is not { } committee)
        {
            return null;
        }
        if (
            law is not null
            && (!committees.Contains(committee) || !law.Proposals.Any(proposal => proposal.Row.JointCommittee == committee))
        )
        {
            place.Problem("nothingToConfirm", ("committee", committee.ToString()));
        }
        return committee;
    }

    private static List<Step> StepsOf(JsonPlace root)
    {
        var source = root.Member("source")?.Text();
        var steps = new List<Step>();
        foreach (var place in root.Needed("steps")?.Items(LawFile.MaxItems) ?? [])
        {
            if (StepOf(place, source) is { } step)
            {
                steps.Add(step);
            }
        }
        return steps;
    }

    private static Step? StepOf(JsonPlace place, string? fileSource)
    {
        if (!place.IsObjectOf("from", "to", "days", "hours", "source"))
        {
            return null;
        }
        var from = place.Needed("from")?.Date();
        var to = place.Member("to")?.Date();
        if (to < from)
        {
            place.Member("to")!.Value.Problem("endsBefore", ("from", Iso(from.Value)));
        }
        var days = place.Member("days");
        var hours = place.Member("hours");
        if (days is null == hours is null)
        {
            place.Problem(days is null ? "noValue" : "bothUnits");
        }
        var source = place.Member("source")?.Text() ?? fileSource;
        if (source is null)
        {
            place.Problem("noSource");
        }
        var inDays = days?.Quantity(MaxDays);
        var inHours = hours?.Quantity(MaxHours);
        return from is { } first && source is not null ? new(place, first, to, inDays, inHours, source) : null;
    }

    private static IEnumerable<SectorValue> ValuesOf(JointCommittee committee, Head head, List<Step> steps) =>
        steps.Select(
            (step, place) =>
                new SectorValue(
                    new()
                    {
                        JointCommittee = committee,
                        Worker = head.Worker,
                        Class = head.Class,
                        From = step.From,
                        // A step without an end ends where the next begins.
                        To = step.To ?? (place + 1 < steps.Count ? steps[place + 1].From.AddDays(-1) : null),
                        Days = step.Days,
                        Hours = step.Hours,
                        Kind = head.Kind,
                        Registration = head.Registration!.Value.ToString(),
                        DepositedOn = head.DepositedOn,
                        BindingFrom = head.BindingFrom,
                        WindowYears = head.WindowYears,
                    },
                    head.KnownFrom ?? head.SignedOn!.Value,
                    step.Source,
                    "H"
                )
                {
                    PerYears = head.PerYears,
                    SignedOn = head.SignedOn,
                    IsAdded = true,
                }
        );

    private static bool AreKin(JointCommittee one, JointCommittee other) => IsWithin(one, other) || IsWithin(other, one);

    private static bool IsWithin(JointCommittee part, JointCommittee whole) =>
        part == whole || (part.Parent is { } parent && IsWithin(parent, whole));

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Refuse(string code, params ReadOnlySpan<(string Name, string Value)> values) =>
        new JsonPlace(default, "$", Problems).Problem(code, values);

    // A byte order mark is no part of the text.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8;
}
