namespace LearningAccount.App.Portal.Privacy;

/// <summary>The addresses of the pages on data protection.</summary>
public static class PrivacyPaths
{
    public static string Register(Guid employer) => $"/employers/{employer:D}/privacy";

    /// <summary>The register as a table or to print: <c>csv</c>, <c>pdf</c>.</summary>
    public static string RegisterFile(Guid employer, string format) => $"{Register(employer)}/register.{format}";

    public static string Retention(Guid employer) => $"{Register(employer)}/retention";

    public static string Requests(Guid employer) => $"{Register(employer)}/requests";

    public static string Request(Guid employer, Guid request) => $"{Requests(employer)}/{request:D}";

    /// <summary>What may be done with the data of a worker: a request written down, a restriction, a copy.</summary>
    public static string Worker(Guid employer, Guid worker) => $"{Register(employer)}/workers/{worker:D}";

    /// <summary>All that is kept of a worker, for the worker.</summary>
    public static string WorkerFile(Guid employer, Guid worker) => $"{Worker(employer, worker)}/data.zip";
}
