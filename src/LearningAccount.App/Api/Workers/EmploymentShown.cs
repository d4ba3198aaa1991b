using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>An employment as answers show one, each point with where it comes from.</summary>
/// <param name="Suspensions">From declarations, lists and people.</param>
internal sealed record EmploymentShown(Guid Worker, RegisteredEmployment Employment, IReadOnlyList<Suspension> Suspensions)
{
    /// <summary>The newest first.</summary>
    public static IReadOnlyList<EmploymentShown> Of(Guid worker, ResolvedEmployments resolved) =>
        [
            .. resolved
                .Employments.OrderByDescending(employment => employment.Start)
                .Select(employment => new EmploymentShown(worker, employment, SuspensionsOf(employment, resolved))),
        ];

    public static string Address(ApiCall call, Guid worker, Guid employment) =>
        $"{WorkerShown.Address(call, worker)}/employments/{employment.ToString("D", CultureInfo.InvariantCulture)}";

    public string Address(ApiCall call) => Address(call, Worker, Employment.Id);

    /// <summary>True where it is made of this contract, occupation or message of Dimona.</summary>
    public bool IsMadeOf(Guid id) => Employment.Id == id || Employment.Parts.Any(part => IdOf(part.Source) == id);

    public void WriteItem(Utf8JsonWriter json, ApiCall call)
    {
        json.WriteString("href", Address(call));
        WriteMembers(json, call);
    }

    /// <summary>All of it, as a document.</summary>
    public void Write(Utf8JsonWriter json, ApiCall call)
    {
        json.WriteStartObject();
        json.WriteString("self", Address(call));
        WriteMembers(json, call);
        json.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter json, ApiCall call)
    {
        json.WriteString("id", Employment.Id);
        json.Day("startDate", Employment.Start);
        json.WriteBoolean("isStartUncertain", Employment.StartUncertain);
        json.Origin("startOrigin", Employment.StartOrigin);
        json.Day("endDate", Employment.End);
        json.Origin("endOrigin", Employment.EndOrigin);
        json.Code("endReason", Employment.EndReason);
        json.Bool("isPaidInLieu", Employment.End is null ? null : Employment.PaidInLieu);
        json.Bool("isNoticeWorked", Employment.NoticeWorked);
        json.WriteStartArray("workRegimes");
        foreach (var part in Employment.Parts)
        {
            json.WriteStartObject();
            Write(json, part, call);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("suspensions");
        foreach (var suspension in Suspensions)
        {
            json.WriteStartObject();
            json.Code<SuspensionKind>("kind", suspension.Kind);
            json.Day("startDate", suspension.From);
            json.Day("endDate", suspension.To);
            json.Exact("workedFraction", suspension.Fraction);
            json.Origin("origin", suspension.Origin);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, EmploymentPart part, ApiCall call)
    {
        json.Day("startDate", part.From);
        json.Day("endDate", part.To);
        json.Exact("fraction", part.Regime.Fraction);
        json.Exact("hours", part.Regime.Hours);
        json.Exact("fullTimeHours", part.Regime.FullTimeHours);
        json.Text("jointCommittee", part.JointCommittee?.ToString());
        json.Code<WorkerCategory>("category", part.Category);
        json.Origin("origin", part.Regime.Origin ?? new(part.Source.Origin, part.Source.OriginReference ?? ""));
        json.Origin("jointCommitteeOrigin", part.CommitteeOrigin);
        json.Origin("categoryOrigin", part.CategoryOrigin);
        if (part.Source is ContractVersion contract)
        {
            json.Link("contract", SentContract.Address(call, Worker, contract.ContractId));
        }
    }

    // As the law counts them: one for each committee and category, named by the employment with a number behind.
    private static IReadOnlyList<Suspension> SuspensionsOf(RegisteredEmployment employment, ResolvedEmployments resolved)
    {
        var id = ColumnText.Of(employment.Id);
        return
        [
            .. resolved
                .Law.Where(one => one.Id is { } name && name.StartsWith(id, StringComparison.Ordinal))
                .SelectMany(one => one.Suspensions)
                .Distinct()
                .OrderBy(suspension => suspension.From),
        ];
    }

    private static Guid IdOf(FactVersion source) =>
        source switch
        {
            OccupationVersion occupation => occupation.OccupationId,
            DimonaPeriodVersion dimona => dimona.StatementId,
            ContractVersion contract => contract.ContractId,
            _ => Guid.Empty,
        };
}
