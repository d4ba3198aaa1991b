using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>One idea, one word. Words that could stand behind any name say nothing.</summary>
public sealed partial class NameTests
{
    private static readonly string[] Empty =
    [
        "Service",
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Base",
        "Common",
        "Info",
        "Data",
        "Dto",
        "Impl",
    ];

    [Fact]
    public void No_type_has_an_empty_name()
    {
        string[] projects = ["LearningAccount.Law", "LearningAccount.Records", "learning-account", "LearningAccount.Tests"];
        var types = projects.SelectMany(name => Assembly.Load(name).GetTypes()).Where(IsWritten);
        Faults.None(types.Where(type => HasEmptyWord(type.Name)).Select(type => type.FullName!));
    }

    [Fact]
    public void No_file_has_an_empty_name()
    {
        var files = Project.Files(".cs", ".cshtml").Where(path => path.Split('/').Any(part => HasEmptyWord(part.Split('.')[0])));
        Faults.None(files);
    }

    [Fact]
    public void A_test_is_named_by_a_sentence()
    {
        var tests = typeof(NameTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>(inherit: true).Any());
        Faults.None(
            tests
                .Where(test => !test.Name.Contains('_', StringComparison.Ordinal))
                .Select(test => $"{test.DeclaringType!.Name}.{test.Name}")
        );
    }

    private static bool IsWritten(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && type.Namespace?.StartsWith("LearningAccount", StringComparison.Ordinal) == true;

    private static bool HasEmptyWord(string name) =>
        Word().Matches(name).Any(word => Empty.Contains(word.Value, StringComparer.Ordinal));

    [GeneratedRegex("[A-Z][a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
