using System.Globalization;
using System.Text.Json.Nodes;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>
/// The account of a case, computed a second time straight from the text of the case file: slow, plain, day by day. It
/// shares nothing with the engine. Texts, reasons and the edition of the law are not part of it.
/// </summary>
internal sealed class SecondAccount
{
    private readonly Situation facts;
    private readonly DateOnly on;
    private readonly SizeRead size;
    private readonly MonthRead months;
    private readonly List<Joined> accounts;
    private readonly List<Remark> remarks = [];
    private readonly List<Line> lines = [];
    private readonly List<Line> outsideAccounts = [];

    /// <summary>The account open on the day, or the last one closed before; null without any.</summary>
    private readonly Joined? shown;
    private readonly Ledger? shownLedger;

    private SecondAccount(JsonObject @case, DateOnly? asked)
    {
        facts = new(@case);
        on = asked ?? Situation.Date(@case["on"])!.Value;
        size = new(facts);
        months = new(facts, new DaysRead(facts, size, remarks, on.Year));
        // "an account that opens after `on` gives nothing yet"
        accounts = [.. Joined.Accounts(facts).Where(account => account.Opened <= on)];
        shown = accounts.LastOrDefault();
        for (var i = 0; i < accounts.Count; i++)
        {
            var ledger = new Ledger(facts, months, accounts[i], remarks).Run(on, on);
            if (i + 1 < accounts.Count)
            {
                // "what was outstanding in the old one is `forfeited` on the day the new one opens"
                ledger.Forfeit(accounts[i + 1].Opened);
            }
            lines.AddRange(ledger.Lines);
            shownLedger = ledger;
            if (accounts[i] is { End: not null, Last.EndReason: null })
            {
                remarks.Add(new("endReasonMissing", $"employments[{accounts[i].Last.Place}]"));
            }
        }
        OutsideAccounts();
        lines.AddRange(outsideAccounts);
    }

    /// <summary>The output of the case file as JSON, without texts, reasons and the edition of the law.</summary>
    public static JsonObject Of(JsonObject @case, DateOnly? on = null) => new SecondAccount(@case, on).Written();

    private void OutsideAccounts()
    {
        foreach (var lesson in facts.Lessons.Where(one => one.Status is "followed" && one.Counts))
        {
            // "A use before 2023 is left out."
            foreach (var part in lesson.Parts.Where(part => part.On.Year >= 2023 && part.On <= on && !IsOpen(part.On)))
            {
                remarks.Add(new("trainingOutsideEmployment", $"trainings[{lesson.Place}]"));
                outsideAccounts.Add(new(part.On, "outside", part.Days));
            }
        }
        foreach (var correction in facts.Corrections.Where(one => one.On <= on && (one.On.Year < 2023 || !IsOpen(one.On))))
        {
            remarks.Add(new("adjustmentOutsideEmployment", $"adjustments[{correction.Place}]"));
        }
    }

    private bool IsOpen(DateOnly day) => accounts.Any(account => account.IsOpenOn(day));

    private JsonObject Written()
    {
        var years = Years();
        var balance = shownLedger?.Balance ?? 0;
        var rows = size.Rows(years.Count > 0 ? years[0] : on.Year, on);
        if (rows.Any(row => row.Average is null && row.DeclaredQuarters is not null))
        {
            remarks.Add(new("sizeUnknown", "employer"));
        }
        var written = new JsonObject
        {
            ["on"] = Text(on),
            ["size"] = new JsonArray([.. rows.Select(Written)]),
            ["years"] = WrittenYears(years),
            ["window"] = Window(),
            ["balance"] = new JsonObject
            {
                ["exact"] = balance.ToString(),
                ["days"] = balance.Round(2).ToString(),
                ["hours"] = (balance * facts.HoursADay).ToString(),
                ["minutes"] = Minutes(balance),
            },
            ["exit"] = Exit(),
            ["entries"] = new JsonArray([.. lines.Select(Written)]),
        };
        written["anomalies"] = new JsonArray([.. remarks.Distinct().Select(Written)]);
        return written;
    }

    /// <summary>"every year (from 2023) from the first with an account open or a use outside, to the year of `on`"</summary>
    private List<int> Years()
    {
        var years = new List<int>();
        for (var year = 2023; year <= on.Year; year++)
        {
            var accountOpen = accounts.Any(account =>
                account.Opened.Year <= year && (account.End is null || account.End.Value.Year >= year)
            );
            if (years.Count > 0 || accountOpen || outsideAccounts.Any(line => line.On.Year == year))
            {
                years.Add(year);
            }
        }
        return years;
    }

