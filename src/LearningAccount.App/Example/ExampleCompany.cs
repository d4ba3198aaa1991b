using System.Globalization;
using System.Text;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Example;

/// <summary>
/// A company that does not exist, with the files an employer has: twelve quarterly declarations, a staff list and a list of
/// trainings of 250 workers. The same files each time, with the cases in them that payroll knows and programs get wrong.
/// </summary>
public static class ExampleCompany
{
    /// <summary>The quarters it declares. Those of the reference period of 2026 are among them, those of 2024 are not.</summary>
    internal static readonly Quarter First = Quarter.Of(2023, 4);
    internal static readonly Quarter Last = Quarter.Of(2026, 3);

    private const int WorkerCount = 250;
    private const ulong Seed = 19_681_205;

    public const string StaffList = "personeelslijst.csv";
    public const string TrainingList = "formations.xlsx";
    private const string Readme = "README.md";

    private static readonly Catalogue Texts = Catalogue.Load(typeof(ExampleCompany).Assembly, "Example/Texts/example.json");

    /// <summary>The files in memory, the page that tells of them first.</summary>
    /// <param name="language">Of that page; the other files are as they are.</param>
    public static IEnumerable<(string Name, byte[] Content)> Files(Language language)
    {
        var workers = Workers();
        var trainings = new ExampleTrainings(workers, new(Seed + 1)).Make();
        yield return (Readme, Encoding.UTF8.GetBytes(Page(trainings.Count, language)));
        foreach (var declaration in Declarations(workers))
        {
            yield return declaration;
        }
        yield return (StaffList, ExampleStaffList.Write(workers));
        yield return (TrainingList, ExampleTrainingList.Write(workers, trainings));
    }

    /// <summary>Writes the files into a folder, which is made where missing.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(string folder, Language language)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in Files(language))
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }
    }

    internal static IReadOnlyList<ExampleWorker> Workers()
    {
        var random = new ExampleRandom(Seed);
        return Workers(new(random), random);
    }

    /// <summary>Three more employers who do not exist, whose workers are nobody of the company's.</summary>
    internal static IReadOnlyList<ExampleEmployer> Others()
    {
        var random = new ExampleRandom(Seed);
        var names = new ExampleNames(random);
        _ = Workers(names, random);
        return [.. ExampleEmployer.Make(names, random)];
    }

    private static IReadOnlyList<ExampleWorker> Workers(ExampleNames names, ExampleRandom random)
    {
        var unusual = new UnusualContracts(names).Make();
        var gone = new UnusualEnds(names).Make();
        return [.. unusual, .. gone, .. RegularWorkers.Make(WorkerCount - unusual.Count - gone.Count, names, random)];
    }

    internal static IEnumerable<(string Name, byte[] Content)> Declarations(IReadOnlyList<ExampleWorker> workers)
    {
        for (var quarter = First; quarter <= Last; quarter = quarter.AddQuarters(1))
        {
            yield return ($"dmfa-{quarter}.xml", new ExampleDeclaration(quarter, workers).Write());
        }
    }

    private static string Page(int trainings, Language language)
    {
        string Text(string code, params (string, string)[] values) => Texts.Text(code, language, values);

        return $"""
            # {Text("example.title")}

            {Text("example.intro", ("workers", Number(WorkerCount)), ("employer", ExampleNumbers.Employer.ToString()))}

            {Text("example.import")}

                ila import dmfa-*.xml {StaffList} {TrainingList}

            - {Text("example.declarations", ("first", $"dmfa-{First}.xml"), ("last", $"dmfa-{Last}.xml"))}
            - {Text(
                "example.staff",
                ("file", StaffList),
                ("wrong", Number(ExampleStaffList.Wrong)),
                ("repeated", Number(ExampleStaffList.Repeated))
            )}
            - {Text(
                "example.trainings",
                ("file", TrainingList),
                ("rows", Number(trainings + ExampleTrainingList.Wrong + 1)),
                ("wrong", Number(ExampleTrainingList.Wrong)),
                ("repeated", Number(ExampleTrainingList.Repeated))
            )}

            {Text("example.cases")}

            """;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
