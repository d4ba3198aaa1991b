using System.Net.Mail;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Makes somebody known who may sign in, or changes what is known of the person.</summary>
public static class RegisterUser
{
    private const int LongestName = 200;
    private const int LongestAddress = 320;

    /// <returns>The person's id.</returns>
    /// <exception cref="RefusedException"><c>userName</c>, <c>userEmail</c>, <c>userEmailTaken</c>.</exception>
    public static async Task<Guid> Do(
        Change change,
        string name,
        string email,
        string? language,
        bool isOperator,
        CancellationToken cancel
    )
    {
        await change.Touch(JournalLine.Instance, "registerUser", cancel);
        var user = new PortalUserVersion
        {
            EmployerId = JournalLine.Instance,
            Origin = FactVersion.ByHand,
            UserId = Guid.CreateVersion7(),
            Name = Checked(name),
            Email = CheckedAddress(email),
            Language = language,
            PersonId = null,
            IsOperator = isOperator,
            IsOpen = true,
        };
        if (await ReadAccess.UserAt(change.Connection, user.Email, cancel) is not null)
        {
            throw new RefusedException("userEmailTaken", "email");
        }
        change.Insert(Tables.PortalUser, user);
        return user.UserId;
    }

    /// <summary>Writes what is different; the id and who told stay.</summary>
    /// <exception cref="RefusedException">As above, and <c>userUnknown</c>, <c>lastOperator</c>.</exception>
    public static async Task Change(
        Change change,
        Guid userId,
        Func<PortalUserVersion, PortalUserVersion> with,
        CancellationToken cancel
    )
    {
        await change.Touch(JournalLine.Instance, "changeUser", cancel);
        var known = await ReadAccess.User(change.Connection, userId, cancel) ?? throw new RefusedException("userUnknown", "user");
        var said = with(known);
        said = said with { Name = Checked(said.Name), Email = CheckedAddress(said.Email), Origin = FactVersion.ByHand };
        if (await ReadAccess.UserAt(change.Connection, said.Email, cancel) is { } other && other.UserId != userId)
        {
            throw new RefusedException("userEmailTaken", "email");
        }
        if (known is { IsOperator: true, IsOpen: true } && said is not { IsOperator: true, IsOpen: true })
        {
            var users = await ReadAccess.Users(change.Connection, cancel);
            if (!users.Any(user => user.UserId != userId && user is { IsOperator: true, IsOpen: true }))
            {
                throw new RefusedException("lastOperator", "user");
            }
        }
        if (said != known)
        {
            await change.Replace(Tables.PortalUser, known, said, cancel);
        }
    }

    /// <summary>An address as it is kept and compared.</summary>
    public static string Folded(string email) => email.Trim().ToLowerInvariant();

    private static string Checked(string name) =>
        name.Trim() is { Length: > 0 and <= LongestName } trimmed && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new RefusedException("userName", "name");

    /// <summary>A mail address as it is kept; null: it is none.</summary>
    internal static string? TryAddress(string email) =>
        Folded(email) is { Length: > 0 and <= LongestAddress } folded
        && !folded.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(folded, out var read)
        && string.Equals(read.Address, folded, StringComparison.Ordinal)
            ? folded
            : null;

    private static string CheckedAddress(string email) => TryAddress(email) ?? throw new RefusedException("userEmail", "email");
}
