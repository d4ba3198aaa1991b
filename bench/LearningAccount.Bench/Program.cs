using System.Globalization;
using LearningAccount.Bench;

if (args is [OneImport.Argument, var file, var data])
{
    await OneImport.RunAsync(file, data);
    return 0;
}
if (args is [DocumentBench.Argument, var target, var papers])
{
    DocumentBench.WriteOnce(target, int.Parse(papers, CultureInfo.InvariantCulture));
    return 0;
}
var rows = ImportBench.Rows;
if (Array.IndexOf(args, "--rows") is >= 0 and var said)
{
    if (!int.TryParse(args.ElementAtOrDefault(said + 1), NumberStyles.None, CultureInfo.InvariantCulture, out rows) || rows == 0)
    {
        Console.Error.WriteLine("--rows takes a whole number.");
        return 2;
    }
    args = [.. args[..said], .. args[(said + 2)..]];
}

// Every benchmark by its name. Each measures its floor beside itself and returns a report.
var benchmarks = new SortedDictionary<string, Func<Task<Report>>>(StringComparer.Ordinal)
{
    ["account"] = AccountBench.MeasureAsync,
    ["api"] = ApiBench.MeasureAsync,
    ["dmfa"] = DmfaBench.MeasureAsync,
    ["documents"] = DocumentBench.MeasureAsync,
    ["import"] = () => ImportBench.MeasureAsync(rows),
    ["law"] = LawBench.MeasureAsync,
    ["list"] = ListBench.MeasureAsync,
    ["portal"] = PortalBench.MeasureAsync,
};

if (args is [TrivialPage.Argument, var bytes, ..])
{
    await TrivialPage.ServeAsync(bytes, args.ElementAtOrDefault(2));
    return 0;
}
if (args is [BareApi.Argument, var bare])
{
    await BareApi.ServeAsync(bare);
    return 0;
}
var json = args.Contains("--json", StringComparer.Ordinal);
var names = args.Where(argument => argument is not "--json").ToList();
if (names.Count != 1 || !benchmarks.TryGetValue(names[0], out var measure))
{
    Console.Error.WriteLine(
        $"usage: ./measure NAME [--json] [--rows N, of import], where NAME is one of: {string.Join(", ", benchmarks.Keys)}"
    );
    return 2;
}
(await measure()).Write(Console.Out, json);
return 0;
