using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Example;

/// <summary>A smaller employer who does not exist, with a staff list and a list of trainings without a slip in them.</summary>
/// <param name="Size">Its class since 2024; it sends no declarations.</param>
internal sealed record ExampleEmployer(
    EnterpriseNumber Number,
    string Name,
    SizeClass Size,
    IReadOnlyList<ExampleWorker> Workers,
    IReadOnlyList<TrainingLine> Trainings
)
{
    public byte[] StaffList => ExampleStaffList.Write(Number, Name, Workers);
    public byte[] TrainingList => ExampleTrainingList.Write(Trainings);

    /// <summary>One of each class: of 20 workers and more, of 10 to 19, of fewer than 10.</summary>
    public static IEnumerable<ExampleEmployer> Make(ExampleNames names, ExampleRandom random)
    {
        yield return Make("0999990321", "Atelier Lumière SRL", SizeClass.Full, 24, names, random);
        yield return Make("0999990420", "Bäckerei Morgenrot AG", SizeClass.Small, 12, names, random);
        yield return Make("0999990519", "Fietshuis De Spaak BV", SizeClass.None, 6, names, random);
    }

    private static ExampleEmployer Make(
        string digits,
        string name,
        SizeClass size,
        int count,
        ExampleNames names,
        ExampleRandom random
    )
    {
        var number = EnterpriseNumber.TryParse(digits, out var read, out _) ? read : default;
        List<ExampleWorker> workers = [.. RegularWorkers.Make(count, names, random)];
        var trainings = new ExampleTrainings(workers, random).MakeUsual(number);
        return new(number, name, size, workers, trainings);
    }
}
