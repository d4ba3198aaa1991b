using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Worker;

/// <summary>The answer of the account page in a sentence or two: what is left, what is reserved, what expires when.</summary>
public static class AccountSentence
{
    /// <summary>Within these months of a day on which days expire, the sentence warns of it.</summary>
    private const int MonthsAhead = 12;

    public static IEnumerable<(string Code, (string, string)[] Values)> Of(Account account, Words words)
    {
        var left = account.Balance.Exact;
        if (account.Years.IsEmpty)
        {
            yield return ("account.none", [("on", words.Date(account.On))]);
            yield break;
        }
        if (account.Exit is { } left0 && left0.On < account.On)
        {
            yield return (
                left0.Outstanding.Sign > 0 ? "account.left.outstanding" : "account.left.nothing",
                [("on", words.Date(left0.On)), ("days", words.Days(left0.Outstanding))]
            );
            yield break;
        }
        yield return left.Sign switch
        {
            > 0 => ("account.has", [("days", words.Days(left))]),
            0 => ("account.hasNone", []),
            _ => ("account.over", [("days", words.Days(-left))]),
        };
        if (account.Planned.Sign > 0)
        {
            yield return ("account.reserved", [("days", words.Days(account.Planned))]);
        }
        if (account.Exit is { } ends)
        {
            yield return ("account.ends", [("on", words.Date(ends.On))]);
        }
        else if (!account.Expiring.IsEmpty)
        {
            var (day, days) = account.Expiring[0];
            var soon = day <= account.On.AddMonths(MonthsAhead);
            yield return (
                soon ? "account.expiresSoon" : "account.expiresNot",
                [("on", words.Date(day)), ("days", words.Days(days))]
            );
        }
    }
}
