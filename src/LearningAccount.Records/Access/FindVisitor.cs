using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>
/// Finds out what somebody may do now for whom the program goes on by itself with what was asked: a person, or a machine. Access that
/// needs a reason gives nothing here, for nobody is there to give one.
/// </summary>
public sealed class FindVisitor(Database database, MachineVisitors machines)
{
    /// <summary>Null: there is no such person or machine, or not any more.</summary>
    public async Task<Visitor?> Of(Guid userId, CancellationToken cancel)
    {
        await using (var connection = await database.Connect(cancel))
        {
            if (await ReadAccess.User(connection, userId, cancel) is { } user)
            {
                return new()
                {
                    UserId = userId,
                    Name = user.Name,
                    Email = user.Email,
                    IsOperator = user.IsOperator,
                    Door = Door.Api,
                    Grants = await ReadAccess.GrantsOf(connection, userId, cancel),
                };
            }
        }
        return (await machines.Find(userId, "", cancel))?.Visitor;
    }
}
