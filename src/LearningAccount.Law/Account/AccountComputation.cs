using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>Makes the account of a worker out of the facts: a pure function of facts, law and day.</summary>
public static class AccountComputation
{
    /// <summary>The account on a day, with every figure's reason.</summary>
    public static Account For(AccountFacts facts, LawBook law, DateOnly on) =>
        For(facts, new EmployerLaw(facts.Employer, facts.Settings, law), on);

    /// <summary>The same for one of many workers of an employer.</summary>
    /// <param name="facts">
    /// Their employer and settings are those <paramref name="law"/> was made for; the worker may have numbers of his own.
    /// </param>
    public static Account For(AccountFacts facts, EmployerLaw law, DateOnly on)
    {
        law = law.For(facts);
        var reasons = new ReasonWriter(facts, law);
        var spans = AccountSpan.Join(facts);
        var ledger = new Ledger(facts, law, on, reasons);
        ledger.Run(spans);
        var firstYear = FirstYear(spans, ledger, on);
        var (years, lastYearReason) = Years(law, ledger, reasons, firstYear, on);
        var anomalies = ImmutableArray.CreateBuilder<Anomaly>();
        var size = Size(law, reasons, firstYear ?? on.Year, on, anomalies);
        NoteFacts(facts, law, spans, on, anomalies);
        anomalies.AddRange(ledger.Anomalies);
        var entries = ledger.Entries;
        if (entries.Count > 1)
        {
            SortByDay(entries);
        }
        return new()
        {
            On = on,
            Law = law.Law.Edition,
            Size = size,
            Years = years,
            Window = Window(facts, law, ledger, reasons, on),
            Balance = BalanceOf(law, ledger.Balance, reasons.Balance(on, ledger.Balance, lastYearReason)),
            Exit = Exit(facts, ledger, reasons),
            Entries = [.. entries],
            Reasons = reasons.All,
            Anomalies = anomalies.DrainToImmutable(),
            Planned = Uses.Planned(facts, law.HoursPerDay, on),
            Expiring = ledger.Last?.Expiring ?? [],
        };
    }

    /// <summary>The first year with an account open, or a use outside one.</summary>
    private static int? FirstYear(List<AccountSpan> spans, Ledger ledger, DateOnly on)
    {
        int? first = null;
        foreach (var span in spans)
        {
            if (span.Opened <= on && (span.End is null || span.End.Value.Year >= CreditOfYears.FirstYear))
            {
                first = Math.Max(span.Opened.Year, CreditOfYears.FirstYear);
                break;
            }
        }
        foreach (var entry in ledger.Entries)
        {
            if (entry.Kind == EntryKind.Outside && !(entry.On.Year >= first))
            {
                first = entry.On.Year;
            }
        }
        return first <= on.Year ? first : null;
    }

    private static (ImmutableArray<AccountYear> Years, int LastReason) Years(
        EmployerLaw law,
        Ledger ledger,
        ReasonWriter reasons,
        int? firstYear,
        DateOnly on
    )
    {
        if (firstYear is not { } first)
        {
            return ([], -1);
        }
        var years = ImmutableArray.CreateBuilder<AccountYear>(on.Year - first + 1);
        var opening = Fraction.Zero;
        var reason = -1;
        for (var year = first; year <= on.Year; year++)
        {
            ref readonly var figures = ref ledger.Year(year);
            var closing = opening + figures.Change;
            reason = reasons.Year(year, opening, figures, closing);
            var (hours, minutes) = InTime(law, closing);
            years.Add(
                new()
                {
                    Year = year,
                    Class = law.Sizes.Of(year),
                    FullTimeDays = figures.Highest?.Value ?? Fraction.Zero,
                    Months = figures.Months,
                    Worked = figures.Worked,
                    Opening = opening,
                    Credit = figures.Credit,
                    Extra = figures.Extra,
                    Adjusted = figures.Adjusted,
                    Used = figures.Used,
                    Outside = figures.Outside,
                    Expired = figures.Expired,
                    Forfeited = figures.Forfeited,
                    Closing = closing,
                    Hours = hours,
                    Minutes = minutes,
                    Reason = reason,
                    FullTimeDaysReason = reasons.FullTimeDays(year, figures.Highest),
                }
            );
            opening = closing;
        }
        return (years.DrainToImmutable(), reason);
    }

