using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Keeps files with trainings, gives them out and removes them; what was removed stays in the history.</summary>
public static partial class Attachments
{
    public const int MostBytes = 5 * 1024 * 1024;
    public const int MostOfATraining = 20;
    private const int NameLength = 120;

    /// <param name="training">The training of the worker whose file it is; or any of those followed together, for a file of all of them.</param>
    /// <param name="isOfAll">It is kept with all who followed the training together.</param>
    /// <exception cref="RefusedException"><c>attachment.type</c>, <c>attachment.tooLarge</c>, <c>attachment.tooMany</c>.</exception>
    public static async Task<AttachmentVersion> Keep(
        Change change,
        TrainingVersion training,
        bool isOfAll,
        string fileName,
        byte[] file,
        CancellationToken cancel
    )
    {
        if (file.Length > MostBytes)
        {
            throw Refused("attachment.tooLarge", MostBytes / 1024 / 1024);
        }
        var type = TypeOf(file) ?? throw new RefusedException("attachment.type", "file");
        await change.Touch(training.EmployerId, "keepAttachment", cancel);
        var kept = new AttachmentVersion
        {
            EmployerId = training.EmployerId,
            Origin = FactVersion.ByHand,
            AttachmentId = Guid.CreateVersion7(),
            TrainingId = isOfAll ? null : training.TrainingId,
            WorkerId = isOfAll ? null : training.WorkerId,
            OccasionId = isOfAll ? training.Occasion : null,
            FileName = NameOf(fileName, type.Ending),
            MediaType = type.MediaType,
            Bytes = file.Length,
            Hash = Convert.ToHexStringLower(SHA256.HashData(file)),
        };
        var others = await Of(change.Connection, training.EmployerId, [training], cancel);
        if (others.Count >= MostOfATraining)
        {
            throw Refused("attachment.tooMany", MostOfATraining);
        }
        await change.Connection.ExecuteAsync(
            new(
                """
                insert into attachment_content (employer_id, hash, content) values (@EmployerId, @Hash, @content)
                on conflict do nothing
                """,
                new
                {
                    kept.EmployerId,
                    kept.Hash,
                    content = Convert.ToBase64String(file),
                },
                cancellationToken: cancel
            )
        );
        change.Insert(Tables.Attachment, kept);
        return kept;
    }

    /// <exception cref="RefusedException"><c>attachment.unknown</c>.</exception>
    public static async Task Remove(Change change, Guid employerId, Guid attachmentId, CancellationToken cancel)
    {
        await change.Touch(employerId, "removeAttachment", cancel);
        var known =
            await Find(change.Connection, employerId, attachmentId, cancel)
            ?? throw new RefusedException("attachment.unknown", "file");
        await change.Supersede(Tables.Attachment, [known], cancel);
    }

    /// <summary>The files kept with these trainings, and with all who followed them together.</summary>
    public static Task<List<AttachmentVersion>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<TrainingVersion> trainings,
        CancellationToken cancel
    )
    {
        var keys = trainings.Select(one => one.TrainingId).Concat(trainings.Select(one => one.Occasion)).Distinct();
        var sought = Database.ManyKeys(connection);
        return ReadVersions.Query<AttachmentVersion>(
            connection,
            $"""
            select {Tables.Attachment.ColumnList} from attachment
            where employer_id = @employerId and superseded is null and (training_id in ({sought}) or occasion_id in ({sought}))
            order by recorded, place
            """,
            new { employerId, keys = ReadVersions.List(keys.Select(ColumnText.Of)) },
            cancel
        );
    }

    public static async Task<AttachmentVersion?> Find(
        DbConnection connection,
        Guid employerId,
        Guid attachmentId,
        CancellationToken cancel
    ) =>
        (
            await ReadVersions.Query<AttachmentVersion>(
                connection,
                $"""
                select {Tables.Attachment.ColumnList} from attachment
                where employer_id = @employerId and attachment_id = @attachmentId and superseded is null
                """,
                new { employerId, attachmentId },
                cancel
            )
        ).SingleOrDefault();

    /// <exception cref="InvalidDataException">What is kept is not what was given: somebody altered the database.</exception>
    public static async Task<byte[]> Content(DbConnection connection, AttachmentVersion kept, CancellationToken cancel)
    {
        var content = await connection.ExecuteScalarAsync<string?>(
            new(
                "select content from attachment_content where employer_id = @EmployerId and hash = @Hash",
                new { kept.EmployerId, kept.Hash },
                cancellationToken: cancel
            )
        );
        var file = Convert.FromBase64String(content ?? "");
        return string.Equals(Convert.ToHexStringLower(SHA256.HashData(file)), kept.Hash, StringComparison.Ordinal)
            ? file
            : throw new InvalidDataException("A kept file is not the one that was given.");
    }

    /// <summary>By what stands in the file, whatever its name says.</summary>
    private static (string MediaType, string Ending)? TypeOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("%PDF-"u8))
        {
            return ("application/pdf", ".pdf");
        }
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return ("image/png", ".png");
        }
        return file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ("image/jpeg", ".jpg") : null;
    }

    /// <summary>A name without folders, control characters and national numbers, that ends as its content does.</summary>
    private static string NameOf(string given, string ending)
    {
        var name = Path.GetFileNameWithoutExtension(given.Replace('\\', '/').Split('/')[^1]);
        name = string.Concat(LikeNationalNumber().Replace(name, "…").Where(c => !char.IsControl(c) && c is not ('"' or ';')));
        name = name.Trim();
        return (
                name.Length > NameLength ? name[..NameLength]
                : name.Length == 0 ? "file"
                : name
            ) + ending;
    }

    private static RefusedException Refused(string code, int most) =>
        new(code, "file", ("most", most.ToString(CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\d([ ._\-/]?\d){10}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LikeNationalNumber();
}
