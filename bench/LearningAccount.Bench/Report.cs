using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LearningAccount.Bench;

/// <summary>What a benchmark found: every figure beside its floor, measured in the same run, so that the machine cancels out.</summary>
internal sealed class Report(string name)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<Figure> figures = [];

    /// <summary>Adds a figure, and tells it at once to whoever waits: a benchmark may take a quarter of an hour.</summary>
    public void Add(Figure figure)
    {
        figures.Add(figure);
        Console.Error.WriteLine($"{figure.Name}: {figure.AsText()}");
    }

    public void Write(TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(AsJson(), Written));
            return;
        }
        output.WriteLine($"{name}: {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, medians");
        var width = figures.Max(figure => figure.Name.Length);
        foreach (var figure in figures)
        {
            output.WriteLine($"  {figure.Name.PadRight(width)}  {figure.AsText()}");
        }
    }

    private object AsJson() =>
        new
        {
            name,
            cores = Environment.ProcessorCount,
            framework = RuntimeInformation.FrameworkDescription,
            figures = figures.Select(figure => figure.AsJson()),
        };
}

/// <summary>One thing measured several times.</summary>
/// <param name="Name">What it is, with what it ran on: <c>import into SQLite</c>.</param>
/// <param name="Unit">Such as <c>ms</c>, <c>persons/s</c>.</param>
/// <param name="Runs">What each run gave; the first, which warms up, is not among them.</param>
internal sealed record Figure(string Name, string Unit, IReadOnlyList<double> Runs)
{
    /// <summary>What the machine can do at best at the same kind of work; null: only reported.</summary>
    public Floor? Floor { get; init; }

    /// <summary>How the figure should stand to its floor, or to a number where it has none.</summary>
    public Goal? Goal { get; init; }

    public double Median => MedianOf(Runs);

    public string AsText()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Number(Median)} {Unit} ({Number(Runs.Min())} to {Number(Runs.Max())}, {Runs.Count} runs)"
        );
        if (Floor is not null)
        {
            text += string.Create(
                CultureInfo.InvariantCulture,
                $"; {Floor.Name} {Number(MedianOf(Floor.Runs))} {Unit}: ratio {Ratio():0.00}"
            );
        }
        if (Goal is not null)
        {
            text += $"; goal {Goal.Text}: {(IsMet() ? "met" : "missed")}";
        }
        return text;
    }

    public object AsJson() =>
        new
        {
            name = Name,
            unit = Unit,
            median = Median,
            runs = Runs,
            floor = Floor is null
                ? null
                : new
                {
                    name = Floor.Name,
                    median = MedianOf(Floor.Runs),
                    runs = Floor.Runs,
                },
            ratio = Floor is null ? (double?)null : Ratio(),
            goal = Goal?.Text,
            met = Goal is null ? (bool?)null : IsMet(),
        };

    private double Ratio() => Median / MedianOf(Floor!.Runs);

    private bool IsMet()
    {
        var measured = Floor is null ? Median : Ratio();
        return Goal!.IsLeast ? measured >= Goal.Value : measured <= Goal.Value;
    }

    private static double MedianOf(IReadOnlyList<double> runs)
    {
        var sorted = runs.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    // Three figures that count; more would be noise.
    private static string Number(double value) =>
        value switch
        {
            >= 1_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " million",
            >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
            >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
            _ => value.ToString("0.####", CultureInfo.InvariantCulture),
        };
}

internal sealed record Floor(string Name, IReadOnlyList<double> Runs);

/// <summary>Of a figure with a floor the value is their ratio.</summary>
internal sealed record Goal(bool IsLeast, double Value)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "at least" : "at most")} {Value:0.##}");

    public static Goal AtLeast(double value) => new(true, value);

    public static Goal AtMost(double value) => new(false, value);
}