    private static ImmutableArray<SizePeriod> Size(
        EmployerLaw law,
        ReasonWriter reasons,
        int firstYear,
        DateOnly on,
        ImmutableArray<Anomaly>.Builder anomalies
    )
    {
        var periods = ImmutableArray.CreateBuilder<SizePeriod>();
        foreach (var finding in law.Sizes.UpTo(firstYear, on))
        {
            if (finding.Basis == SizeBasis.Unknown)
            {
                anomalies.Add(
                    new("sizeUnknown", Severity.Warning, "employer")
                    {
                        Values = [("periodFrom", finding.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
                    }
                );
            }
            periods.Add(SizePeriods.Of(finding, reasons.Size(finding)));
        }
        return periods.DrainToImmutable();
    }

    private static WindowStanding? Window(AccountFacts facts, EmployerLaw law, Ledger ledger, ReasonWriter reasons, DateOnly on)
    {
        if (ledger.Last is not { } run)
        {
            return null;
        }
        var day = run.Span.End is { } end && end < on ? end : on;
        if (day < law.Law.FirstWindowFrom)
        {
            return null;
        }
        var window = run.WindowHolding(day);
        var credits = run.TargetOf(window).ToList();
        var target = credits.Aggregate(Fraction.Zero, (sum, credit) => sum + credit.Days);
        var used = run.UsedIn(window);
        var refused = Fraction.Zero;
        foreach (var offer in Uses.Refused(facts, law.HoursPerDay, on))
        {
            refused += window.Contains(offer.On) ? offer.Days : Fraction.Zero;
        }
        return new(
            window.From,
            window.LastDay,
            target,
            used,
            used + refused >= target,
            reasons.WindowTarget(window, credits, target)
        )
        {
            UsedReason = reasons.WindowUsed(window, used, refused),
        };
    }

    private static AccountExit? Exit(AccountFacts facts, Ledger ledger, ReasonWriter reasons)
    {
        if (ledger.Last is not { Span.End: { } end } run)
        {
            return null;
        }
        var employment = facts.Employments[run.Span.EndsLast];
        var outstanding = run.Outstanding ?? Fraction.Zero;
        return new()
        {
            On = end,
            EndReason = employment.EndReason,
            Outstanding = outstanding,
            MayTakeBeforeEnd = ExitRules.MayTakeBeforeEnd(employment),
            AcquiredBenefit = ExitRules.IsAcquiredBenefit(employment, outstanding),
            Warnings = ExitRules.Warnings(employment, outstanding),
            Reason = reasons.Exit(run.Span, outstanding),
        };
    }

    // What the facts themselves lack, whatever happened in the account.
    private static void NoteFacts(
        AccountFacts facts,
        EmployerLaw law,
        List<AccountSpan> spans,
        DateOnly on,
        ImmutableArray<Anomaly>.Builder anomalies
    )
    {
        anomalies.AddRange(law.SchemeAnomalies);
        for (var place = 0; place < facts.Employments.Length; place++)
        {
            if (AccountSpan.IsExcluded(facts.Employments[place].Category, facts.Settings))
            {
                anomalies.Add(new("employmentExcluded", Severity.Warning, $"employments[{place}].category"));
            }
        }
        foreach (var span in spans)
        {
            if (span.Opened <= on && span.End is not null && facts.Employments[span.EndsLast].EndReason is null)
            {
                anomalies.Add(new("endReasonMissing", Severity.Warning, $"employments[{span.EndsLast}].endReason"));
            }
        }
    }

    private static Balance BalanceOf(EmployerLaw law, Fraction balance, int reason)
    {
        var (hours, minutes) = InTime(law, balance);
        return new(balance, hours, minutes, reason);
    }

    /// <summary>Hours at the employer's full-time day; minutes rounded up, so that rounding takes nothing from the worker (R3.8).</summary>
    private static (Fraction Hours, BigInteger Minutes) InTime(EmployerLaw law, Fraction days)
    {
        var hours = days * law.HoursPerDay;
        return (hours, (hours * 60).Ceiling().Numerator);
    }

    // Entries are nearly in order: only uses outside an account can stand late. Stable.
    private static void SortByDay(List<AccountEntry> entries)
    {
        for (var place = 1; place < entries.Count; place++)
        {
            var entry = entries[place];
            var to = place;
            while (to > 0 && entries[to - 1].On > entry.On)
            {
                entries[to] = entries[to - 1];
                to--;
            }
            entries[to] = entry;
        }
    }
}
