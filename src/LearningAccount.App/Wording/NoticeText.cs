using LearningAccount.Law;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Wording;

/// <summary>What a notice says, with the figures it stated when it was told.</summary>
internal static class NoticeText
{
    public static string Of(ToldNotice told, Words words)
    {
        var stated = told.Stated;
        return told.Notice.Kind switch
        {
            NoticeKind.TrainingRecorded => words.Count(
                "notice.TrainingRecorded",
                long.Parse(stated["count"], Words.Invariant),
                ("title", stated["title"])
            ),
            NoticeKind.AccountOpened or NoticeKind.YearlyBalance => words.Of(
                $"notice.{told.Notice.Kind}",
                ("left", words.Days(Fraction.Parse(stated["left"]))),
                ("credit", words.Days(Fraction.Parse(stated["credit"]))),
                ("year", stated["year"])
            ),
            NoticeKind.DaysExpiring => words.Of(
                "notice.DaysExpiring",
                ("days", words.Days(Fraction.Parse(stated["days"]))),
                ("on", words.Date(ColumnText.ToDay(stated["on"])))
            ),
            _ => words[$"notice.{told.Notice.Kind}"],
        };
    }
}
