namespace LearningAccount.App.Portal.Machines;

/// <summary>The addresses of the pages about programs.</summary>
internal static class MachinePaths
{
    public const string List = "/machines";

    public static string Register(string? number = null) =>
        number is null ? "/machines/new" : $"/machines/new?number={Uri.EscapeDataString(number)}";

    public static string One(Guid machine) => $"/machines/{machine:D}";

    /// <summary>Where an employer lets a program in.</summary>
    public static string LetIn(Guid employer) => $"/employers/{employer:D}/people/programs/new";

    /// <summary>What a program may do at an employer.</summary>
    public static string Grant(Guid employer, Guid grant) => $"/employers/{employer:D}/people/programs/{grant:D}";
}
