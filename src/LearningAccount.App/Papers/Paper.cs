using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Papers;

/// <summary>
/// A document for people, described once: what it says and in which order, not how it looks. It is written as a page
/// (<see cref="PaperHtml"/>) and as a PDF (<see cref="PaperPdf"/>), and may be kept as it was issued: a value without behaviour, whose JSON
/// holds every word that stands on it.
/// </summary>
public sealed record Paper
{
    /// <summary>The language of its words, by which they are read aloud.</summary>
    public required Language Language { get; init; }

    /// <summary>What it is, at its top and as the title of the file: <c>Individual training account</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Under the title: whose it is and of which day. Null: nothing.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Who sends it; null: nobody in particular.</summary>
    public Letterhead? Head { get; init; }

    /// <summary>Whom it is sent to, line by line, where a window envelope shows it; none: it is no letter.</summary>
    public ImmutableArray<string> Addressee { get; init; } = [];

    /// <summary>Beside the number of the page at the foot of each: what identifies the document.</summary>
    public string? Foot { get; init; }

    /// <summary>Set a tenth smaller, so that a form which has to stand on one sheet does.</summary>
    public bool IsCompact { get; init; }

    /// <summary>Wide tables lie on their side.</summary>
    public bool IsLandscape { get; init; }

    public ImmutableArray<PaperBlock> Blocks { get; init; } = [];
}

/// <summary>The head of an employer's letters.</summary>
public sealed record Letterhead
{
    public required string Name { get; init; }

    /// <summary>Street, place, enterprise number: as they stand below each other.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>A picture, PNG or JPEG; null: none.</summary>
    public ImmutableArray<byte>? Logo { get; init; }
}

/// <summary>One thing that stands on a paper, below what comes before it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(PaperHeading), "heading")]
[JsonDerivedType(typeof(PaperText), "text")]
[JsonDerivedType(typeof(PaperFacts), "facts")]
[JsonDerivedType(typeof(PaperTable), "table")]
[JsonDerivedType(typeof(PaperList), "list")]
[JsonDerivedType(typeof(PaperSignature), "signature")]
[JsonDerivedType(typeof(PaperNewPage), "newPage")]
public abstract record PaperBlock;

/// <param name="Level">1: a part of the document, 2: a part of such a part. It never stands alone at the foot of a page.</param>
public sealed record PaperHeading(string Text, int Level = 1) : PaperBlock;

/// <param name="Text">Words in <c>*asterisks*</c> stand out; an asterisk of its own is written <c>\*</c>.</param>
public sealed record PaperText(string Text, PaperVoice Voice = PaperVoice.Plain) : PaperBlock;

/// <summary>How a text is said.</summary>
public enum PaperVoice
{
    Plain,

    /// <summary>The figure or sentence that the document is about.</summary>
    Large,

    /// <summary>Where a text comes from, and what else is to be known.</summary>
    Small,

    /// <summary>Something the reader must not miss: framed, and not by its colour alone.</summary>
    Warning,
}

/// <summary>Names and what holds of them, line by line: <c>Surname — Peeters</c>.</summary>
public sealed record PaperFacts(ImmutableArray<PaperFact> Facts) : PaperBlock;

/// <param name="Value">As <see cref="PaperText.Text"/>.</param>
public sealed record PaperFact(string Name, string Value);

/// <summary>
/// A table. Its head is repeated on each page it goes on to, and no row is cut in two that fits on a page.
/// </summary>
/// <param name="Caption">What the table tells, for whoever does not see it, and above it.</param>
/// <param name="Columns">At least one. The first names its rows.</param>
/// <param name="Rows">Each with a cell for each column.</param>
public sealed record PaperTable(string Caption, ImmutableArray<PaperColumn> Columns, ImmutableArray<PaperRow> Rows) : PaperBlock;

/// <param name="Weight">How wide it is beside the others.</param>
/// <param name="IsNumber">Its cells stand at the right, so that digits stand below each other.</param>
public sealed record PaperColumn(string Name, int Weight = 1, bool IsNumber = false);

/// <param name="Cells">As <see cref="PaperText.Text"/>.</param>
/// <param name="IsTotal">It adds up those above.</param>
public sealed record PaperRow(ImmutableArray<string> Cells, bool IsTotal = false);

/// <param name="IsNumbered">1. 2. 3., where the order matters; else with dots.</param>
/// <param name="Items">As <see cref="PaperText.Text"/>.</param>
public sealed record PaperList(ImmutableArray<string> Items, bool IsNumbered = false) : PaperBlock;

/// <summary>Room to sign in, with who signs below it. It is kept together.</summary>
/// <param name="Lines">Name, function; place and day stand in a text before it.</param>
public sealed record PaperSignature(ImmutableArray<string> Lines) : PaperBlock;

/// <summary>What follows begins on a new page.</summary>
public sealed record PaperNewPage : PaperBlock;
