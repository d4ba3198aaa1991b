using System.Text;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Trainings;

public sealed class AttachmentsTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[1000]];

    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_certificate_is_kept_given_out_and_removed(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        var trainings = await world.Make(change =>
            RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop)
        );
        var kept = await world.Make(change => Attachments.Keep(change, trainings[0], isOfAll: false, "diploma.exe", Pdf, Stop));
        var list = await world.Make(change => Attachments.Keep(change, trainings[1], isOfAll: true, "list.pdf", Pdf, Stop));
        Assert.Equal(("diploma.pdf", "application/pdf", 1009L), (kept.FileName, kept.MediaType, kept.Bytes));
        await using (var connection = await world.Test.Database.Connect(Stop))
        {
            Assert.Equal(Pdf, await Attachments.Content(connection, kept, Stop));
            Assert.Equal([kept.AttachmentId, list.AttachmentId], await Names(connection, trainings[0]));
            Assert.Equal([list.AttachmentId], await Names(connection, trainings[2]));
        }
        await world.Make(async change =>
        {
            await Attachments.Remove(change, world.Employer, kept.AttachmentId, Stop);
            return true;
        });
        Assert.Equal(list.AttachmentId, Assert.Single(await world.Held(Tables.Attachment)).AttachmentId);
        // Taken back, it is there again, with what was in it.
        var line = await world.LastLine();
        await world.Make(change => UndoChange.Do(change, world.Employer, line, Stop));
        Assert.Equal(2, (await world.Held(Tables.Attachment)).Count);
        await world.AssertJournalHolds();

        async Task<IEnumerable<Guid>> Names(System.Data.Common.DbConnection connection, TrainingVersion training) =>
            (await Attachments.Of(connection, world.Employer, [training], Stop)).Select(file => file.AttachmentId);
    }

    [Fact]
    public async Task What_is_no_picture_or_document_is_refused_whatever_its_name()
    {
        await using var world = await TrainingWorld.OpenAsync(Engine.Sqlite, workers: 1);
        var trainings = await world.Make(change =>
            RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop)
        );
        Assert.Equal("attachment.type", await Refused(Encoding.UTF8.GetBytes("<script>alert(1)</script>")));
        Assert.Equal("attachment.type", await Refused([]));
        Assert.Equal("attachment.tooLarge", await Refused(new byte[Attachments.MostBytes + 1]));
        Assert.Empty(await world.Held(Tables.Attachment));

        async Task<string> Refused(byte[] file) =>
            (
                await Assert.ThrowsAsync<RefusedException>(() =>
                    world.Make(change => Attachments.Keep(change, trainings[0], isOfAll: false, "diploma.pdf", file, Stop))
                )
            )
                .Anomaly
                .Code;
    }

    [Theory]
    [InlineData("attest Anna 78.08.28-991.64.pdf", "attest Anna ….pdf")]
    [InlineData("78082899164.pdf", "….pdf")]
    [InlineData(@"scans\..\diploma.pdf", "diploma.pdf")]
    [InlineData("a\r\nb\";c.pdf", "abc.pdf")]
    [InlineData(".pdf", "file.pdf")]
    public async Task A_name_is_without_folders_and_national_numbers(string given, string name)
    {
        await using var world = await TrainingWorld.OpenAsync(Engine.Sqlite, workers: 1);
        var trainings = await world.Make(change =>
            RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop)
        );
        var kept = await world.Make(change => Attachments.Keep(change, trainings[0], isOfAll: false, given, Pdf, Stop));
        Assert.Equal(name, kept.FileName);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_file_somebody_altered_is_not_given_out(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine, workers: 1);
        var trainings = await world.Make(change =>
            RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop)
        );
        var kept = await world.Make(change => Attachments.Keep(change, trainings[0], isOfAll: false, "a.pdf", Pdf, Stop));
        await world.Test.Tamper("update attachment_content set content = 'AAAA'");
        await using var connection = await world.Test.Database.Connect(Stop);
        await Assert.ThrowsAsync<InvalidDataException>(() => Attachments.Content(connection, kept, Stop));
    }
}
