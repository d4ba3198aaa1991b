using LearningAccount.App.Portal.Importing;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

public sealed class SpoolTests
{
    [Fact]
    public void Files_are_found_again_by_the_name_of_their_upload_and_gone_when_forgotten()
    {
        using var folder = new TemporaryFolder();
        var spool = new Spool(folder["spool"], TimeProvider.System);
        var files = Kept(spool, "staff.csv");
        Assert.Equal(["staff.csv"], spool.Find(files.Token)!.Names);
        Spool.Forget(files);
        Assert.Null(spool.Find(files.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["spool"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../../../../../../../etc/passwd")]
    [InlineData("..............................//")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void Nothing_else_than_the_name_of_an_upload_finds_files(string token)
    {
        using var folder = new TemporaryFolder();
        Assert.Null(new Spool(folder["spool"], TimeProvider.System).Find(token));
    }

    [Fact]
    public void An_upload_that_did_not_end_is_not_found()
    {
        using var folder = new TemporaryFolder();
        var spool = new Spool(folder["spool"], TimeProvider.System);
        Assert.Null(spool.Find(spool.Open(Guid.Empty).Token));
    }

    [Fact]
    public void What_nobody_confirmed_is_gone_after_a_day()
    {
        using var folder = new TemporaryFolder();
        var left = Kept(new(folder["spool"], TimeProvider.System), "left.csv");
        new Spool(folder["spool"], new Later(TimeSpan.FromHours(25))).Open(Guid.Empty);
        Assert.False(Directory.Exists(left.Folder));
    }

    private static SpooledFiles Kept(Spool spool, string name)
    {
        var files = spool.Open(Guid.Empty);
        File.WriteAllText(files.PathOf(0), "");
        files.Names.Add(name);
        Spool.Close(files);
        return files;
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
