using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.Records.Storage;

/// <summary>What was asked cannot be done; nothing was written. <see cref="Anomaly"/> says why.</summary>
public sealed class RefusedException(Anomaly anomaly) : Exception(RecordTexts.Of(anomaly, Language.En))
{
    public RefusedException(string code, string at, params (string Name, string Value)[] values)
        : this(new Anomaly(code, Severity.Error, at) { Values = [.. values] }) { }

    public Anomaly Anomaly { get; } = anomaly;
}
