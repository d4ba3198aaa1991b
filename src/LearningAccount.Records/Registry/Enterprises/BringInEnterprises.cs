using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>What a set changed.</summary>
/// <param name="Ended">Known here as active, and not in the set any more.</param>
/// <param name="Dropped">No longer kept, being neither employer nor provider here.</param>
/// <param name="Missing">Employers and providers that the register does not tell of as active.</param>
public sealed record EnterprisesBrought(
    long Kept,
    long New,
    long Changed,
    long Unchanged,
    long Ended,
    long Dropped,
    IReadOnlyList<EnterpriseNumber> Missing
);

/// <summary>Makes the copy of the register what a set says it is: all of it or nothing, and one line in the journal of the installation.</summary>
public static class BringInEnterprises
{
    /// <summary>Fewer than this part of the enterprises of the last full set: the file was cut off.</summary>
    private const int LeastPart = 2;

    /// <exception cref="RefusedException">
    /// <c>enterprisesTooFew</c>: the set is cut off, and nobody insists; <c>changedMeanwhile</c>: another set came in between.
    /// </exception>
    public static Task<EnterprisesBrought> Do(
        Database database,
        EnterpriseStage stage,
        Author author,
        bool isForced,
        CancellationToken cancel
    )
    {
        var isFull = stage.Set.Kind is EnterpriseSetKind.Full;
        if (isFull && !isForced && (stage.Rows == 0 || stage.Rows < stage.Before?.RowsInFull / LeastPart))
        {
            throw new RefusedException(
                "enterprisesTooFew",
                "enterprise.csv",
                ("rows", $"{stage.Rows}"),
                ("known", $"{stage.Before?.RowsInFull ?? 0}")
            );
        }
        return Change.Make(database, author, change => Write(database, change, stage, cancel), cancel);
    }

    private static async Task<EnterprisesBrought> Write(
        Database database,
        Change change,
        EnterpriseStage stage,
        CancellationToken cancel
    )
    {
        await change.Touch(JournalLine.Instance, "bringInEnterprises", cancel);
        var before = await ReadEnterprises.LastSet(change.Connection, cancel);
        if (before != stage.Before)
        {
            throw new RefusedException("changedMeanwhile", "enterprise");
        }
        var comparison = new CompareEnterprises(stage);
        var writing = new WriteEnterprises(change.Connection, cancel);
        // A connection of its own: what is kept is read on while it is written.
        await using var reading = await database.Connect(cancel);
        await using var kept = EnterpriseStage.Kept(reading).GetAsyncEnumerator(cancel);
        await foreach (var (known, now) in comparison.Of(kept))
        {
            await writing.Put(known, now);
        }
        await writing.End();
        var newWords = await writing.Codes(stage.Codes());
        var brought = comparison.Brought;
        var set = new EnterpriseSetVersion
        {
            EmployerId = JournalLine.Instance,
            Origin = EnterpriseSetVersion.Cbe,
            Register = EnterpriseSetVersion.Cbe,
            SetNumber = stage.Set.Number,
            Kind = stage.Set.Kind,
            SnapshotOn = stage.Set.SnapshotOn,
            KeepsAll = stage.KeepsAll,
            RowsInFull = stage.Set.Kind is EnterpriseSetKind.Full ? stage.Rows : before?.RowsInFull ?? 0,
            Kept = brought.Kept,
        };
        if (before is null)
        {
            change.Insert(Tables.EnterpriseSet, set);
        }
        else if (writing.HasWritten || newWords || !Same(before, set))
        {
            await change.Replace(Tables.EnterpriseSet, before, set, cancel);
        }
        return brought;
    }

    private static bool Same(EnterpriseSetVersion before, EnterpriseSetVersion set) =>
        before with { Recorded = set.Recorded, Place = set.Place, Superseded = set.Superseded } == set;
}

/// <summary>Sets beside each other what is kept and what the set says, both in the order of their numbers.</summary>
internal sealed class CompareEnterprises(EnterpriseStage stage)
{
    private readonly List<EnterpriseNumber> missing = [];
    private long kept;
    private long added;
    private long changed;
    private long unchanged;
    private long ended;
    private long dropped;

    public EnterprisesBrought Brought => new(kept, added, changed, unchanged, ended, dropped, missing);

    /// <summary>What has to be written: as it is known, null for one that is new; and as it is now, null for one that goes.</summary>
    public async IAsyncEnumerable<(Enterprise? Known, Enterprise? Now)> Of(IAsyncEnumerator<Enterprise> known)
    {
        var isLeft = await known.MoveNextAsync();
        foreach (var (number, told) in stage.Result())
        {
            for (; isLeft && EnterpriseStage.Compare(known.Current.Number, number) < 0; isLeft = await known.MoveNextAsync())
            {
                if (Decide(known.Current, null) is { } gone)
                {
                    yield return gone;
                }
            }
            var isKnown = isLeft && known.Current.Number == number;
            if (told is null)
            {
                missing.Add(number);
            }
            if (Decide(isKnown ? known.Current : null, told ?? Absent(number)) is { } decided)
            {
                yield return decided;
            }
            if (isKnown)
            {
                isLeft = await known.MoveNextAsync();
            }
        }
        for (; isLeft; isLeft = await known.MoveNextAsync())
        {
            if (Decide(known.Current, null) is { } gone)
            {
                yield return gone;
            }
        }
    }

    private (Enterprise?, Enterprise?)? Decide(Enterprise? known, Enterprise? now)
    {
        if (now is null)
        {
            // Neither employer nor provider here, so nobody asks what became of it.
            dropped++;
            return (known, null);
        }
        if (now.GoneOn is not null && known is not null)
        {
            // Its name and seat are worth knowing still.
            now = known with
            {
                GoneOn = known.GoneOn ?? now.GoneOn,
            };
            ended += known.GoneOn is null ? 1 : 0;
        }
        if (now.GoneOn is not null && known is null && stage.Set.Kind is EnterpriseSetKind.Update)
        {
            // An update tells nothing of what did not change.
            return null;
        }
        kept++;
        if (known == now)
        {
            unchanged++;
            return null;
        }
        if (now.GoneOn is null)
        {
            _ = known is null ? added++ : changed++;
        }
        return (known, now);
    }

    private Enterprise Absent(EnterpriseNumber number) =>
        new()
        {
            Number = number,
            GoneOn = stage.Set.SnapshotOn,
            IsPerson = false,
            Situation = null,
            Form = null,
            StartedOn = null,
            Names = LanguageTexts.None,
            StreetNl = null,
            StreetFr = null,
            House = null,
            Box = null,
            Postcode = null,
            PlaceNl = null,
            PlaceFr = null,
            CountryNl = null,
            CountryFr = null,
            Activity = null,
            ActivityVersion = null,
        };
}
