using System.Reflection;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>Rooms use the rooms below them, never those above or beside. docs/map.md draws it.</summary>
public sealed class ArrowTests
{
    // From top to bottom; rooms of one line do not know each other. "" are the files in the project's own folder.
    private static readonly string[][] Law =
    [
        ["Cases"],
        ["Population"],
        ["Account"],
        ["Exit"],
        ["Credit"],
        ["Size"],
        ["Parameters"],
        ["Reasons"],
        ["Facts"],
        ["Numbers", "Texts"],
        [""],
    ];
    private static readonly string[][] Records =
    [
        ["Duties"],
        ["Privacy"],
        ["Notices"],
        ["Documents", "Corrections", "Submissions", "Events"],
        ["Anomalies", "Reconciliation", "Plans", "Reports"],
        ["Accounts"],
        ["Trainings"],
        ["Registry"],
        ["Access"],
        ["Sandbox"],
        ["Journal"],
        ["Storage"],
        [""],
    ];
    private static readonly string[][] App =
    [
        ["Commands"],
        ["Hosting"],
        ["Portal", "Api", "Batch"],
        ["Jobs"],
        ["Sandbox"],
        ["Identity"],
        ["Archive"],
        ["Figures"],
        ["Plans", "Privacy", "Reconciliation"],
        ["Documents"],
        ["Mail", "Events"],
        ["Duties"],
        ["Example"],
        ["Imports"],
        ["Papers", "Trainings"],
        ["Exports", "Settings", "Wording"],
        [""],
    ];

    [Theory]
    [InlineData("LearningAccount.Law", new string[] { })]
    [InlineData("LearningAccount.Records", new[] { "LearningAccount.Law" })]
    [InlineData("LearningAccount.App", new[] { "LearningAccount.Records" })]
    public void A_project_knows_only_the_projects_below_it(string project, string[] below)
    {
        var file = System.Xml.Linq.XDocument.Parse(Project.Read($"src/{project}/{project}.csproj"));
        var known = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(below, known.ToArray());
    }

    [Fact]
    public void The_law_stands_alone()
    {
        var used = typeof(LearningAccount.Law.Fraction).Assembly.GetReferencedAssemblies().Select(name => name.Name!);
        Assert.All(used, name => Assert.StartsWith("System", name, StringComparison.Ordinal));
        Assert.DoesNotContain(
            "PackageReference",
            Project.Read("src/LearningAccount.Law/LearningAccount.Law.csproj"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rooms_of_the_law_use_the_rooms_below_them() => Check("LearningAccount.Law", Law);

    [Fact]
    public void Rooms_of_the_facts_use_the_rooms_below_them() => Check("LearningAccount.Records", Records);

    [Fact]
    public void Doors_do_not_know_each_other() => Check("LearningAccount.App", App);

    [Fact]
    public void The_command_line_starts_the_other_doors_and_knows_nothing_of_them()
    {
        var used = new Rooms(Assembly.Load("learning-account"), "LearningAccount.App")
            .Uses()
            .Where(use => use is { From: "Commands", To: "Portal" or "Api" or "Batch" })
            .Select(use => $"{use.User} uses {use.Used}: what two doors need stands in a room below them.");
        Faults.None(used.Distinct(StringComparer.Ordinal));
    }

    private static void Check(string project, string[][] layers)
    {
        var assembly = Assembly.Load(
            string.Equals(project, "LearningAccount.App", StringComparison.Ordinal) ? "learning-account" : project
        );
        var rooms = new Rooms(assembly, project);
        var level = layers.SelectMany((layer, depth) => layer.Select(room => (room, depth))).ToDictionary(StringComparer.Ordinal);
        var unknown = rooms.Names.Where(room => !level.ContainsKey(room)).ToList();
        Assert.True(
            unknown.Count == 0,
            $"{project} has rooms that are not on the map: {string.Join(", ", unknown)}. Give each its place here and in docs/map.md."
        );

        var wrong = rooms
            .Uses()
            .Where(use => level[use.From] >= level[use.To])
            .Where(use => !IsComposition(use.User))
            .Select(use => $"{Named(use.From)} may not use {Named(use.To)}, yet {use.User} uses {use.Used}.")
            .Distinct(StringComparer.Ordinal);
        Faults.None(wrong);
    }

    // Program.cs stands in the project's own folder and puts everything together.
    private static bool IsComposition(string type) => type is "Program";

    private static string Named(string room) => room.Length == 0 ? "a file in the project's own folder" : room;
}
