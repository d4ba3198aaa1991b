using System.Globalization;
using System.Text;
using LearningAccount.App.Identity.SignIn;

namespace LearningAccount.Tests.Identity;

/// <summary>The codes of an app, as RFC 6238 and RFC 4648 give them.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Key = "12345678901234567890"u8.ToArray();

    // RFC 6238, appendix B, the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_the_one_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    public void A_code_holds_for_the_step_before_and_after(int away, bool holds)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(away)), now);
        Assert.Equal(holds ? 1_800_000_000 / 30 + away / 30 : null, step);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("١٢٣٤٥٦")]
    public void What_is_no_code_never_matches(string typed) => Assert.Null(Totp.Match(Key, typed, DateTimeOffset.UnixEpoch));

    [Fact]
    public void A_code_may_be_typed_with_a_blank_in_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(59);
        Assert.NotNull(Totp.Match(Key, " 287 082 ", now));
    }

    // RFC 4648, section 10, without its padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_key_is_written_as_the_standard_writes_it(string bytes, string letters) =>
        Assert.Equal(letters, KeyLetters.Of(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void The_picture_says_whose_key_it_is()
    {
        var address = Totp.Address(Key, "Learning Account", "anna.peeters@voorbeeld.be");
        Assert.Equal(
            "otpauth://totp/Learning%20Account:anna.peeters%40voorbeeld.be?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Learning%20Account",
            address
        );
        var picture = QrPicture.Of(address);
        // The three corner marks of the standard begin after a quiet zone of four modules.
        Assert.StartsWith("M4 4h7v1h-7z", picture.Path, StringComparison.Ordinal);
        Assert.Equal(0, (picture.Side - 8 - 17) % 4);
        Assert.DoesNotContain(
            picture.Path,
            letter => char.IsLetter(letter) && !"Mhvz".Contains(letter, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_new_key_is_another_one_each_time() =>
        Assert.NotEqual(
            Convert.ToHexString(Totp.NewKey()),
            Convert.ToHexString(Totp.NewKey()),
            StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: false)
        );
}
