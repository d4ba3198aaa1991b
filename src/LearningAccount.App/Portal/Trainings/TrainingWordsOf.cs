using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Words of the pages of trainings that several of them use.</summary>
public static class TrainingWordsOf
{
    /// <summary>A site or department as <see cref="TrainingList.Places"/> writes it: <c>department:Paint shop</c>.</summary>
    public static string Place(string place, Words words)
    {
        var at = place.IndexOf(':', StringComparison.Ordinal);
        return words.Of($"trainings.{place[..at]}", ("name", place[(at + 1)..]));
    }
}
