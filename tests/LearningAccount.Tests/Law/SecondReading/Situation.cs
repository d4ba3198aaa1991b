using System.Globalization;
using System.Text.Json.Nodes;

namespace LearningAccount.Tests.Law.SecondReading;

internal sealed record Regime(DateOnly From, Rational Fraction);

internal sealed record Suspended(DateOnly From, DateOnly To, Rational StillWorked);

internal sealed record Contract
{
    /// <summary>Place in the file.</summary>
    public required int Place { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly? End { get; init; }
    public required string? EndReason { get; init; }
    public required bool PaidInLieu { get; init; }
    public required bool NoticeWorked { get; init; }

    /// <summary>Seven digits, or null.</summary>
    public required string? Committee { get; init; }
    public required string Category { get; init; }
    public required List<Regime> Regimes { get; init; }
    public required List<Suspended> Suspensions { get; init; }

    public bool InForce(DateOnly day) => Start <= day && (End is null || day <= End);
}

internal sealed record AgreementRow
{
    /// <summary>Place in the file; -1 in the shipped table.</summary>
    public int Place { get; init; } = -1;
    public required string Committee { get; init; }
    public string Worker { get; init; } = "all";
    public string Class { get; init; } = "all";
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Days; of a row in hours, already turned into days at the employer's full-time day.</summary>
    public required Rational Days { get; init; }
    public bool Individual { get; init; } = true;
    public DateOnly? DepositedOn { get; init; }
    public DateOnly? BindingFrom { get; init; }
    public int? WindowYears { get; init; }
}

/// <summary>A training as the uses it may make: each part on its day, in days.</summary>
internal sealed record Lesson(int Place, string Status, bool Counts, bool Refused, List<(DateOnly On, Rational Days)> Parts);

internal sealed record Correction(int Place, DateOnly On, Rational Days);

/// <summary>The facts of a case, as the chapter "Facts" of the case file lists them.</summary>
internal sealed class Situation
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> flags = new(StringComparer.Ordinal);

    public JsonObject Settings { get; }
    public bool InScope { get; }
    public Rational HoursADay { get; }
    public List<(string Quarter, Rational Fte)> Declarations { get; }
    public (string Quarter, Rational Fte, int? Heads)? FirstEmployment { get; }
    public List<(DateOnly From, string Class)> SizeClasses { get; }
    public List<AgreementRow> Agreements { get; }
    public Dictionary<int, Rational> ExtraDays { get; }
    public Dictionary<int, (Rational Days, int Place)> OptOuts { get; }
    public List<Contract> Contracts { get; }
    public List<Lesson> Lessons { get; }
    public List<Correction> Corrections { get; }

    public Situation(JsonObject @case)
    {
        Settings = @case["settings"] as JsonObject ?? [];
        var employer = @case["employer"] as JsonObject ?? [];
        InScope = Flag(employer["inScope"]) ?? true;
        var fullTimeHours = Number(employer["fullTimeWeeklyHours"]) ?? 38;
        HoursADay = fullTimeHours / 5;
        Declarations = [.. Items(employer["declarations"]).Select(one => (Text(one["quarter"])!, Number(one["fte"])!.Value))];
        if (employer["firstEmployment"] is JsonObject first)
        {
            FirstEmployment = (Text(first["quarter"])!, Number(first["fte"])!.Value, Whole(first["heads"]));
        }
        SizeClasses = [.. Items(employer["sizeClass"]).Select(one => (Date(one["from"])!.Value, Text(one["class"])!))];
        SizeClasses.Sort((a, b) => a.From.CompareTo(b.From));
        Agreements = [.. Items(employer["schemes"]).Select(ReadAgreement)];
        ExtraDays = Items(employer["extraDays"])
            .ToDictionary(one => Whole(one["year"])!.Value, one => Number(one["days"])!.Value);
        OptOuts = Items(employer["optOuts"])
            .Select((one, place) => (one, place))
            .ToDictionary(at => Whole(at.one["year"])!.Value, at => (Number(at.one["days"])!.Value, at.place));
        Contracts = [.. Items(@case["employments"]).Select((one, place) => ReadContract(one, place, fullTimeHours))];
        Lessons = [.. Items(@case["trainings"]).Select(ReadLesson)];
        Corrections =
        [
            .. Items(@case["adjustments"])
                .Select((one, place) => new Correction(place, Date(one["on"])!.Value, Number(one["days"])!.Value)),
        ];
    }

    /// <summary>A setting of the file, or its default.</summary>
    public string Setting(string name, string otherwise)
    {
        if (!texts.TryGetValue(name, out var value))
        {
            texts[name] = value = Settings[name]?.GetValue<string>() ?? otherwise;
        }
        return value;
    }

