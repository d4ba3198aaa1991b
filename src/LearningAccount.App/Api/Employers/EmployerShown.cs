using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Employers;

/// <summary>An employer as answers show one.</summary>
internal sealed record EmployerShown
{
    public required EmployerVersion Employer { get; init; }
    public required EmployerProfileVersion? Profile { get; init; }
    public required EmployerRegister Register { get; init; }

    /// <summary>Its size today; null: nothing was known of it yet.</summary>
    public required (SizePeriod Period, Reason Reason)? Size { get; init; }

    /// <summary>What stands for it in addresses: the enterprise number, else the NSSO number.</summary>
    public static string NumberOf(EnterpriseNumber? enterprise, NssoNumber? nsso) =>
        enterprise?.Digits ?? NssoOf(nsso)?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The NSSO number as a whole number, as the guide asks (id-numer).</summary>
    public static long? NssoOf(NssoNumber? number) =>
        number is { } nsso ? long.Parse(nsso.WithoutCategory.Digits, CultureInfo.InvariantCulture) : null;

    public void Write(Utf8JsonWriter json, ApiCall call)
    {
        var address = call.Link($"/employers/{NumberOf(Employer.EnterpriseNumber, Employer.NssoNumber)}");
        json.WriteStartObject();
        json.WriteString("self", address);
        json.Text("enterpriseNumber", Employer.EnterpriseNumber?.Digits);
        json.Whole("employerId", NssoOf(Employer.NssoNumber));
        json.Text("name", Profile?.Name ?? Register.Name(call.Language));
        json.Exact("fullTimeWeeklyHours", Profile?.FullTimeWeeklyHours ?? LawBook.Shipped.FullTimeWeeklyHours);
        json.WriteBoolean("inScope", Profile?.InScope ?? true);
        json.Text("language", Profile?.Language);
        if (Register is { Own: { IsKnown: true } own, Set: { } set })
        {
            Write(json, own, set.SnapshotOn);
        }
        if (Size is var (period, reason))
        {
            json.WriteStartObject("size");
            json.WriteString("href", $"{address}/sizeClasses/{call.Today.Year.ToString(CultureInfo.InvariantCulture)}");
            WritePeriod(json, period, reason, call.Language);
            json.WriteEndObject();
        }
        json.Link("workers", $"{address}/workers");
        json.WriteEndObject();
    }

    /// <summary>The members of a size class over a period.</summary>
    public static void WritePeriod(Utf8JsonWriter json, SizePeriod period, Reason reason, Language language)
    {
        json.Code<Law.Facts.SizeClass>("sizeClass", period.Class);
        json.Day("startDate", period.From);
        json.Day("endDate", period.To);
        json.Exact("average", period.Average);
        json.Whole("declaredQuarters", period.DeclaredQuarters);
        json.WritePropertyName("reason");
        AccountJson.WriteReason(json, reason, language);
    }

    private static void Write(Utf8JsonWriter json, Enterprise own, DateOnly snapshotOn)
    {
        json.WriteStartObject("register");
        json.WriteStartObject("name");
        var names = LanguageTexts.Read(own.Names);
        foreach (var language in Languages.All.Select(language => language.Code()))
        {
            json.Text(language, names.GetValueOrDefault(language));
        }
        json.WriteEndObject();
        json.Text("situation", own.Situation);
        json.Text("juridicalForm", own.Form);
        json.Text("naceCode", own.Activity);
        json.Day("startDate", own.StartedOn);
        json.Day("snapshotDate", snapshotOn);
        json.WriteEndObject();
    }
}
