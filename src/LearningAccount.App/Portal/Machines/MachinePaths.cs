using LearningAccount.App.Identity.Machines;

namespace LearningAccount.App.Portal.Machines;

/// <summary>The addresses of the pages about programs.</summary>
internal static class MachinePaths
{
    public const string List = "/machines";

    /// <summary>The contract of the API, for whoever makes a program.</summary>
    public const string Documentation = AccessTokens.ApiPath + "/doc";

    public static string Register(string? number = null) =>
        number is null ? "/machines/new" : $"/machines/new?number={Uri.EscapeDataString(number)}";

    public static string One(Guid machine) => $"/machines/{machine:D}";

    public static string Webhooks(Guid machine) => $"{One(machine)}#webhooks";

    /// <summary>Where an employer lets a program in.</summary>
    public static string LetIn(Guid employer) => $"/employers/{employer:D}/people/programs/new";

    /// <summary>The same, of a program that is named already.</summary>
    public static string LetIn(Guid employer, Guid machine) => $"{LetIn(employer)}?Client={machine:D}";

    /// <summary>What a program may do at an employer.</summary>
    public static string Grant(Guid employer, Guid grant) => $"/employers/{employer:D}/people/programs/{grant:D}";
}
