namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>The employments that make one account, and its end.</summary>
internal sealed class Joined
{
    /// <summary>In order of start, then as in the file.</summary>
    public required List<Contract> Contracts { get; init; }
    public DateOnly Opened => Contracts[0].Start;
    public DateOnly? End => Last.End;

    /// <summary>The employment that ends last; on the same day the later in order of start, then in the file.</summary>
    public Contract Last
    {
        get
        {
            var last = Contracts[0];
            foreach (var contract in Contracts)
            {
                if ((contract.End ?? DateOnly.MaxValue) >= (last.End ?? DateOnly.MaxValue))
                {
                    last = contract;
                }
            }
            return last;
        }
    }

    public bool LosesWhatIsLeft => Last.EndReason is "resignation" or "grossMisconduct" or "mutualAgreement";

    public bool IsOpenOn(DateOnly day) => Opened <= day && (End is null || day <= End);

    public static List<Joined> Accounts(Situation facts)
    {
        var accounts = new List<Joined>();
        foreach (var contract in facts.Contracts.Where(one => !IsExcluded(one, facts)).OrderBy(one => one.Start))
        {
            if (accounts.Count > 0 && Joins(accounts[^1], contract, facts.GapClosesAccount))
            {
                accounts[^1].Contracts.Add(contract);
            }
            else
            {
                accounts.Add(new() { Contracts = [contract] });
            }
        }
        return accounts;
    }

    private static bool Joins(Joined account, Contract next, int gapClosesAccount)
    {
        if (account.End is not { } end)
        {
            return true;
        }
        return next.Start <= end.AddDays(1)
            || (next.Start.Year == end.Year && next.Start.Month == end.Month)
            || Calendar.WorkingDaysBetween(end, next.Start) < gapClosesAccount
            || account.Last.EndReason is "transfer";
    }

    private static bool IsExcluded(Contract contract, Situation facts) =>
        contract.Category switch
        {
            "student" => facts.Setting("excludeStudents", false),
            "flexiJob" => facts.Setting("excludeFlexiJobs", false),
            "occasional" => facts.Setting("excludeOccasional", false),
            "apprentice" => facts.Setting("excludeApprentices", false),
            _ => false,
        };
}
