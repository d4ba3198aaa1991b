using LearningAccount.Law;

namespace LearningAccount.App.Imports.Tables;

/// <summary>A file that cannot be read as a table, or not to its end. The anomaly says why and what to do.</summary>
public sealed class UnreadableTableException : Exception
{
    public UnreadableTableException(string code, string at, params (string Name, string Value)[] values)
        : base(code) => Anomaly = new(code, Severity.Error, at) { Values = [.. values] };

    public Anomaly Anomaly { get; }
}
