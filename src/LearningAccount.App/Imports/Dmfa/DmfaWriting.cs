using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Takes the steps through a declaration file and writes what they change. It keeps the form that is open between batches.</summary>
internal sealed class DmfaWriting(ImportOptions options)
{
    private readonly Dictionary<int, Guid> employers = [];
    private OpenForm? open;

    /// <summary>The employer of a form that was accepted, else null.</summary>
    public Guid? EmployerOf(DeclarationForm form) => employers.TryGetValue(form.Number, out var employer) ? employer : null;

    public async Task<IReadOnlyList<ReportRow>> Take(
        IReadOnlyList<DmfaStep> steps,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var rows = new List<ReportRow>(steps.Count);
        for (var i = 0; i < steps.Count; )
        {
            var step = steps[i];
            if (step.Person is null)
            {
                i++;
                var head = step.IsEnd ? await End(step.Form, writing, cancel) : await Begin(step.Form, writing, cancel);
                if (head is not null)
                {
                    rows.Add(head);
                }
                continue;
            }
            var persons = new List<DmfaStep>();
            while (i < steps.Count && steps[i].Person is not null)
            {
                persons.Add(steps[i++]);
            }
            if (open is not null)
            {
                rows.AddRange(await Declare(open, persons, writing, cancel));
            }
        }
        return rows;
    }

    /// <summary>The row of the report for the head of the declaration, where there is something to say of it.</summary>
    private async Task<ReportRow?> Begin(DeclarationForm form, ImportWriting writing, CancellationToken cancel)
    {
        open = null;
        var remarks = ImmutableArray.CreateBuilder<Anomaly>();
        remarks.AddRange(form.Remarks);
        Guid? employer = null;
        if (!HasError(remarks))
        {
            var named = new NamedEmployer(
                form.CompanyId,
                form.NssoNumber,
                $"{DmfaPlace.Of(form)}/EmployerDeclaration",
                DecidePersons.Origin,
                form.Quarter.ToString()!
            );
            employer = await DeclaringEmployer.Find(named, writing, remarks, cancel);
        }
        var outcome = RowOutcome.Error;
        if (employer is { } id)
        {
            open = await Open(form, id, writing, remarks, cancel);
            if (open is not null)
            {
                employers.Add(form.Number, id);
                outcome = open.EarlierLines.Count > 0 ? RowOutcome.Unchanged : RowOutcome.New;
            }
        }
        return remarks.Count == 0 ? null : new(0, outcome) { EmployerId = employer, Remarks = remarks.ToImmutable() };
    }

    private static async Task<OpenForm?> Open(
        DeclarationForm form,
        Guid employer,
        ImportWriting writing,
        ImmutableArray<Anomaly>.Builder remarks,
        CancellationToken cancel
    )
    {
        var line = await writing.Touch(employer, cancel);
        var ofQuarter = await writing.Connection.QueryAsync<DeclarationVersion>(
            new(
                $"""
                select {FactTables.Declaration.ColumnList} from declaration
                where employer_id = @employer and quarter = @Quarter and trusteeship = @trusteeship and superseded is null
                """,
                new
                {
                    employer,
                    form.Quarter,
                    trusteeship = form.UnderTrustee ? 1L : 0L,
                },
                cancellationToken: cancel
            )
        );
        var known = ofQuarter.FirstOrDefault();
        if (known is not null && !IsSameForm(known, form))
        {
            remarks.Add(
                new("90007-006", Severity.Error, DmfaPlace.Of(form))
                {
                    Values = [("quarter", form.Quarter.ToString()!), ("created", known.FormCreated)],
                }
            );
            return null;
        }
        return new()
        {
            EmployerId = employer,
            DeclarationId = known?.DeclarationId ?? Guid.CreateVersion7(),
            Number = form.Number,
            Quarter = form.Quarter!.Value,
            Line = line,
            Known = known,
            EarlierLines = known is null ? [] : await LinesOf(known, line, writing, cancel),
        };
    }

    private static bool IsSameForm(DeclarationVersion known, DeclarationForm form) =>
        known.Reference == form.Reference && known.FormCreated == FormCreated(form);

