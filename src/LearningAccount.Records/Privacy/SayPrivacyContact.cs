using System.Data.Common;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Says who answers for the personal data of an employer's workers (GDPR, article 30 (1) (a)).</summary>
public static class SayPrivacyContact
{
    private const int Longest = 500;

    /// <exception cref="RefusedException"><c>privacyContact</c>: too long.</exception>
    public static async Task Do(Change change, PrivacyContactVersion contact, CancellationToken cancel)
    {
        await change.Touch(contact.EmployerId, "sayPrivacyContact", cancel);
        string?[] said =
        [
            contact.ControllerContact,
            contact.OfficerName,
            contact.OfficerContact,
            contact.ProcessorName,
            contact.ProcessorContact,
        ];
        if (Array.Exists(said, text => text?.Length > Longest))
        {
            throw new RefusedException("privacyContact", "contact");
        }
        var known = await ReadVersions.Now(change.Connection, Tables.PrivacyContact, contact.EmployerId, cancel);
        await SayFacts.Do(change, Tables.PrivacyContact, [contact], known, one => one.EmployerId, _ => [], cancel);
    }

    /// <summary>What was said; where nothing was, all of it empty.</summary>
    public static async Task<PrivacyContactVersion> Of(DbConnection connection, Guid employerId, CancellationToken cancel) =>
        (await ReadVersions.Now(connection, Tables.PrivacyContact, employerId, cancel)).SingleOrDefault()
        ?? new()
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            ControllerContact = null,
            OfficerName = null,
            OfficerContact = null,
            ProcessorName = null,
            ProcessorContact = null,
            ErasesByItself = false,
        };
}
