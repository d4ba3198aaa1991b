using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>A worker as answers show one: who it is to the employer, and no more of the national number than pages show.</summary>
internal sealed record WorkerShown
{
    public required Guid Id { get; init; }
    public required WorkerIdentityVersion? Identity { get; init; }
    public required Origin? Origin { get; init; }
    public required string? OwnReference { get; init; }
    public required string? MaskedNumber { get; init; }
    public required bool InService { get; init; }
    public required bool IsRestricted { get; init; }

    /// <param name="on">The day of which it is told whether the worker is in service.</param>
    public static WorkerShown Of(WorkerSnapshot worker, SeenEmployer seen, DateOnly on) =>
        new()
        {
            Id = worker.WorkerId,
            Identity = worker.Identity,
            Origin = worker.Identity is { } said ? worker.OriginOf(said) : null,
            OwnReference = worker.OwnReference,
            MaskedNumber = worker.MaskedNumber,
            InService = IsInService(worker, on),
            IsRestricted = seen.Restricted.Has(worker.WorkerId),
        };

    public static bool IsInService(WorkerSnapshot worker, DateOnly on) =>
        worker.Employments.Employments.Any(employment => employment.Start <= on && !(employment.End < on));

    /// <summary>The same with what the employer says of the worker from now on.</summary>
    /// <param name="said">Null: nothing.</param>
    public WorkerShown With(WorkerIdentityVersion? said, Origin? origin) =>
        this with
        {
            Identity = said,
            Origin = origin,
            // Where the employer says none, the one of its declarations stays.
            OwnReference = said?.OwnReference ?? (Identity?.OwnReference is null ? OwnReference : null),
        };

    public static string Address(ApiCall call, Guid worker) =>
        call.EmployerLink(string.Create(CultureInfo.InvariantCulture, $"/workers/{worker:D}"));

    /// <summary>The members of an item of a list.</summary>
    public void WriteItem(Utf8JsonWriter json, ApiCall call)
    {
        json.WriteString("href", Address(call, Id));
        WriteKey(json);
        json.Text("site", Identity?.Site);
        json.Text("department", Identity?.Department);
    }

    /// <summary>All of it, as a document.</summary>
    public void Write(Utf8JsonWriter json, ApiCall call)
    {
        json.WriteStartObject();
        json.WriteString("self", Address(call, Id));
        WriteKey(json);
        json.Text("birthDate", Identity?.BirthDate);
        json.Text("birthPlace", Identity?.BirthPlace);
        json.Text("domicile", Identity?.Domicile);
        json.Text("language", Identity?.Language);
        json.Text("email", Identity?.Email);
        json.Text("sex", Identity?.Sex);
        json.Text("site", Identity?.Site);
        json.Text("department", Identity?.Department);
        json.Link("employments", $"{Address(call, Id)}/employments");
        json.Origin("origin", Origin);
        json.WriteEndObject();
    }

    private void WriteKey(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.Text("familyName", Identity?.FamilyName);
        json.Text("givenName", Identity?.GivenNames);
        json.Text("maskedSsin", MaskedNumber);
        json.Text("ownReference", OwnReference);
        json.WriteBoolean("inService", InService);
        json.WriteBoolean("isRestricted", IsRestricted);
    }
}

/// <summary>What a request says of who a worker is.</summary>
internal static class SentIdentity
{
    public static WorkerIdentityVersion Unknown(Guid employer, Guid worker) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = worker,
            FamilyName = null,
            GivenNames = null,
            BirthDate = null,
            BirthPlace = null,
            Domicile = null,
            Language = null,
            Email = null,
            Sex = null,
            OwnReference = null,
        };

    /// <summary>What is known with what is sent: null takes away, what is not named stays.</summary>
    public static WorkerIdentityVersion Read(JsonElement sent, WorkerIdentityVersion known)
    {
        var birthDate = sent.Patched("birthDate", known.BirthDate, ApiJson.TextOf);
        if (birthDate is not null && !IsDay(birthDate))
        {
            throw SentFacts.Wrong("birthDate", "format.date", birthDate);
        }
        return known with
        {
            Origin = FactVersion.ByHand,
            OriginReference = null,
            FamilyName = Words("familyName", known.FamilyName) ?? throw SentFacts.Wrong("familyName", "missing"),
            GivenNames = Words("givenName", known.GivenNames),
            BirthDate = birthDate,
            BirthPlace = Words("birthPlace", known.BirthPlace),
            Domicile = Words("domicile", known.Domicile),
            Language = sent.Patched("language", known.Language, ApiJson.TextOf),
            Email = sent.Patched("email", known.Email, ApiJson.TextOf),
            Sex = sent.Patched("sex", known.Sex, ApiJson.TextOf),
            OwnReference = Words("ownReference", known.OwnReference),
            Site = Words("site", known.Site),
            Department = Words("department", known.Department),
        };

        // Blanks alone are nothing.
        string? Words(string name, string? before) =>
            sent.Patched(name, before, ApiJson.TextOf)?.Trim() is { Length: > 0 } words ? words : null;
    }

    // 00 stands for a month or a day that is not known.
    private static bool IsDay(string written) =>
        DateOnly.TryParseExact(
            written.Replace("-00", "-01", StringComparison.Ordinal),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );
}