    private JsonArray WrittenYears(List<int> years)
    {
        var written = new JsonArray();
        var opening = (Rational)0;
        foreach (var year in years)
        {
            Rational Of(string kind) =>
                Rational.Sum(
                    lines
                        .Where(line => line.On.Year == year && string.Equals(line.Kind, kind, StringComparison.Ordinal))
                        .Select(line => line.Days)
                );
            var closing = opening + Of("credit") + Of("extra") + Of("adjustment") - Of("use") - Of("expiry") - Of("forfeit");
            written.Add(
                new JsonObject
                {
                    ["year"] = year,
                    ["class"] = size.ClassOf(year),
                    ["fullTimeDays"] = FullTimeDays(year).ToString(),
                    ["opening"] = opening.ToString(),
                    ["credit"] = Of("credit").ToString(),
                    ["extra"] = Of("extra").ToString(),
                    ["adjusted"] = Of("adjustment").ToString(),
                    ["used"] = Of("use").ToString(),
                    ["outside"] = Of("outside").ToString(),
                    ["expired"] = Of("expiry").ToString(),
                    ["forfeited"] = Of("forfeit").ToString(),
                    ["closing"] = closing.ToString(),
                    ["hours"] = (closing * facts.HoursADay).ToString(),
                    ["minutes"] = Minutes(closing),
                }
            );
            opening = closing;
        }
        return written;
    }

    private Rational FullTimeDays(int year)
    {
        var highest = (Rational)0;
        foreach (var account in accounts)
        {
            highest = Rational.Max(highest, months.HighestA(account, year));
        }
        return highest;
    }

    private JsonObject? Window()
    {
        if (shown is null)
        {
            return null;
        }
        var day = shown.End is { } end && end < on ? end : on;
        if (day.Year < 2024)
        {
            return null;
        }
        var (from, to) = Calendar.Window(facts.Setting("windowMode", "fixed2024"), shown.Opened, day);
        var target = (Rational)0;
        for (var year = 2024; year <= on.Year; year++)
        {
            var credit = months.Year(shown, year).Credit;
            target += Rational.Sum(credit.Where(part => part.Window.From == from).Select(part => part.Days));
        }
        var used = Rational.Sum(
            shownLedger!.Lines.Where(line => line.Kind is "use" && from <= line.On && line.On <= to).Select(line => line.Days)
        );
        var refused = Rational.Sum(
            facts
                .Lessons.Where(one => one.Refused && one.Status is not "followed" && one.Counts)
                .SelectMany(one => one.Parts)
                .Where(part => from <= part.On && part.On <= to && part.On <= on)
                .Select(part => part.Days)
        );
        return new()
        {
            ["from"] = Text(from),
            ["to"] = Text(to),
            ["target"] = target.ToString(),
            ["used"] = used.ToString(),
            ["met"] = used + refused >= target,
        };
    }

    private JsonObject? Exit()
    {
        if (shown?.End is not { } end)
        {
            return null;
        }
        var last = shown.Last;
        var outstanding = new Ledger(facts, months, shown, []).Run(end, on, withForfeit: false).Balance;
        var acquired = last.EndReason is "dismissal" or "breachByEmployer" && last.PaidInLieu && outstanding > 0;
        var warnings = new JsonArray();
        if (acquired)
        {
            warnings.Add("valuationDisputed");
        }
        if (last.EndReason is "mutualAgreement" && outstanding > 0)
        {
            warnings.Add("presumedLost");
        }
        if (last.EndReason is "fixedTerm" && outstanding > 0)
        {
            warnings.Add("offerBeforeEnd");
        }
        return new()
        {
            ["on"] = Text(end),
            ["reason"] = last.EndReason,
            ["outstanding"] = outstanding.ToString(),
            ["mayTakeBeforeEnd"] =
                !shown.LosesWhatIsLeft
                && last.EndReason is not ("death" or "medicalForceMajeure")
                && (last.EndReason is not ("dismissal" or "breachByEmployer") || last.NoticeWorked),
            ["acquiredBenefit"] = acquired,
            ["warnings"] = warnings,
        };
    }

    private JsonNode Minutes(Rational days) => JsonValue.Create((long)(days * facts.HoursADay * 60).Ceiling());

    private static JsonObject Written(SizeRow row) =>
        new()
        {
            ["from"] = Text(row.From),
            ["to"] = row.To is { } to ? Text(to) : null,
            ["average"] = row.Average?.ToString(),
            ["declaredQuarters"] = row.DeclaredQuarters,
            ["class"] = row.Class,
        };

    private static JsonObject Written(Line line) =>
        new()
        {
            ["on"] = Text(line.On),
            ["kind"] = line.Kind,
            ["days"] = line.Days.ToString(),
        };

    private static JsonObject Written(Remark remark) => new() { ["code"] = remark.Code, ["at"] = remark.At };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
