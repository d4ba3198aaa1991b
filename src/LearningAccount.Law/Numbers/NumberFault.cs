namespace LearningAccount.Law;

/// <summary>Why a text is not the official number it should be. The texts for people stand in <c>Texts/numbers.json</c>.</summary>
public enum NumberFault
{
    None,

    /// <summary>Nothing was given.</summary>
    Empty,

    /// <summary>Something else than digits and the separators people write.</summary>
    Character,

    /// <summary>Too few or too many digits.</summary>
    Length,

    /// <summary>The digits lie outside the range this kind of number is given from.</summary>
    Range,

    /// <summary>A national number whose sequence is 000 or 999.</summary>
    Sequence,

    /// <summary>A national number whose date of birth does not exist.</summary>
    Date,

    /// <summary>A national number of somebody who is not born yet.</summary>
    Future,

    /// <summary>The check digits do not fit the others: a digit is wrong or two are swapped.</summary>
    Check,
}
