using LearningAccount.App.Documents;
using LearningAccount.App.Figures;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Figures;

/// <summary>The figures a page or a file asks for, of the workers its reader may see.</summary>
/// <param name="Fault">What was wrong with the period that was asked for.</param>
/// <param name="Parts">The sites and departments the figures are of; null: the whole employer.</param>
public sealed record FiguresRoom(EmployerView Employer, MadeFigures Made, string? Fault, IReadOnlyList<string>? Parts)
{
    public Guid Id => Employer.Head.Id;
    public FiguresAsked Asked => Made.Asked;
}

/// <summary>What the pages and files of figures have in common.</summary>
public sealed class FiguresDesk(
    EmployerReading reading,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
)
{
    public DateOnly Today => clock.Today();

    /// <summary>Null: nothing was known of such an employer.</summary>
    public async Task<FiguresRoom?> OpenAsync(Guid employer, IQueryCollection query, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return null;
        }
        var asked = FiguresQuery.Read(query, Today, out var fault);
        (frame.Section, frame.Tab) = (Section.Documents, "figures");
        frame.Title = words["figures.title"];
        // The period stands on the page itself.
        frame.Dates = null;
        var scopes = AccessRules.Scopes(visitor, employer, clock.GetUtcNow());
        return new(
            found,
            MadeFigures.Of(found.Snapshot, found.Law, asked),
            fault,
            scopes is null ? null : [.. scopes.Select(scope => scope.Value).Order(NameOrder.Comparer)]
        );
    }

    /// <summary>In whose name the figures go out on paper.</summary>
    public async Task<Sender> SenderAsync(FiguresRoom room, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return await Sender.Of(connection, room.Employer.Snapshot, room.Employer.Register, stop);
    }
}
