using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Beside a provider that a list names without its number, the number of the one enterprise that has the very same name, once for
/// each name. Nothing of it is written: two may be called alike, and one of them may have stopped.
/// </summary>
internal sealed class RemarkProviders
{
    // Each is looked up by itself.
    private const int MostNames = 5_000;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private bool? isWhole;

    public async Task Do(IEnumerable<ListRow<TrainingLine>> rows, ImportWriting writing, CancellationToken cancel)
    {
        foreach (var row in rows)
        {
            if (
                row.Line is not { Provider: { } name, ProviderNumber: null }
                || asked.Count == MostNames
                || !asked.Add(Letters.Of(name))
            )
            {
                continue;
            }
            // Among a few enterprises the only one of a name says nothing.
            isWhole ??= await ReadEnterprises.LastSet(writing.Connection, cancel) is { KeepsAll: true };
            if (isWhole is false)
            {
                return;
            }
            if (await ReadEnterprises.OnlyOneNamed(writing.Connection, name, cancel) is { } only)
            {
                row.Reading.Fail(
                    "training.providerInRegister",
                    ListColumn.Provider,
                    Severity.Warning,
                    ("number", only.Number.ToString())
                );
            }
        }
    }
}
