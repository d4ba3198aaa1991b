using LearningAccount.Law.Facts;

namespace LearningAccount.App.Wording;

/// <summary>A training in words.</summary>
public static class TrainingWords
{
    public static string Title(Training training, Words words) =>
        training.Title is { Length: > 0 } title ? title : words["training.untitled"];

    /// <summary>As it was given: in hours or in days.</summary>
    public static string Duration(Training training, Words words) =>
        training.Hours is { } hours
            ? words.Of("training.hours", ("hours", words.Short(hours)))
            : words.Days(training.Days!.Value);
}
