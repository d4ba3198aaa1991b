using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Enterprises;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports.Lists;

/// <summary>A provider named without its number, where the enterprise register has one enterprise of that name.</summary>
public sealed class ProviderRemarkTests
{
    private const string Code = "training.providerInRegister";
    private const string List =
        "Ondernemingsnummer;INSZ;Opleiding;Datum;Uren;Verstrekker;KBO-nummer verstrekker\n"
        + "0999990222;64022999278;Lassen;1/3/2024;4;LEERHUIS  De Brug;\n"
        + "0999990222;64022999278;Heftruck;2/4/2024;4;Leerhuis de Brug;\n"
        + "0999990222;64022999278;Brand;3/5/2024;4;Dubbel;\n"
        + "0999990222;64022999278;Stress;4/6/2024;4;Nergens;\n"
        + "0999990222;64022999278;Hijsen;5/7/2024;4;Apart;0999990222\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_number_of_the_only_one_of_that_name_is_told_and_never_written(Engine engine)
    {
        using var folder = new TemporaryFolder();
        await using var world = await TestDatabase.OpenAsync(engine);
        var set = RegisterSet
            .Full()
            .With(Synthetic.Enterprise(5), "Leerhuis De Brug")
            .With(Synthetic.Enterprise(6), "Dubbel")
            .With(Synthetic.Enterprise(7), "Dubbel")
            .With(Synthetic.Enterprise(8), "Apart")
            .InPackage(folder);
        Assert.DoesNotContain(Code, (await world.Import(List, rehearse: true)).Codes.Keys);
        await new ImportEnterprises(world.Database).Do(set, keepsAll: true, isForced: false, Synthetic.Tester, Cancel);

        var report = await world.Import(List);
        var told = report.Rows.Where(row => row.Remarks.Any(remark => remark.Code is Code)).ToList();
        Assert.Equal(2, Assert.Single(told).Number);
        Assert.Contains(("number", Synthetic.Enterprise(5).ToString()), told[0].Remarks.Single(one => one.Code is Code).Values);
        Assert.Equal(5, report.CountOf(RowOutcome.New));
        Assert.Equal(["0999990222"], (await world.Held(FactTables.Training)).Select(one => one.ProviderNumber).OfType<string>());
    }
}
