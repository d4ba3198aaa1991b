using System.Text.Json;
using LearningAccount.App.Imports;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>What another register showed of a worker's rights is the worker's to take along.</summary>
public sealed class TakeAlongTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_register_showed_of_the_own_rights_is_taken_along()
    {
        await using var made = await OwnPagesTests.MadeAsync();
        var employer = made.World.Number;
        var list =
            "Ondernemingsnummer;INSZ;Jaar;Soort recht;Krediet;Opgenomen;Saldo;Eenheid;Gezien op;Opmerking\n"
            + $"{employer};{made.World.NumberOf(0)};2025;sectoraal;4,5;1;3,5;dagen;15/1/2026;Van mij\n"
            + $"{employer};{made.World.NumberOf(1)};2025;sectoraal;5;5;0;dagen;15/1/2026;Van Bram\n";
        await new ImportFile(made.Portal.Database).Do(
            new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(list)), "rechten.csv", new(), false),
            Synthetic.Tester,
            null,
            Cancel
        );
        using var answer = await made.Portal.GetAsync($"/me/{made.Employer}/data.json", visitor: made.Worker);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var counter = Assert.Single(json.RootElement.GetProperty("counters").EnumerateArray());
        Assert.Equal(
            ("sectoral", "days", "9/2", "7/2", 2025, "2026-01-15"),
            (
                counter.GetProperty("rightType").GetString(),
                counter.GetProperty("unit").GetString(),
                counter.GetProperty("credit").GetString(),
                counter.GetProperty("remaining").GetString(),
                counter.GetProperty("year").GetInt32(),
                counter.GetProperty("seenOn").GetString()
            )
        );
        Assert.Equal("rechten.csv:2", counter.GetProperty("sourceReference").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("counterDecisions").GetArrayLength());
        Assert.DoesNotContain("Van Bram", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }
}