    private static async Task<IReadOnlyList<long>> LinesOf(
        DeclarationVersion known,
        long line,
        ImportWriting writing,
        CancellationToken cancel
    ) =>
        (
            await writing.Connection.QueryAsync<long>(
                new(
                    """
                    select distinct recorded from declaration_person
                    where employer_id = @EmployerId and declaration_id = @DeclarationId and superseded is null and recorded < @line
                    """,
                    new
                    {
                        known.EmployerId,
                        known.DeclarationId,
                        line,
                    },
                    cancellationToken: cancel
                )
            )
        ).AsList();

    private async Task<IReadOnlyList<ReportRow>> Declare(
        OpenForm form,
        List<DmfaStep> persons,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var known = await KnownPeople.Read(writing, form, persons, cancel);
        var changes = new DecidePersons(form, known, options, writing.FileName).Do(persons);
        await RemarkRepeated(form, changes, writing, cancel);
        var change = writing.Change;
        change.Insert(FactTables.PersonNumber, changes.Numbers);
        change.Insert(FactTables.Worker, changes.Workers);
        change.Insert(FactTables.Occupation, changes.Occupations);
        await change.Supersede(FactTables.DeclarationPerson, changes.Replaced, cancel);
        change.Insert(FactTables.DeclarationPerson, changes.Declared);
        form.Persons += persons.Count;
        return changes.Rows;
    }

    /// <summary>
    /// Asks for the few workers who may have stood in an earlier batch of the same form. The plus keeps SQLite from looking
    /// through all that the line wrote in the place of these workers.
    /// </summary>
    private static async Task RemarkRepeated(
        OpenForm form,
        PersonChanges changes,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        if (changes.MaybeRepeated.Count == 0)
        {
            return;
        }
        var repeated = (
            await writing.Connection.QueryAsync<Guid>(
                new(
                    $"""
                    select worker_id from {writing.Holding(FactTables.DeclarationPerson, "worker_id")}
                    where declaration_id = @DeclarationId and +recorded = @Line
                    """,
                    new
                    {
                        employerId = form.EmployerId,
                        form.DeclarationId,
                        form.Line,
                        keys = System.Text.Json.JsonSerializer.Serialize(changes.MaybeRepeated.Select(maybe => maybe.Worker)),
                    },
                    cancellationToken: cancel
                )
            )
        ).ToHashSet();
        foreach (var (_, at, remark) in changes.MaybeRepeated.Where(maybe => repeated.Contains(maybe.Worker)))
        {
            changes.Rows[at] = changes.Rows[at] with { Remarks = changes.Rows[at].Remarks.Add(remark) };
        }
    }

    private async Task<ReportRow?> End(DeclarationForm form, ImportWriting writing, CancellationToken cancel)
    {
        if (open is null)
        {
            return null;
        }
        var declaration = new DeclarationVersion
        {
            EmployerId = open.EmployerId,
            Origin = DecidePersons.Origin,
            OriginReference = open.Quarter.ToString(),
            DeclarationId = open.DeclarationId,
            Quarter = open.Quarter,
            Trusteeship = form.UnderTrustee,
            Reference = form.Reference,
            FormCreated = FormCreated(form),
            Persons = open.Persons,
        };
        if (open.Known is null)
        {
            writing.Change.Insert(FactTables.Declaration, declaration);
        }
        else if (open.Known.Persons < open.Persons)
        {
            await writing.Change.Replace(FactTables.Declaration, open.Known, declaration, cancel);
        }
        return open.Persons > 0 ? null : NobodyDeclared(form, open);
    }

    private static ReportRow NobodyDeclared(DeclarationForm form, OpenForm open) =>
        new(0, open.Known is null ? RowOutcome.New : RowOutcome.Unchanged)
        {
            EmployerId = open.EmployerId,
            Remarks =
            [
                new("90017-134", Severity.Warning, DmfaPlace.Of(form)) { Values = [("quarter", open.Quarter.ToString())] },
            ],
        };

    private static string FormCreated(DeclarationForm form) =>
        string.Create(CultureInfo.InvariantCulture, $"{form.CreatedOn:yyyy-MM-dd}T{form.CreatedAtHour}");

    private static bool HasError(IEnumerable<Anomaly> remarks) => remarks.Any(remark => remark.Severity == Severity.Error);
}
