using System.Runtime.CompilerServices;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>What the documents of a run say, some read at a time, so that a file of all of them needs little memory.</summary>
public static class RunContent
{
    private const int AtOnce = 100;

    public static async IAsyncEnumerable<(IssuedDocumentVersion Document, byte[] Content)> Of(
        Database database,
        DocumentRun run,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        (long Recorded, long Place) after = (0, -1);
        while (true)
        {
            IReadOnlyList<(IssuedDocumentVersion Document, byte[] Content)> some;
            await using (var connection = await database.Connect(cancel))
            {
                var documents = await ReadIssued.OfRun(connection, run.EmployerId, run.RunId, after, AtOnce, cancel);
                some = await DocumentContent.Of(connection, run.EmployerId, documents, cancel);
            }
            foreach (var one in some)
            {
                yield return one;
            }
            if (some.Count < AtOnce)
            {
                yield break;
            }
            after = (some[^1].Document.Recorded, some[^1].Document.Place);
        }
    }
}
