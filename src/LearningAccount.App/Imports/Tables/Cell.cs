namespace LearningAccount.App.Imports.Tables;

public enum CellKind
{
    Empty,
    Text,

    /// <summary>A number cell of a workbook; its text is a plain decimal such as <c>7.6</c>, or has an exponent when huge.</summary>
    Number,

    /// <summary>A date cell of a workbook; its text is <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A time or duration cell of a workbook; its text is <c>7:36</c>.</summary>
    Time,

    /// <summary>Longer than <see cref="TableLimits.CellLength"/>; its text is left out.</summary>
    TooLong,
}

/// <summary>One cell as it stands in the file: never null, blanks around it taken off, text in Unicode form C.</summary>
public readonly record struct Cell(CellKind Kind, string Text)
{
    public static readonly Cell Empty = new(CellKind.Empty, "");

    public bool IsEmpty => Kind == CellKind.Empty;

    public static Cell OfText(string? text, TableLimits limits)
    {
        if (text is null)
        {
            return Empty;
        }
        if (text.Length > limits.CellLength)
        {
            return new(CellKind.TooLong, "");
        }
        var clean = TextCleaning.Clean(text);
        return clean.Length == 0 ? Empty : new(CellKind.Text, clean);
    }
}
