namespace LearningAccount.App.Portal.Web;

/// <summary>Keeps national numbers out of addresses: what is searched for stands there, in the history of the browser too.</summary>
internal static class NationalNumber
{
    private const int Digits = 11;

    public static bool IsLike(string text) =>
        text.Count(char.IsAsciiDigit) == Digits
        && text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-' or ' ' or '/');
}
