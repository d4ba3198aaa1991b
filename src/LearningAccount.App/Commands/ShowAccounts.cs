using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila show accounts</c>: every worker of an employer with the figures of the account.</summary>
internal static class ShowAccounts
{
    public static string Text(Shown shown)
    {
        var text = new StringBuilder(4_000);
        shown.AppendHead(text);
        var table = new TextTable(shown.Heads("worker", "reference", "credit", "used", "left", "planned", "end")).RightAligned(
            2,
            3,
            4,
            5
        );
        var remarks = new List<(WorkerSnapshot Worker, Anomaly Anomaly)>();
        foreach (var (worker, account) in Accounts(shown))
        {
            remarks.AddRange(Remarks(worker, account).Select(anomaly => (worker, anomaly)));
            var year = account.Years.IsEmpty ? null : account.Years[^1];
            table.Add(
                shown.Called(worker, null, null),
                worker.OwnReference ?? "",
                shown.Days((year?.Credit ?? 0) + (year?.Extra ?? 0)),
                shown.Days(year?.Used ?? 0),
                shown.Days(account.Balance.Exact),
                shown.Days(account.Planned),
                account.Exit is { } exit ? $"{ShownWords.Iso(exit.On)} {shown.Ending(exit.EndReason)}" : ""
            );
        }
        table.AppendTo(text);
        shown.AppendRemarks(text, remarks);
        return text.ToString();
    }

    public static void Json(Shown shown, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (worker, account) in Accounts(shown))
        {
            json.WriteStartObject();
            json.WritePerson(worker, reference: null, number: null);
            json.WriteString("on", ShownWords.Iso(shown.On));
            WriteFigures(json, account);
            shown.WriteAnomalies(json, Remarks(worker, account));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // One account at a time: an employer has tens of thousands, each with all its reasons.
    private static IEnumerable<(WorkerSnapshot Worker, Account Account)> Accounts(Shown shown)
    {
        var law = shown.Employer.LawUnder(shown.Law);
        return shown
            .Employer.Workers.OrderBy(
                worker => ShownWords.NameOf(worker) ?? "\uFFFF",
                StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true)
            )
            .ThenBy(worker => worker.WorkerId)
            .Select(worker => (worker, AccountComputation.For(worker.Facts, law, shown.On)));
    }

    private static IEnumerable<Anomaly> Remarks(WorkerSnapshot worker, Account account) =>
        worker.Employments.Anomalies.Concat(account.Anomalies);

    private static void WriteFigures(Utf8JsonWriter json, Account account)
    {
        var year = account.Years.IsEmpty ? null : account.Years[^1];
        json.WriteString("class", year is null ? null : ColumnText.Of(year.Class));
        json.WriteString("opening", Figure(year?.Opening));
        json.WriteString("credit", Figure(year?.Credit));
        json.WriteString("extra", Figure(year?.Extra));
        json.WriteString("adjusted", Figure(year?.Adjusted));
        json.WriteString("used", Figure(year?.Used));
        json.WriteString("outside", Figure(year?.Outside));
        json.WriteString("expired", Figure(year?.Expired));
        json.WriteString("forfeited", Figure(year?.Forfeited));
        json.WriteStartObject("balance");
        json.WriteString("exact", account.Balance.Exact.ToString());
        json.WriteString("days", account.Balance.Exact.ToFixedText(2));
        json.WriteString("hours", account.Balance.Hours.ToDecimalText());
        json.WriteEndObject();
        json.WriteString("planned", account.Planned.ToString());
        if (account.Window is { } window)
        {
            json.WriteStartObject("window");
            json.WriteString("from", ShownWords.Iso(window.From));
            json.WriteString("to", ShownWords.Iso(window.To));
            json.WriteString("target", window.Target.ToString());
            json.WriteString("used", window.Used.ToString());
            json.WriteBoolean("met", window.Met);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("window");
        }
        if (account.Exit is { } exit)
        {
            json.WriteStartObject("exit");
            json.WriteString("on", ShownWords.Iso(exit.On));
            json.WriteString("reason", exit.EndReason is { } reason ? ColumnText.Of(reason) : null);
            json.WriteString("outstanding", exit.Outstanding.ToString());
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("exit");
        }
    }

    private static string Figure(Fraction? days) => (days ?? 0).ToString();
}
