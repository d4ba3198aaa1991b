using System.Collections.Immutable;
using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Papers;

public sealed class PaperPictureTests
{
    // 25 by 36 pixels, by poppler.
    private const string Jpeg =
        "/9j/4AAQSkZJRgABAQEAAwADAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5"
        + "PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAAR"
        + "CAAkABkDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEG"
        + "E1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWG"
        + "h4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEB"
        + "AQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYk"
        + "NOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0"
        + "tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD2LWNdsdNvlt7iLVXkKK4NpZXMyYJI5MSM"
        + "AeOnXp7VUPivSEdCLfxCTnvpF/8Ay8rmtybb9rO4H7o7jHX3pJGiXaSGPPYKf5UAUrPxPZX99FaQW+qI8mcNcaVdQpwCTl3jCjp3PPTritqq"
        + "sTRtIhUHn1AH8qtUAUpyftR2hc4Xk59T6UuXG3eAxzxjeKWYEXJOExtH3gP60j/NjaUXnkgL/U0ASKf3q/KfxLH+dWKqxcOoyp98KD+lWqAG"
        + "lFY5Oc+xIo8tfVv++jRRQABFBB5yPViadRRQB//Z";

    public static TheoryData<int, int, bool> Kinds()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (var interlaced in (bool[])[false, true])
        {
            foreach (
                var (kind, depth) in ((int, int)[])
                    [
                        (0, 1),
                        (0, 2),
                        (0, 4),
                        (0, 8),
                        (0, 16),
                        (2, 8),
                        (2, 16),
                        (3, 1),
                        (3, 2),
                        (3, 4),
                        (3, 8),
                        (4, 8),
                        (4, 16),
                        (6, 8),
                        (6, 16),
                    ]
            )
            {
                kinds.Add(kind, depth, interlaced);
            }
        }
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_logo_of_every_kind_of_PNG_shows_what_it_holds(int kind, int depth, bool isInterlaced)
    {
        var file = Pictures.Png(kind, depth, isInterlaced);
        var picture = PaperPicture.Read([.. file]);
        Assert.Equal((Pictures.Width, Pictures.Height), (picture.Width, picture.Height));

        var pixels = new Png(file, PaperPicture.MostPixels).OnWhite();
        var samples = picture.IsGrey ? 1 : 3;
        Assert.Equal(Pictures.Width * Pictures.Height * samples, pixels.Length);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 2; x < picture.Width; x++)
            {
                // The nearest shade that so many bits can tell, in each colour.
                var most = (1 << depth) - 1;
                var value = x * most / (Pictures.Width - 1);
                var shade = kind == 3 && value == 0 ? 255 : value * 255 / most;
                Assert.All(
                    pixels[(((y * picture.Width) + x) * samples)..][..samples],
                    one => Assert.InRange(one, shade - 1, shade + 1)
                );
            }
            // Seen through, it is white paper; of a palette its first colour is.
            Assert.Equal(kind is 3 or 4 or 6 ? 255 : 0, pixels[y * picture.Width * samples]);
        }
    }

    [Fact]
    public async Task A_letter_shows_its_logo_and_tells_of_it()
    {
        foreach (var logo in (byte[][])[Pictures.Png(6, 8), Convert.FromBase64String(Jpeg)])
        {
            using var read = new ReadBack(SomePapers.Letter(Language.Fr, logo));
            await read.AssertSoundAsync();
            Assert.Contains("Figure", await read.TagsAsync(), StringComparison.Ordinal);
            var objects = await read.ObjectsAsync();
            Assert.Contains("/Subtype /Image", objects, StringComparison.Ordinal);
            // "Logo de …", as programs that read aloud get it.
            Assert.Contains("/Alt <feff004c006f0067006f00200064006500", objects, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("/SMask", objects, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_picture_that_is_none_is_refused_with_its_reason()
    {
        var png = Pictures.Png(2, 8);
        Assert.Equal(PictureFault.Format, FaultOf([]));
        Assert.Equal(PictureFault.Format, FaultOf("GIF89a"u8.ToArray()));
        Assert.Equal(PictureFault.Format, FaultOf("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()));
        Assert.Equal(PictureFault.Bytes, FaultOf(new byte[PaperPicture.MostBytes + 1]));
        Assert.Equal(PictureFault.Pixels, FaultOf(Pictures.Png(2, 8, width: 30_000, height: 30_000)));
        Assert.Equal(PictureFault.Broken, FaultOf(Pictures.Png(2, 8, height: 9)));
        Assert.Equal(PictureFault.Broken, FaultOf(Convert.FromBase64String(Jpeg)[..^2]));
        for (var length = 8; length < png.Length - 12; length++)
        {
            Assert.Equal(PictureFault.Broken, FaultOf(png[..length]));
        }
    }

    [Fact]
    public void A_picture_with_any_byte_changed_is_read_or_refused()
    {
        foreach (var file in (byte[][])[Pictures.Png(3, 4, true), Pictures.Png(6, 16), Convert.FromBase64String(Jpeg)])
        {
            for (var at = 0; at < file.Length; at++)
            {
                foreach (var value in (byte[])[0, 1, 127, 255])
                {
                    var changed = (byte[])file.Clone();
                    changed[at] = value;
                    FaultOf(changed);
                }
            }
        }
    }

    [Fact]
    public void A_letter_whose_logo_is_refused_leaves_nothing_behind()
    {
        using var file = new MemoryStream();
        Assert.Throws<UnreadablePictureException>(() => PaperPdf.Write(SomePapers.Letter(Language.En, [1, 2, 3]), file));
        Assert.Equal(0, file.Length);
    }

    private static PictureFault? FaultOf(byte[] file)
    {
        try
        {
            PaperPicture.Read([.. file]);
            return null;
        }
        catch (UnreadablePictureException refused)
        {
            return refused.Fault;
        }
    }
}
