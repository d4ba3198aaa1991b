using LearningAccount.Law;

namespace LearningAccount.App.Imports.Tables;

internal static class Refusal
{
    /// <summary>A file that cannot be read as a table, or not to its end.</summary>
    public static FileRefusedException Of(string code, string at = "", params (string Name, string Value)[] values) =>
        new(new Anomaly(code, Severity.Error, at) { Values = [.. values] });
}
