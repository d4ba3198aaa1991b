using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>Reads the quarters of an employer one by one, keeping the sums and none of the persons they were counted from.</summary>
internal static class DeclaredQuarters
{
    public static async Task<ImmutableArray<DeclaredQuarter>> Counted(FactReading reading, Func<Guid, Guid> workerOf)
    {
        var declarations = await reading.All(Tables.Declaration);
        var said = await reading.All(Tables.DeclaredSize);
        var erased = await Erased(reading.Connection, reading.EmployerId, reading.Seq, reading.Cancel);
        var counted = ImmutableArray.CreateBuilder<DeclaredQuarter>();
        foreach (
            var quarter in declarations.Select(one => one.Quarter).Concat(said.Select(one => one.Quarter)).Distinct().Order()
        )
        {
            var persons = await ReadVersions.Query<DeclarationPersonVersion>(
                reading.Connection,
                $"""
                select {Tables.DeclarationPerson.ColumnList} from declaration_person
                where employer_id = @EmployerId and quarter = @quarter
                  and recorded <= @Seq and (superseded is null or superseded > @Seq)
                """,
                new
                {
                    reading.EmployerId,
                    reading.Seq,
                    quarter,
                },
                reading.Cancel
            );
            counted.AddRange(
                CountQuarters
                    .Of(
                        declarations.FindAll(one => one.Quarter == quarter),
                        persons,
                        said.FindAll(one => one.Quarter == quarter),
                        workerOf,
                        erased.FindAll(one => one.Quarter == quarter)
                    )
                    .Select(one => one with { ErasedHeads = one.ErasedHeads + one.Counted.Length, Counted = [], LeftOut = [] })
            );
        }
        return counted.DrainToImmutable();
    }

    /// <summary>What is kept of the quarters of persons whose facts were erased since.</summary>
    public static Task<List<KeptQuarterVersion>> Erased(
        DbConnection connection,
        Guid employerId,
        long seq,
        CancellationToken cancel
    ) =>
        ReadVersions.Query<KeptQuarterVersion>(
            connection,
            $"""
            select {Tables.KeptQuarter.ColumnList} from kept_quarter
            where employer_id = @employerId and superseded is null
              and known_from <= @seq and (known_until is null or known_until > @seq)
            """,
            new { employerId, seq },
            cancel
        );
}
