using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using LearningAccount.App.Example;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Example;

public sealed class ExampleDeclarationTests
{
    private static readonly IReadOnlyList<ExampleWorker> Workers = ExampleCompany.Workers();

    [Fact]
    public void There_are_250_workers_with_numbers_nobody_was_given()
    {
        Assert.Equal(250, Workers.Count);
        var numbers = Workers
            .Select(worker => worker.Ssin)
            .Concat(Workers.Select(worker => worker.FormerSsin).OfType<Ssin>())
            .ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(int.Parse(number.Digits.AsSpan(6, 3), null), 991, 998));
        Assert.Equal(250, Workers.Select(worker => worker.Reference).Distinct().Count());
    }

    [Fact]
    public void Twelve_declarations_follow_the_schema_of_the_nsso()
    {
        Assert.SkipWhen(Project.Shared is null, "The schema of the NSSO does not stand beside the project.");
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(Path.Combine(Project.Shared!, "data", "nsso", "DmfAOriginal_20223.xsd"));
        schemas.Add(null, schema);
        var files = ExampleCompany.Declarations(Workers).ToList();
        Assert.Equal(12, files.Count);
        foreach (var (name, content) in files)
        {
            var faults = new List<string>();
            XDocument.Load(new MemoryStream(content)).Validate(schemas, (_, fault) => faults.Add(fault.Message));
            Assert.True(faults.Count == 0, $"{name}: {string.Join("; ", faults.Take(3))}");
        }
    }

    [Fact]
    public void The_same_company_is_made_each_time()
    {
        var again = ExampleCompany.Declarations(ExampleCompany.Workers()).Select(file => Convert.ToHexString(file.Content));
        Assert.Equal(ExampleCompany.Declarations(Workers).Select(file => Convert.ToHexString(file.Content)), again);
    }
}
