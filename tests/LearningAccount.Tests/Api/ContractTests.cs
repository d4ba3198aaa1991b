using System.Net;
using LearningAccount.App.Api;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;

namespace LearningAccount.Tests.Api;

/// <summary>The published contract beside the program that is served.</summary>
public sealed class ContractTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_served_where_it_says() => Assert.Equal(ApiContract.Root, ApiContract.Shipped.Server);

    [Fact]
    public async Task It_can_be_read_by_everybody_and_asked_for_again_when_it_changed()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync($"{ApiContract.Root}/doc/openapi.yaml");
        Assert.Equal("application/yaml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Project.Read("docs/contracts/openapi.yaml"), await answer.Content.ReadAsStringAsync(Cancel));
        using var health = await portal.GetAsync($"{ApiContract.Root}/health");
        Assert.Equal("""{"status":"UP","environment":"R"}""", await health.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public void How_each_text_of_a_request_is_written_is_said_in_words()
    {
        var seen = new HashSet<ContractSchema>();
        var faults = new List<string>();
        foreach (var operation in ApiContract.Shipped.Operations)
        {
            foreach (var parameter in operation.Parameters)
            {
                Walk(parameter.Schema, parameter.Name);
            }
            foreach (var body in operation.Bodies.Values.OfType<ContractSchema>())
            {
                Walk(body, operation.Id);
            }
        }
        Faults.None(faults.Distinct());

        void Walk(ContractSchema schema, string path)
        {
            if (!seen.Add(schema))
            {
                return;
            }
            if (schema.Pattern is not null && SchemaCheck.FormOf(schema, path) is null)
            {
                faults.Add($"{path} {schema.Pattern}");
            }
            foreach (var (name, property) in schema.Properties)
            {
                Walk(property, $"{path}.{name}");
            }
            foreach (var below in new[] { schema.Items, schema.Values }.Concat(schema.Kinds.Values).OfType<ContractSchema>())
            {
                Walk(below, path);
            }
        }
    }

    [Fact]
    public void Every_type_of_problem_is_explained()
    {
        const string prefix = "api.problem.";
        var told = ApiContract.Shipped.Document["components"]!["schemas"]!["Problem"]!["description"]!.ToString();
        // A sentence of its own, of the type of all media that are not read.
        var types = ApiTexts
            .Catalogue.Codes.Where(code =>
                code.StartsWith(prefix, StringComparison.Ordinal) && code is not $"{prefix}unsupportedEncoding"
            )
            .Select(code => code[prefix.Length..]);
        Faults.None(types.Where(type => !told.Contains($"`{type}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_examples_show_as_much_of_a_national_number_as_answers_do()
    {
        var number = ApiContract.Shipped.Document["components"]!["schemas"]!["Ssin"]!["example"]!.ToString();
        Assert.True(Ssin.TryParseDigits(number, out var ssin, out _));
        const string member = "maskedSsin: ";
        var shown = ApiContract
            .Written()
            .Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith(member, StringComparison.Ordinal))
            .Select(line => line[member.Length..]);
        Assert.Equal([PersonDirectory.Masked(ssin)], shown.Distinct());
    }

    [Fact]
    public async Task What_is_not_in_it_is_a_problem_and_no_page()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync($"{ApiContract.Root}/nothing");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.Contains("BelGov-Trace-Id"));
    }
}
