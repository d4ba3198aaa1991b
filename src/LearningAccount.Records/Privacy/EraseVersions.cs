using System.Globalization;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>
/// Takes versions of facts out of their tables, and writes what is left of the lines that told of them. The only place in the
/// program that deletes facts.
/// </summary>
internal sealed class EraseVersions(Change change, ErasurePlan plan, CancellationToken cancel)
{
    private const int AtOnce = 500;

    /// <summary>Writes the figures that stay, before what they are made of goes.</summary>
    public async Task KeepFigures(EmployerSnapshot snapshot, LawBook law)
    {
        if (plan.Persons.IsEmpty)
        {
            return;
        }
        var workers = plan.Persons.SelectMany(person => person.Workers).ToHashSet();
        var declared = await Read(Tables.DeclarationPerson);
        var dimona = await Read(Tables.DimonaPeriod);
        change.Insert(
            Tables.KeptQuarter,
            [
                .. KeptFigures.Quarters(
                    plan.EmployerId,
                    plan.Persons,
                    [.. declared.Where(one => workers.Contains(one.WorkerId!.Value))]
                ),
            ]
        );
        change.Insert(Tables.KeptDimona, [.. KeptFigures.Dimona(plan.EmployerId, dimona)]);
        var known = await ReadVersions.Now(change.Connection, Tables.KeptTotal, plan.EmployerId, cancel);
        foreach (
            var total in KeptFigures.Totals(
                snapshot,
                plan.Persons.Select(person => person.Worker).OfType<WorkerSnapshot>(),
                law,
                plan.Today
            )
        )
        {
            if (
                known.Find(one => one.Year == total.Year && string.Equals(one.Sex, total.Sex, StringComparison.Ordinal)) is
                { } old
            )
            {
                await change.Replace(Tables.KeptTotal, old, KeptFigures.Sum([total, old]), cancel);
            }
            else
            {
                change.Insert(Tables.KeptTotal, total);
            }
        }
    }

    public async Task Do(Guid reportId)
    {
        var said = await Identities();
        foreach (var chain in plan.Versions.Chains)
        {
            var rests = new List<ErasedContentVersion>();
            foreach (var (table, going) in plan.Versions.Of(chain))
            {
                rests.AddRange(await new RestOfLines(change.Connection, chain, cancel).Of(table, going, reportId));
                await Delete(table, chain, going);
            }
            await Keep(chain, rests);
        }
        change.Insert(Tables.WorkerIdentity, [.. said.Select(identity => identity with { Email = null })]);
        foreach (var chain in plan.State.Lines.GroupBy(line => line.Chain))
        {
            await Keep(chain.Key, await TakeWords([.. chain], reportId));
        }
    }

    private async Task<List<T>> Read<T>(BulkTable<T> table)
        where T : FactVersion =>
        await ReadVersions.Query<T>(
            change.Connection,
            $"select {table.ColumnList} from {Database.Keyed(change.Connection, table, "worker_id")}",
            new { employerId = plan.EmployerId, keys = ReadVersions.List(plan.State.Workers.Select(ColumnText.Of)) },
            cancel
        );

    private async Task Delete(BulkTable table, Guid chain, IReadOnlySet<VersionPlace> going)
    {
        foreach (var line in going.GroupBy(version => version.Recorded))
        {
            foreach (var some in line.Chunk(AtOnce))
            {
                // Places are numbers: nothing else can stand in the list.
                var places = string.Join(", ", some.Select(version => version.Place.ToString(CultureInfo.InvariantCulture)));
                var deleted = await change.Connection.ExecuteAsync(
                    new(
                        $"delete from {table.Name} where employer_id = @chain and recorded = @line and place in ({places})",
                        new { chain, line = line.Key },
                        cancellationToken: cancel
                    )
                );
                if (deleted != some.Length)
                {
                    throw new RefusedException("changedMeanwhile", table.Name);
                }
            }
        }
    }

    private async Task Keep(Guid chain, IReadOnlyList<ErasedContentVersion> rests)
    {
        if (rests.Count == 0)
        {
            return;
        }
        var known = (await ReadVersions.Now(change.Connection, Tables.ErasedContent, chain, cancel)).ToDictionary(rest =>
            (rest.Line, rest.TableName)
        );
        await change.Supersede(
            Tables.ErasedContent,
            [
                .. rests
                    .Where(rest => known.ContainsKey((rest.Line, rest.TableName)))
                    .Select(rest => known[(rest.Line, rest.TableName)]),
            ],
            cancel
        );
        change.Insert(Tables.ErasedContent, rests);
    }

    /// <summary>Where only the address for mail goes, the identity that holds is said again without it.</summary>
    private async Task<IEnumerable<WorkerIdentityVersion>> Identities() =>
        plan.Persons.Length > 0 || plan.Cause is not ErasureCause.Request
            ? []
            : (
                await ReadVersions.Now(change.Connection, Tables.WorkerIdentity, plan.EmployerId, [.. plan.State.Workers], cancel)
            ).Where(identity => identity.Email is not null);

    private async Task<IReadOnlyList<ErasedContentVersion>> TakeWords(
        IReadOnlyList<(Guid Chain, long Line, string Actor, string? Why)> lines,
        Guid reportId
    )
    {
        var rests = new List<ErasedContentVersion>();
        foreach (var line in lines)
        {
            await change.Connection.ExecuteAsync(
                new(
                    "update journal set actor = @Actor, why = @Why where employer_id = @Chain and seq = @Line",
                    new
                    {
                        line.Actor,
                        line.Why,
                        line.Chain,
                        line.Line,
                    },
                    cancellationToken: cancel
                )
            );
            var left = (await ReadHistory.Line(change.Connection, line.Chain, line.Line, cancel))!;
            rests.Add(
                new()
                {
                    EmployerId = line.Chain,
                    Origin = FactVersion.ByHand,
                    ReportId = reportId,
                    Line = line.Line,
                    TableName = "journal",
                    Written = 0,
                    WrittenHash = left.ComputeHash(),
                    Closed = 0,
                    ClosedHash = JournalLine.NoHash,
                }
            );
        }
        return rests;
    }
}
