using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// The law with the agreements an operator added here. An agreement is known from the day it was added, or later where its file
/// says so; ask <see cref="LawBook.KnownOn"/> for the law as it was known before.
/// </summary>
public static class ReadLawBook
{
    // Files are never changed, so the book of the same files is the same book. The last one is kept.
    private static Known? last;

    private sealed record Known(string Hashes, LawBook Book);

    public static async Task<LawBook> From(DbConnection connection, CancellationToken cancel) =>
        BookOf(await Files(connection, cancel));

    internal static async Task<IReadOnlyList<LawFileVersion>> Files(DbConnection connection, CancellationToken cancel) =>
        (
            await connection.QueryAsync<LawFileVersion>(
                new(
                    $"""
                    select {Tables.LawFile.ColumnList} from law_file
                    where employer_id = @Instance and superseded is null
                    order by recorded, place
                    """,
                    new { JournalLine.Instance },
                    cancellationToken: cancel
                )
            )
        ).AsList();

    internal static LawBook BookOf(IReadOnlyList<LawFileVersion> files)
    {
        if (files.Count == 0)
        {
            return LawBook.Shipped;
        }
        var hashes = string.Concat(files.Select(file => file.FileHash + ColumnText.Of(file.KnownFrom)));
        var known = last;
        if (known is null || !string.Equals(known.Hashes, hashes, StringComparison.Ordinal))
        {
            last = known = new(hashes, LawBook.Shipped.With(files.Select(Agreement).ToImmutableArray()));
        }
        return known.Book;
    }

    private static LawFile Agreement(LawFileVersion file) =>
        LawFile.Accepted(Encoding.UTF8.GetBytes(file.Text)).AddedOn(file.KnownFrom);
}
