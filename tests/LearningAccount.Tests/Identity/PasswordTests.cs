using LearningAccount.App.Identity.SignIn;
using Microsoft.AspNetCore.Identity;

namespace LearningAccount.Tests.Identity;

public sealed class PasswordTests
{
    private const string Name = "Anna Peeters";
    private const string Email = "anna.peeters@voorbeeld.be";

    [Theory]
    [InlineData("mijn fiets staat buiten")]
    [InlineData("tortue rapide sans chapeau")]
    [InlineData("zwölf graue Kieselsteine")]
    [InlineData("k8#vQz!m2pLw")]
    [InlineData("ŽluťoučkýKůňPěl")]
    public void A_long_password_of_ones_own_may_be_used(string password) =>
        Assert.Null(PasswordRules.Fault(password, Name, Email));

    [Theory]
    [InlineData("", PasswordFault.TooShort)]
    [InlineData("k8#vQz!m2pL", PasswordFault.TooShort)]
    // Letters of several code points are one letter each.
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", PasswordFault.TooShort)]
    [InlineData("password1234", PasswordFault.TooCommon)]
    [InlineData("Password2026!", PasswordFault.TooCommon)]
    [InlineData("P@ssw0rd!P@ssw0rd", PasswordFault.TooCommon)]
    [InlineData("Welkom2026!!", PasswordFault.TooCommon)]
    [InlineData("wachtwoord123", PasswordFault.TooCommon)]
    [InlineData("Motdepasse1987", PasswordFault.TooCommon)]
    [InlineData("Passwort1234!", PasswordFault.TooCommon)]
    [InlineData("qwertyuiop123", PasswordFault.TooCommon)]
    [InlineData("azertyuiop123", PasswordFault.TooCommon)]
    [InlineData("abcdefghijkl", PasswordFault.TooCommon)]
    [InlineData("zyxwvutsrqpo", PasswordFault.TooCommon)]
    [InlineData("123456789012", PasswordFault.TooCommon)]
    [InlineData("aaaaaaaaaaaaaaa", PasswordFault.TooCommon)]
    [InlineData("abababababababab", PasswordFault.TooCommon)]
    [InlineData("correct horse battery staple", PasswordFault.TooCommon)]
    [InlineData("learningaccount1", PasswordFault.TooCommon)]
    [InlineData("Zomer2026Zomer2026", PasswordFault.TooCommon)]
    [InlineData("annapeeters1978", PasswordFault.OwnName)]
    [InlineData("Anna.Peeters@voorbeeld.be", PasswordFault.OwnName)]
    public void A_password_that_is_tried_first_is_refused(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.Fault(password, Name, Email));

    [Fact]
    public void A_password_of_nobody_takes_as_long_to_check_and_never_fits()
    {
        var check = new PasswordCheck();
        var (nobodys, somebodys) = (Convert.FromBase64String(check.OfNobody), Convert.FromBase64String(check.Hash("a")));
        // Version, function, rounds and length of the salt, then as much salt and key.
        Assert.Equal(somebodys[..13], nobodys[..13]);
        Assert.Equal(somebodys.Length, nobodys.Length);
        Assert.False(check.Matches(null, "a", out _));
    }

    [Fact]
    public void A_password_has_a_greatest_length()
    {
        Assert.Null(
            PasswordRules.Fault(
                string.Concat(Enumerable.Range(0, 40).Select(i => $"{(char)('a' + i * 7 % 26)}{i % 7}{(char)('k' + i % 9)}x."))[
                    ..200
                ]
            )
        );
        Assert.Equal(
            PasswordFault.TooLong,
            PasswordRules.Fault(new string('x', 150) + string.Join('.', Enumerable.Range(100, 30)))
        );
    }

    [Fact]
    public void A_password_matches_its_hash_and_no_other()
    {
        var check = new PasswordCheck();
        var hash = check.Hash("mijn fiets staat buiten");
        Assert.True(check.Matches(hash, "mijn fiets staat buiten", out var isOld));
        Assert.False(isOld);
        Assert.False(check.Matches(hash, "mijn fiets staat binnen", out _));
        Assert.False(check.Matches(hash, new string('x', 5000), out _));
        Assert.NotEqual(hash, check.Hash("mijn fiets staat buiten"), StringComparer.Ordinal);
    }

    [Fact]
    public void A_password_is_the_same_however_its_accents_are_composed()
    {
        var check = new PasswordCheck();
        Assert.True(check.Matches(check.Hash("caf\u00E9 au coin de la rue"), "cafe\u0301 au coin de la rue", out _));
    }

    [Fact]
    public void Nobody_has_no_password_that_matches()
    {
        var check = new PasswordCheck();
        Assert.False(check.Matches(null, "", out _));
        Assert.False(check.Matches(null, "mijn fiets staat buiten", out _));
    }

    [Fact]
    public void A_hash_made_with_less_work_is_told_to_be_old()
    {
        var weak = new PasswordHasher<object>(
            Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1000 })
        );
        var hash = weak.HashPassword(new(), "mijn fiets staat buiten");
        Assert.True(new PasswordCheck().Matches(hash, "mijn fiets staat buiten", out var isOld));
        Assert.True(isOld);
    }
}
