namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>A of one employment in one month, and the length of the windows of the row it comes from, where it has its own.</summary>
internal readonly record struct FullTimeDays(Rational Days, int? WindowYears, int WindowsFrom);

/// <summary>A: the days of a full-time worker. Chapter "Employer" of the case file, rulebook R3.2 and 10.1.</summary>
internal sealed class DaysRead
{
    private readonly Situation facts;
    private readonly SizeRead size;
    private readonly List<Remark> remarks;
    private readonly List<AgreementRow> shipped;
    private readonly int lastYear;

    public DaysRead(Situation facts, SizeRead size, List<Remark> remarks, int lastYear)
    {
        (this.facts, this.size, this.remarks, this.lastYear) = (facts, size, remarks, lastYear);
        shipped = ShippedTable.For(facts.HoursADay);
        foreach (var row in facts.Agreements.Where(row => row.Individual))
        {
            var at = $"employer.schemes[{row.Place}]";
            if (row.BindingFrom is null)
            {
                remarks.Add(new("schemeNotBinding", at));
            }
            else if (IsLate(row))
            {
                remarks.Add(new("schemeLate", at));
            }
            else if (row.Class is "full" && row.Days < 2)
            {
                remarks.Add(new("schemeBelowFloor", at));
            }
        }
    }

    /// <summary>"The class of the year and the scheme on the first of the month fix A."</summary>
    public FullTimeDays For(Contract contract, int year, int month)
    {
        var found = WithoutOptOut(contract, year, month);
        if (!facts.OptOuts.TryGetValue(year, out var optOut))
        {
            return found;
        }
        if (optOut.Days < found.Days)
        {
            if (year <= lastYear)
            {
                remarks.Add(new("optOutBelowLaw", $"employer.optOuts[{optOut.Place}]"));
            }
            return found;
        }
        return found with { Days = optOut.Days };
    }

    public Rational Extra(int year) => facts.ExtraDays.GetValueOrDefault(year);

    private FullTimeDays WithoutOptOut(Contract contract, int year, int month)
    {
        // "False: law and sector agreements give 0 days"
        if (!facts.InScope || year < 2023)
        {
            return default;
        }
        var sizeClass = size.ClassOf(year);
        var law = LegalDays(sizeClass, year);
        var row = Find(contract, sizeClass, new(year, month, 1));
        // "In `small` and `none` a row under the law's number gives way to the law"
        return row is null || (sizeClass is not "full" && row.Days < law)
            ? new(law, null, 0)
            : new(row.Days, row.WindowYears, row.From.Year);
    }

    private static Rational LegalDays(string sizeClass, int year) =>
        sizeClass switch
        {
            "full" => year == 2023 ? 4 : 5,
            "small" => 1,
            _ => 0,
        };

    private AgreementRow? Find(Contract contract, string sizeClass, DateOnly firstOfMonth)
    {
        if (contract.Committee is null)
        {
            return null;
        }
        // "`schemes` are used before the shipped table"
        return Best(facts.Agreements, contract, sizeClass, firstOfMonth) ?? Best(shipped, contract, sizeClass, firstOfMonth);
    }

    private static AgreementRow? Best(List<AgreementRow> rows, Contract contract, string sizeClass, DateOnly firstOfMonth)
    {
        AgreementRow? best = null;
        foreach (var row in rows)
        {
            if (Counts(row, contract, sizeClass, firstOfMonth) && (best is null || !GoesBefore(best, row, contract.Committee!)))
            {
                best = row;
            }
        }
        return best;
    }

    private static bool Counts(AgreementRow row, Contract contract, string sizeClass, DateOnly firstOfMonth) =>
        row.Individual
        && row.BindingFrom is { } binding
        && !IsLate(row)
        && !(sizeClass is "full" && row.Days < 2)
        && row.From <= firstOfMonth
        && binding <= firstOfMonth
        && (row.To is null || firstOfMonth <= row.To)
        && (row.Class is "all" || string.Equals(row.Class, sizeClass, StringComparison.Ordinal))
        && (row.Worker is "all" || string.Equals(row.Worker, SchemeWorker(contract), StringComparison.Ordinal))
        && Committees(contract.Committee!).Contains(row.Committee, StringComparer.Ordinal);

    /// <summary>True when the first stays ahead of a row later in the file.</summary>
    private static bool GoesBefore(AgreementRow first, AgreementRow later, string committee)
    {
        var near = Committees(committee).IndexOf(first.Committee).CompareTo(Committees(committee).IndexOf(later.Committee));
        if (near != 0)
        {
            return near < 0;
        }
        if (first.Worker is "all" != (later.Worker is "all"))
        {
            return first.Worker is not "all";
        }
        if (first.Class is "all" != (later.Class is "all"))
        {
            return first.Class is not "all";
        }
        return first.From > later.From;
    }

    /// <summary>"after 30 September of the first (odd) year of the two-year period that holds `from`"</summary>
    private static bool IsLate(AgreementRow row)
    {
        var oddYear = row.From.Year % 2 == 1 ? row.From.Year : row.From.Year - 1;
        return row.DepositedOn > new DateOnly(oddYear, 9, 30);
    }

    /// <summary>"1xx blue-collar, 2xx employee, 3xx or none: only `all`"</summary>
    private static string? SchemeWorker(Contract contract) =>
        contract.Category is "blueCollar" or "employee" ? contract.Category
        : contract.Committee![0] == '1' ? "blueCollar"
        : contract.Committee[0] == '2' ? "employee"
        : null;

    /// <summary>The committee itself, its parent, its grand-parent.</summary>
    private static List<string> Committees(string committee) =>
        [.. new[] { committee, committee[..5] + "00", committee[..3] + "0000" }.Distinct(StringComparer.Ordinal)];
}
