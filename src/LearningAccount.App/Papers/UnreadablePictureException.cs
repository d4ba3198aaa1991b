namespace LearningAccount.App.Papers;

/// <summary>Why a picture cannot stand on a paper.</summary>
public enum PictureFault
{
    /// <summary>It is neither a PNG nor a JPEG.</summary>
    Format,

    /// <summary>More bytes than <see cref="PaperPicture.MostBytes"/>.</summary>
    Bytes,

    /// <summary>Wider or higher than <see cref="PaperPicture.MostPixels"/>.</summary>
    Pixels,

    /// <summary>A JPEG in the four colours of a printing press.</summary>
    Colours,

    /// <summary>It ends too early, or does not hold what it says it holds.</summary>
    Broken,
}

/// <summary>A picture that somebody gave cannot be shown; <see cref="Fault"/> tells which words to say it in.</summary>
public sealed class UnreadablePictureException(PictureFault fault, Exception? cause = null)
    : Exception($"The picture cannot be read: {fault}.", cause)
{
    public PictureFault Fault => fault;
}
