using System.Globalization;
using System.Text.Json;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;

namespace LearningAccount.Law.Cases;

/// <summary>Writes an account as JSON: exact values as fractions in lowest terms, reasons in one language.</summary>
public static class AccountJson
{
    /// <summary>The account as an object. Beside the figures stands <c>why</c>, the reason of a figure that is no entry.</summary>
    public static void Write(Utf8JsonWriter json, string? name, Account account, Language language)
    {
        json.WriteStartObject();
        json.WriteString("case", name);
        Write(json, account, language, withNulls: true);
        json.WriteEndObject();
    }

    /// <summary>The members of the account, between braces that stand already; what is not known is left out.</summary>
    /// <param name="idOf">The fact behind an entry: what it is called, and its id; null: it stands for nothing that has one.</param>
    /// <param name="writeFact">Writes which fact an anomaly is about; null: all are named by their place.</param>
    public static void WriteMembers(
        Utf8JsonWriter json,
        Account account,
        Language language,
        Func<AccountEntry, (string Name, Guid Id)?>? idOf = null,
        Action<Utf8JsonWriter, FactPlace>? writeFact = null
    )
    {
        Write(json, account, language, withNulls: false, idOf, writeFact);
        json.WriteString("planned", account.Planned.ToString());
        json.WriteStartArray("expiring");
        foreach (var part in account.Expiring)
        {
            json.WriteStartObject();
            json.WriteString("on", Text(part.On));
            json.WriteString("days", part.Days.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(
        Utf8JsonWriter json,
        Account account,
        Language language,
        bool withNulls,
        Func<AccountEntry, (string Name, Guid Id)?>? idOf = null,
        Action<Utf8JsonWriter, FactPlace>? writeFact = null
    )
    {
        json.WriteString("on", Text(account.On));
        json.WriteString("law", Text(account.Law));
        WriteSize(json, account, withNulls);
        WriteYears(json, account);
        WriteWindow(json, account.Window, withNulls);
        json.WritePropertyName("balance");
        WriteBalance(json, account.Balance);
        WriteExit(json, account.Exit, withNulls);
        WriteEntries(json, account, idOf);
        json.WriteStartObject("reasons");
        for (var place = 0; place < account.Reasons.Length; place++)
        {
            json.WritePropertyName(Name(place));
            WriteReason(json, account.Reasons[place], language);
        }
        json.WriteEndObject();
        WriteAnomalies(json, account, language, writeFact);
    }

    /// <summary>What is left, as an object.</summary>
    public static void WriteBalance(Utf8JsonWriter json, Balance balance, bool withReason = true)
    {
        json.WriteStartObject();
        json.WriteString("exact", balance.Exact.ToString());
        json.WriteString("days", balance.Exact.ToFixedText(2));
        json.WriteString("hours", balance.Hours.ToDecimalText());
        json.WritePropertyName("minutes");
        json.WriteRawValue(balance.Minutes.ToString(CultureInfo.InvariantCulture));
        if (withReason)
        {
            json.WriteString("why", Name(balance.Reason));
        }
        json.WriteEndObject();
    }

    private static void WriteSize(Utf8JsonWriter json, Account account, bool withNulls)
    {
        json.WriteStartArray("size");
        foreach (var period in account.Size)
        {
            json.WriteStartObject();
            json.WriteString("from", Text(period.From));
            WriteIfGiven(json, "to", period.To is { } to ? Text(to) : null, withNulls);
            WriteIfGiven(json, "average", period.Average?.ToString(), withNulls);
            if (period.DeclaredQuarters is { } declared)
            {
                json.WriteNumber("declaredQuarters", declared);
            }
            else if (withNulls)
            {
                json.WriteNull("declaredQuarters");
            }
            json.WriteString("class", CodeText.Of(period.Class));
            json.WriteString("why", Name(period.Reason));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteYears(Utf8JsonWriter json, Account account)
    {
        json.WriteStartArray("years");
        foreach (var year in account.Years)
        {
            WriteYear(json, year);
        }
        json.WriteEndArray();
    }

    /// <summary>One year, as an object.</summary>
    public static void WriteYear(Utf8JsonWriter json, AccountYear year, bool withReasons = true)
    {
        json.WriteStartObject();
        json.WriteNumber("year", year.Year);
        json.WriteString("class", CodeText.Of(year.Class));
        json.WriteString("fullTimeDays", year.FullTimeDays.ToString());
        json.WriteString("opening", year.Opening.ToString());
        json.WriteString("credit", year.Credit.ToString());
        json.WriteString("extra", year.Extra.ToString());
        json.WriteString("adjusted", year.Adjusted.ToString());
        json.WriteString("used", year.Used.ToString());
        json.WriteString("outside", year.Outside.ToString());
        json.WriteString("expired", year.Expired.ToString());
        json.WriteString("forfeited", year.Forfeited.ToString());
        json.WriteString("closing", year.Closing.ToString());
        json.WriteString("hours", year.Hours.ToDecimalText());
        json.WritePropertyName("minutes");
        json.WriteRawValue(year.Minutes.ToString(CultureInfo.InvariantCulture));
        if (withReasons)
        {
            json.WriteString("why", Name(year.Reason));
            json.WriteString("whyFullTimeDays", Name(year.FullTimeDaysReason));
        }
        json.WriteEndObject();
    }

    private static void WriteWindow(Utf8JsonWriter json, WindowStanding? window, bool withNulls)
    {
        if (window is null)
        {
            WriteIfGiven(json, "window", null, withNulls);
            return;
        }
        json.WriteStartObject("window");
        json.WriteString("from", Text(window.From));
        json.WriteString("to", Text(window.To));
        json.WriteString("target", window.Target.ToString());
        json.WriteString("used", window.Used.ToString());
        json.WriteBoolean("met", window.Met);
        json.WriteString("why", Name(window.Reason));
        json.WriteString("whyUsed", Name(window.UsedReason));
        json.WriteEndObject();
    }

    private static void WriteExit(Utf8JsonWriter json, AccountExit? exit, bool withNulls)
    {
        if (exit is null)
        {
            WriteIfGiven(json, "exit", null, withNulls);
            return;
        }
        json.WriteStartObject("exit");
        json.WriteString("on", Text(exit.On));
        WriteIfGiven(json, "reason", exit.EndReason is { } reason ? CodeText.Of(reason) : null, withNulls);
        json.WriteString("outstanding", exit.Outstanding.ToString());
        json.WriteBoolean("mayTakeBeforeEnd", exit.MayTakeBeforeEnd);
        json.WriteBoolean("acquiredBenefit", exit.AcquiredBenefit);
        json.WriteStartArray("warnings");
        foreach (var warning in exit.Warnings)
        {
            json.WriteStringValue(warning);
        }
        json.WriteEndArray();
        json.WriteString("why", Name(exit.Reason));
        json.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter json, Account account, Func<AccountEntry, (string Name, Guid Id)?>? idOf)
    {
        json.WriteStartArray("entries");
        foreach (var entry in account.Entries)
        {
            json.WriteStartObject();
            json.WriteString("on", Text(entry.On));
            json.WriteString("kind", CodeText.Of(entry.Kind));
            json.WriteString("days", entry.Days.ToString());
            json.WriteString("reason", Name(entry.Reason));
            if (idOf?.Invoke(entry) is var (name, id))
            {
                json.WriteString(name, id);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A reason as an object.</summary>
    public static void WriteReason(Utf8JsonWriter json, Reason reason, Language language)
    {
        json.WriteStartObject();
        json.WriteString("text", ReasonTexts.Of(reason, language));
        json.WriteString("formula", reason.Formula);
        json.WriteString("result", reason.Result.ToString());
        json.WriteString("law", ReasonTexts.Law(reason, language));
        json.WriteStartArray("inputs");
        foreach (var input in reason.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("value", input.Value);
            json.WriteString("text", ReasonTexts.Input(input, language));
            WriteIfGiven(json, "from", input.From is { } from ? Text(from) : null);
            WriteIfGiven(json, "to", input.To is { } to ? Text(to) : null);
            WriteIfGiven(json, "source", input.Source);
            WriteIfGiven(json, "origin", ReasonTexts.Origin(input, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnomalies(
        Utf8JsonWriter json,
        Account account,
        Language language,
        Action<Utf8JsonWriter, FactPlace>? writeFact
    )
    {
        json.WriteStartArray("anomalies");
        foreach (var anomaly in account.Anomalies)
        {
            json.WriteStartObject();
            json.WriteString("code", anomaly.Code);
            json.WriteString("severity", CodeText.Of(anomaly.Severity));
            if (writeFact is null)
            {
                json.WriteString("at", anomaly.At);
            }
            else
            {
                var place = FactPlace.Of(anomaly.At);
                json.WriteString("at", place.Kind);
                writeFact(json, place);
            }
            json.WriteString("text", ReasonTexts.Anomaly(anomaly, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteIfGiven(Utf8JsonWriter json, string name, string? value, bool withNulls = false)
    {
        if (value is not null || withNulls)
        {
            json.WriteString(name, value);
        }
    }

    private static string Name(int reason) => string.Create(CultureInfo.InvariantCulture, $"r{reason + 1}");

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
