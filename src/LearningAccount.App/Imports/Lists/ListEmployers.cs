using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Finds the employer a row is about: the one it names, else the one said with the import, else the only one known. An
/// employer that a row names for the first time is registered.
/// </summary>
/// <param name="origin">What the facts of an employer come from: the kind of list.</param>
internal sealed class ListEmployers(ImportOptions options, string origin)
{
    private readonly Dictionary<EnterpriseNumber, Guid?> named = [];
    private readonly EnterpriseNumber? said = Said(options.Employer);
    private (bool IsLookedUp, Guid? Id) only;

    /// <summary>The employer, its journal taken for the import; or null with a remark on the row.</summary>
    public async Task<Guid?> Find(EnterpriseNumber? number, RowReading row, ImportWriting writing, CancellationToken cancel)
    {
        if (number is not null && said is not null && number != said)
        {
            row.Fail("list.otherEmployer", ListColumn.EnterpriseNumber);
            return null;
        }
        if ((number ?? said) is { } known)
        {
            if (!named.TryGetValue(known, out var id))
            {
                id = await Register(known, writing, cancel);
                named.Add(known, id);
            }
            if (id is null)
            {
                row.Fail("import.employerNotYours", ListColumn.EnterpriseNumber);
            }
            return id;
        }
        if (!only.IsLookedUp)
        {
            only = (true, await Only(writing, cancel));
        }
        if (only.Id is null)
        {
            row.Fail("list.employerNotSaid");
        }
        return only.Id;
    }

    private static EnterpriseNumber? Said(string? text)
    {
        if (text is null)
        {
            return null;
        }
        return NumberReading.Enterprise(new(CellKind.Text, text), out var number) is null
            ? number
            : throw new FileRefusedException(new("list.employerOption", Severity.Error, ""));
    }

    /// <summary>Null: whoever brings the list in may not write of this employer.</summary>
    private async Task<Guid?> Register(EnterpriseNumber number, ImportWriting writing, CancellationToken cancel)
    {
        try
        {
            var id = await RegisterEmployer.Do(
                writing.Change,
                number,
                nsso: null,
                origin,
                writing.FileName,
                ImportWriting.Action,
                cancel
            );
            await writing.Touch(id, cancel);
            return id;
        }
        catch (RefusedException refused) when (refused.Anomaly.Code is "notYourEmployer")
        {
            return null;
        }
    }

    private static async Task<Guid?> Only(ImportWriting writing, CancellationToken cancel)
    {
        var all = await FindEmployer.All(writing.Connection, cancel);
        if (writing.Change.Author.Reach is { } reach)
        {
            all = [.. all.Where(each => reach.Employers.Contains(each.EmployerId))];
        }
        if (all is not [var one])
        {
            return null;
        }
        await writing.Touch(one.EmployerId, cancel);
        return one.EmployerId;
    }
}
