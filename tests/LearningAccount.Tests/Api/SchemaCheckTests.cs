using System.Text.Json;
using LearningAccount.App.Api.Contract;

namespace LearningAccount.Tests.Api;

/// <summary>What is sent, checked against schemas of the contract: each fault with its place, and nothing right refused.</summary>
public sealed class SchemaCheckTests
{
    private const string Schemas = """
        openapi: 3.0.3
        info: { title: Test, version: 1.0.0 }
        servers: [{ url: /REST/test/v1 }]
        paths: {}
        components:
          schemas:
            Ssin: { type: string, pattern: '^\d{11}$' }
            Quantity: { type: string, pattern: '^[0-9]{1,12}(\.[0-9]{1,12}|/[1-9][0-9]{0,11})?$' }
            Named:
              type: object
              required: [name]
              properties:
                name: { type: string, minLength: 1, maxLength: 5 }
                self: { type: string, format: uri, readOnly: true }
            Thing:
              allOf:
                - $ref: '#/components/schemas/Named'
                - type: object
                  required: [on]
                  properties:
                    on: { type: string, format: date }
                    at: { type: string, format: date-time }
                    ssin: { $ref: '#/components/schemas/Ssin' }
                    cost: { allOf: [{ $ref: '#/components/schemas/Quantity' }] }
                    own: { type: string, pattern: '^[A-Z]+$' }
                    count: { type: integer, minimum: 1, maximum: 10 }
                    kind: { type: string, enum: [formal, informal] }
                    parts: { type: array, minItems: 1, maxItems: 2, uniqueItems: true, items: { $ref: '#/components/schemas/Named' } }
                    texts: { type: object, maxProperties: 1, additionalProperties: { type: string } }
                    gone: { type: string, nullable: true }
                    is: { type: boolean }
            Either:
              type: object
              properties: { hours: { type: string }, days: { type: string } }
              oneOf: [{ required: [hours] }, { required: [days] }]
            Many:
              type: object
              properties:
                items: { type: array, maxItems: 2, x-each-by-itself: true, items: { $ref: '#/components/schemas/Named' } }
            Two:
              allOf:
                - $ref: '#/components/schemas/Either'
                - type: object
                  properties: { name: { type: string }, number: { type: string } }
                  oneOf: [{ required: [name] }, { required: [number] }]
            Shape:
              type: object
              properties: { type: { type: string } }
              required: [type]
              oneOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Square' }]
              discriminator:
                propertyName: type
                mapping: { round: '#/components/schemas/Round', square: '#/components/schemas/Square' }
            Round: { type: object, required: [type, across], properties: { type: { type: string }, across: { type: integer } } }
            Square: { type: object, required: [type, side], properties: { type: { type: string }, side: { type: integer } } }
        """;

    private static readonly ApiContract Contract = ApiContract.Of(Schemas);

    [Theory]
    [InlineData("Thing", """{"name":"ab","on":"2026-02-28","count":10,"kind":"formal","is":true,"gone":null}""")]
    [InlineData("Thing", """{"name":"ééééé","on":"2024-02-29","at":"2026-01-01T10:00:00+01:00","texts":{"nl":"x"}}""")]
    [InlineData("Thing", """{"name":"😀😀😀😀😀","on":"2024-02-29","self":17,"parts":[{"name":"a"},{"name":"b"}]}""")]
    [InlineData("Thing", """{"name":"a","on":"2024-02-29","count":2.0,"ssin":"78083112345"}""")]
    [InlineData("Either", """{"hours":"1"}""")]
    [InlineData("Shape", """{"type":"round","across":3}""")]
    [InlineData("Many", """{"items":[{"name":"a"},{"nam":1}]}""")]
    [InlineData("Two", """{"hours":"1","number":"2"}""")]
    public void What_the_contract_allows_passes(string schema, string json) => Assert.Empty(Faults(schema, json));

