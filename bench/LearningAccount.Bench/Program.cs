using LearningAccount.Bench;

// Every benchmark by its name. Each measures its floor beside itself and returns a report.
var benchmarks = new SortedDictionary<string, Func<Task<Report>>>(StringComparer.Ordinal)
{
    ["account"] = AccountBench.MeasureAsync,
    ["dmfa"] = DmfaBench.MeasureAsync,
    ["law"] = LawBench.MeasureAsync,
    ["list"] = ListBench.MeasureAsync,
    ["portal"] = PortalBench.MeasureAsync,
};

if (args is [TrivialPage.Argument, var bytes, ..])
{
    await TrivialPage.ServeAsync(bytes, args.ElementAtOrDefault(2));
    return 0;
}
var json = args.Contains("--json", StringComparer.Ordinal);
var names = args.Where(argument => argument is not "--json").ToList();
if (names.Count != 1 || !benchmarks.TryGetValue(names[0], out var measure))
{
    Console.Error.WriteLine($"usage: ./measure NAME [--json], where NAME is one of: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}
(await measure()).Write(Console.Out, json);
return 0;