    public bool Setting(string name, bool otherwise)
    {
        if (!flags.TryGetValue(name, out var value))
        {
            flags[name] = value = Flag(Settings[name]) ?? otherwise;
        }
        return value;
    }

    public int GapClosesAccount => Whole(Settings["gapClosesAccount"]) ?? 1;

    public static DateOnly? Date(JsonNode? node) =>
        node is null ? null : DateOnly.ParseExact(Text(node)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private AgreementRow ReadAgreement(JsonObject row, int place) =>
        new()
        {
            Place = place,
            Committee = SevenDigits(Text(row["jointCommittee"])!),
            Worker = Text(row["worker"]) ?? "all",
            Class = Text(row["class"]) ?? "all",
            From = Date(row["from"])!.Value,
            To = Date(row["to"]),
            Days = Number(row["days"]) ?? Number(row["hours"])!.Value / HoursADay,
            Individual = Text(row["kind"]) is null or "individual",
            DepositedOn = Date(row["depositedOn"]),
            BindingFrom = Date(row["bindingFrom"]),
            WindowYears = Whole(row["windowYears"]),
        };

    private static Contract ReadContract(JsonObject one, int place, Rational fullTimeHours)
    {
        var paidInLieu = Flag(one["paidInLieu"]) ?? false;
        return new()
        {
            Place = place,
            Start = Date(one["start"])!.Value,
            End = Date(one["end"]),
            EndReason = Text(one["endReason"]),
            PaidInLieu = paidInLieu,
            // "default: the contrary of paidInLieu"
            NoticeWorked = Flag(one["noticeWorked"]) ?? !paidInLieu,
            Committee = Text(one["jointCommittee"]) is { } committee ? SevenDigits(committee) : null,
            Category = Text(one["category"]) ?? "worker",
            Regimes =
            [
                .. Items(one["regimes"]).Select(regime => ReadRegime(regime, fullTimeHours)).OrderBy(regime => regime.From),
            ],
            Suspensions =
            [
                .. Items(one["suspensions"])
                    .Select(suspension => new Suspended(
                        Date(suspension["from"])!.Value,
                        // "`to` null: open"
                        Date(suspension["to"]) ?? DateOnly.MaxValue,
                        // "Without `fraction` (or "0") the contract is wholly suspended"
                        Number(suspension["fraction"]) ?? 0
                    )),
            ],
        };
    }

    private static Regime ReadRegime(JsonObject regime, Rational fullTimeHours)
    {
        var fraction =
            Number(regime["fraction"]) ?? Number(regime["hours"])!.Value / (Number(regime["fullTimeHours"]) ?? fullTimeHours);
        // "never above 1 for one employment"
        return new(Date(regime["from"])!.Value, Rational.Min(fraction, 1));
    }

    private Lesson ReadLesson(JsonObject training, int place)
    {
        var end = Date(training["end"])!.Value;
        var unit = training["hours"] is null ? (Rational)1 : HoursADay;
        var parts = new List<(DateOnly On, Rational Days)>();
        if (training["perYear"] is JsonObject perYear)
        {
            foreach (var (year, quantity) in perYear)
            {
                // "each part is used on 31 December of its year, in the last year on `end`"
                var number = int.Parse(year, CultureInfo.InvariantCulture);
                parts.Add((number == end.Year ? end : new(number, 12, 31), Number(quantity)!.Value / unit));
            }
        }
        else
        {
            parts.Add((end, (Number(training["hours"]) ?? Number(training["days"])!.Value) / unit));
        }
        // "`leaveScheme`: does not count unless the setting `countPEL` says so"
        var counts = (Flag(training["counts"]) ?? true) && (training["leaveScheme"] is null || Setting("countPEL", false));
        return new(place, Text(training["status"]) ?? "followed", counts, Flag(training["offeredAndRefused"]) ?? false, parts);
    }

    /// <summary>"canon(s) = digits padded right with '0' to 7" (rulebook R11.1).</summary>
    private static string SevenDigits(string committee) => committee.Replace(".", "", StringComparison.Ordinal).PadRight(7, '0');

    private static IEnumerable<JsonObject> Items(JsonNode? list) => (list as JsonArray ?? []).Select(one => (JsonObject)one!);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static bool? Flag(JsonNode? node) => node?.GetValue<bool>();

    private static int? Whole(JsonNode? node) => node?.GetValue<int>();

    private static Rational? Number(JsonNode? node) => node is null ? null : Rational.Parse(Text(node)!);
}
