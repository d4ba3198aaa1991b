using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>An agreement as somebody enters it.</summary>
/// <param name="Committee">As it was written.</param>
/// <param name="Class">Null: all classes.</param>
/// <param name="Source">Where its text stands.</param>
public sealed record EnteredAgreement(
    string Registration,
    string Committee,
    SizeClass? Class,
    SchemeWorker Worker,
    string Source,
    ImmutableArray<(DateOnly From, DateOnly? To, Fraction Days)> Steps
)
{
    public required DateOnly SignedOn { get; init; }
    public required DateOnly? DepositedOn { get; init; }
    public required DateOnly BindingFrom { get; init; }
}

/// <summary>
/// Reads an agreement that an employer follows and the law kept here does not know. It is checked as an agreement file is: floor, gap,
/// overlap, deposit in time, and not below the days the sector has reached.
/// </summary>
public static class EnterAgreement
{
    /// <returns>Null where something in it cannot be; <paramref name="problems"/> tells what, by places of an agreement file.</returns>
    public static LawFile? Read(EnteredAgreement entered, LawBook law, out ImmutableArray<Anomaly> problems) =>
        LawFile.Parse(Document(entered), law, out problems);

    /// <summary>What the employer entered before and says something of the same workers and days; null: nothing.</summary>
    public static SchemeRow? Overlapping(LawFile agreement, IEnumerable<SchemeRow> known)
    {
        var added = agreement.Values.Select(value => value.Row).ToList();
        return known.FirstOrDefault(row => added.Exists(one => IsOfSame(row, one)));
    }

    public static SchemeVersion Version(Guid employer, SchemeRow row) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            SchemeId = Guid.CreateVersion7(),
            JointCommittee = row.JointCommittee,
            Worker = row.Worker,
            SizeClass = row.Class,
            FromOn = row.From,
            ToOn = row.To,
            Days = row.Days,
            Hours = row.Hours,
            Kind = row.Kind,
            Registration = row.Registration,
            DepositedOn = row.DepositedOn,
            BindingFrom = row.BindingFrom,
            WindowYears = row.WindowYears,
        };

    private static bool IsOfSame(SchemeRow a, SchemeRow b) =>
        a.JointCommittee == b.JointCommittee
        && a.Worker == b.Worker
        && a.Class == b.Class
        && a.From <= (b.To ?? DateOnly.MaxValue)
        && b.From <= (a.To ?? DateOnly.MaxValue);

    private static byte[] Document(EnteredAgreement entered)
    {
        var document = new JsonObject
        {
            ["registration"] = entered.Registration,
            ["jointCommittees"] = new JsonArray(entered.Committee),
            ["class"] = entered.Class is { } size ? CodeText.Of(size) : "all",
            ["worker"] = CodeText.Of(entered.Worker),
            ["signedOn"] = ColumnText.Of(entered.SignedOn),
            ["bindingFrom"] = ColumnText.Of(entered.BindingFrom),
            ["source"] = entered.Source,
            ["steps"] = new JsonArray([
                .. entered.Steps.Select(step =>
                {
                    var written = new JsonObject { ["from"] = ColumnText.Of(step.From), ["days"] = step.Days.ToString() };
                    if (step.To is { } to)
                    {
                        written["to"] = ColumnText.Of(to);
                    }
                    return written;
                }),
            ]),
        };
        if (entered.DepositedOn is { } deposited)
        {
            document["depositedOn"] = ColumnText.Of(deposited);
        }
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }
}
