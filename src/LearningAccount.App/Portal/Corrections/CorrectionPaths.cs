namespace LearningAccount.App.Portal.Corrections;

/// <summary>The addresses of the employer's pages about requests.</summary>
public static class CorrectionPaths
{
    public const string DoneName = "done";

    public static string List(Guid employer) => $"/employers/{employer:D}/corrections";

    public static string One(Guid employer, Guid request) => $"/employers/{employer:D}/corrections/{request:D}";
}
