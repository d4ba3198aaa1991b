using System.Text.Json;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Example;

/// <param name="Days">Working days it takes.</param>
internal sealed record ExampleCourse(string Title, TrainingKind Kind, Fraction? Hours, Fraction? LongDays, int Days);

/// <summary>Trainings as companies give them, named in French as the list is.</summary>
internal static class ExampleCourses
{
    private const string Resource = "Example/courses.json";

    public static IReadOnlyList<ExampleCourse> All { get; } = Read();

    private static List<ExampleCourse> Read()
    {
        using var stream = typeof(ExampleCourses).Assembly.GetManifestResourceStream(Resource)!;
        var written = JsonSerializer.Deserialize<Written[]>(stream, JsonSerializerOptions.Web)!;
        return [.. written.Select(Course)];
    }

    private static ExampleCourse Course(Written course)
    {
        _ = QuantityReading.Duration(new(CellKind.Text, course.Duration), out var quantity, out _);
        var inHours = course.Unit is "hours";
        var days = inHours ? (quantity / Fraction.Of(38, 5)).Ceiling() : quantity;
        return new(
            course.Fr,
            Enum.Parse<TrainingKind>(course.Kind, ignoreCase: true),
            inHours ? quantity : null,
            inHours ? null : quantity,
            (int)days.Numerator
        );
    }

    private sealed record Written(string Fr, string Kind, string Unit, string Duration);
}
