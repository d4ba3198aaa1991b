namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Some steps through a declaration file.</summary>
internal sealed class DmfaBatch(IReadOnlyList<DmfaStep> steps, DmfaWriting declarations) : IImportBatch
{
    public Task<IReadOnlyList<ReportRow>> Apply(ImportWriting writing, CancellationToken cancellation) =>
        declarations.Take(steps, writing, cancellation);
}

/// <summary>The answers to persons who have to be corrected, each with the person as it came. What was declared of them is written already.</summary>
internal sealed class DmfaRefusals(IReadOnlyList<RefusedPerson> persons, DmfaWriting declarations) : IImportBatch
{
    public Task<IReadOnlyList<ReportRow>> Apply(ImportWriting writing, CancellationToken cancellation)
    {
        // Persons of a form that was refused as a whole have no answer of their own.
        IReadOnlyList<ReportRow> rows =
        [
            .. persons
                .Where(person => declarations.EmployerOf(person.Form) is not null)
                .Select(person => new ReportRow(person.Number, RowOutcome.Error)
                {
                    EmployerId = declarations.EmployerOf(person.Form),
                    Remarks = person.Remarks,
                    Original = person.Original,
                }),
        ];
        return Task.FromResult(rows);
    }
}