    [Theory]
    [InlineData("Thing", "[]", " type")]
    [InlineData("Thing", "{}", "name required, on required")]
    [InlineData("Thing", """{"name":"","on":"2026-01-01"}""", "name tooShort")]
    [InlineData("Thing", """{"name":"abcdef","on":"2026-01-01"}""", "name tooLong")]
    [InlineData("Thing", """{"name":null,"on":"2026-01-01"}""", "name null")]
    [InlineData("Thing", """{"name":"a","on":"2026-02-30"}""", "on format.date")]
    [InlineData("Thing", """{"name":"a","on":"2026-2-3"}""", "on format.date")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","at":"2026-01-01T10:00:00"}""", "at format.dateTime")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","Count":1}""", "Count unknown")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","on":"2026-01-01"}""", "on twice")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","count":11}""", "count wholeNumber")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","count":1.5}""", "count type")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","count":1e400}""", "count type")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","count":"1"}""", "count type")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","kind":"Formal"}""", "kind allowed")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","ssin":"780831123456"}""", "ssin form.Ssin")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","own":"a"}""", "own pattern")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","cost":"7,6"}""", "cost form.Quantity")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","cost":7.6}""", "cost form.Quantity")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","cost":"7."}""", "cost form.Quantity")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","cost":"7.1234567890123"}""", "cost fact.tooFine")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","parts":[]}""", "parts tooFew")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","parts":[{"name":"a"},{"name":"a"}]}""", "parts[1] twice")]
    [InlineData(
        "Thing",
        """{"name":"a","on":"2026-01-01","parts":[{"name":"a"},{"nam":"a"}]}""",
        "parts[1].nam unknown, parts[1].name required"
    )]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","texts":{"nl":"x","fr":"y"}}""", "texts tooMany")]
    [InlineData("Thing", """{"name":"a","on":"2026-01-01","texts":{"nl":1}}""", "texts.nl type")]
    [InlineData("Either", """{"hours":"1","days":"2"}""", " exactlyOne")]
    [InlineData("Either", "{}", " exactlyOne")]
    [InlineData("Many", """{"items":[1,2,3]}""", "items tooMany")]
    [InlineData("Two", """{"hours":"1"}""", " exactlyOne")]
    [InlineData("Two", """{"name":"1","number":"2"}""", " exactlyOne,  exactlyOne")]
    [InlineData("Shape", """{"type":"round","side":3}""", "side unknown, across required")]
    [InlineData("Shape", """{"type":"flat"}""", "type allowed")]
    [InlineData("Shape", "{}", "type required")]
    public void What_it_does_not_allow_is_told_with_its_place(string schema, string json, string expected) =>
        Assert.Equal(expected, string.Join(", ", Faults(schema, json)));

    [Fact]
    public void Of_a_thousand_faults_the_first_hundred_are_told()
    {
        var json = $"{{{string.Join(",", Enumerable.Range(0, 1_000).Select(i => $"\"x{i}\":1"))}}}";
        Assert.Equal(SchemaCheck.MostIssues, Faults("Thing", json).Count);
    }

    [Fact]
    public void A_rule_of_the_contract_that_nobody_would_check_is_refused() =>
        Assert.Throws<InvalidDataException>(() =>
            ApiContract.Of(Schemas.Replace("minItems: 1", "minContains: 1", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("integer", "12", true)]
    [InlineData("integer", "012x", false)]
    [InlineData("integer", "", false)]
    [InlineData("boolean", "true", true)]
    [InlineData("boolean", "True", false)]
    public void A_parameter_is_text_that_has_to_be_of_its_type(string type, string text, bool isRight)
    {
        var check = new SchemaCheck(InputPlace.Query);
        check.CheckParameter(text, new() { Type = Enum.Parse<ContractType>(type, ignoreCase: true) }, "x");
        Assert.Equal(isRight, check.Issues.Count == 0);
    }

    private static List<string> Faults(string schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(document.RootElement, Contract.Schemas[schema]);
        return [.. check.Issues.Select(issue => $"{issue.Name} {issue.ToldCode}")];
    }
}
