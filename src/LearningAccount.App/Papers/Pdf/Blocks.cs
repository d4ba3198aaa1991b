using LearningAccount.App.Wording;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>What stands on a paper, as the pieces that pages take.</summary>
internal sealed class Blocks(Paper paper, Tags tags, int part, int pageHeight)
{
    private const int Left = Style.Left;
    private readonly int width = Style.SheetOf(paper).Width - Style.Left - Style.Right;

    // A heading never skips a level, or nobody finds the way by them.
    private int level;

    private int Measure => Math.Min(width, Style.Measure);

    public IEnumerable<Piece> Pieces()
    {
        Piece? held = null;
        foreach (var piece in Title().Concat(All()))
        {
            if (held is not null)
            {
                yield return held;
            }
            held = piece;
        }
        if (held is not null)
        {
            held.KeepsNext = false;
            yield return held;
        }
    }

    private IEnumerable<Piece> All()
    {
        for (var i = 0; i < paper.Blocks.Length; i++)
        {
            var signers = 0;
            while (signers < 2 && i + signers < paper.Blocks.Length && paper.Blocks[i + signers] is PaperSignature)
            {
                signers++;
            }
            if (signers > 0)
            {
                yield return Signature([.. paper.Blocks.Skip(i).Take(signers).Cast<PaperSignature>()]);
                i += signers - 1;
                continue;
            }
            var isSignedBelow = i + 1 < paper.Blocks.Length && paper.Blocks[i + 1] is PaperSignature;
            Piece? held = null;
            foreach (var piece in Of(paper.Blocks[i]))
            {
                if (held is not null)
                {
                    yield return held;
                }
                held = piece;
            }
            if (held is not null)
            {
                held.KeepsNext |= isSignedBelow;
                yield return held;
            }
        }
    }

    private IEnumerable<Piece> Title()
    {
        var title = Text(
            Typed.Plain(paper.Title, isBold: true),
            Style.Title,
            tags.Add(TagKind.H1, part),
            isKept: true,
            after: paper.Subtitle is null ? Style.AfterTitle : 0
        );
        var subtitle = paper.Subtitle is { } said
            ? Text(Typed.Plain(said), Style.Subtitle, tags.Add(TagKind.P, part), isKept: true, after: Style.AfterTitle)
            : [];
        return title.Concat(subtitle);
    }

    private IEnumerable<Piece> Of(PaperBlock block) =>
        block switch
        {
            PaperHeading heading => Heading(heading),
            PaperText text => Text(text),
            PaperFacts facts => Facts(facts),
            PaperTable table => new TablePieces(table, paper.Language, tags, part, (Left, width, pageHeight)).All(),
            PaperList list => List(list),
            PaperNewPage => [new PageEnd { Height = 0 }],
            _ => throw new InvalidOperationException($"A {block.GetType().Name} is not written yet."),
        };

    private IEnumerable<Piece> Heading(PaperHeading heading)
    {
        level = Math.Clamp(heading.Level, 1, level + 1);
        var style = level == 1 ? Style.Heading : Style.Subheading;
        var tag = tags.Add(level == 1 ? TagKind.H2 : TagKind.H3, part);
        level = Math.Min(level, 2);
        return Text(Typed.Plain(heading.Text, isBold: true), style, tag, isKept: true, after: Style.AfterHeading);
    }

    private IEnumerable<Piece> Text(PaperText text)
    {
        var tag = tags.Add(TagKind.P, part);
        var letters = Typed.Of(text.Text);
        return text.Voice switch
        {
            PaperVoice.Warning => Framed(letters, tag),
            PaperVoice.Large => Text(letters, Style.Large, tag, isKept: false, after: 6_000),
            PaperVoice.Small => Text(letters, Style.Small, tag, isKept: false),
            _ => Text(letters, Style.Plain, tag, isKept: false),
        };
    }

    // The first two lines stay together, and the last two.
    private IEnumerable<Piece> Text(ushort[] letters, TextStyle style, int tag, bool isKept, int after = 0)
    {
        // A title has few words and room beside it; what is small had better leave the page room than be read with ease.
        var lines = Lines.Of(letters, style.Size, style == Style.Title || style == Style.Small ? width : Measure);
        for (var i = 0; i < lines.Length; i++)
        {
            yield return new LinePiece(letters, lines[i], Left, style, tag)
            {
                Height = style.Leading,
                Before = i == 0 ? style.Before : 0,
                After = i == lines.Length - 1 ? after : 0,
                KeepsNext = isKept || StaysWithNext(i, lines.Length),
            };
        }
    }

    private IEnumerable<Piece> Framed(ushort[] letters, int tag)
    {
        var style = Style.Warning;
        var lines = Lines.Of(letters, style.Size, Measure - LinePiece.FrameSides);
        for (var i = 0; i < lines.Length; i++)
        {
            var (isFirst, isLast) = (i == 0, i == lines.Length - 1);
            yield return new LinePiece(letters, lines[i], Left + LinePiece.FrameLeft, style, tag)
            {
                Frame = (Measure, isFirst, isLast),
                Height = style.Leading + (isFirst ? LinePiece.FrameRoom : 0) + (isLast ? LinePiece.FrameRoom : 0),
                Before = isFirst ? style.Before : 0,
                After = isLast ? style.Before : 0,
                // A frame is one thing as long as it is short.
                KeepsNext = !isLast && (lines.Length <= 12 || StaysWithNext(i, lines.Length)),
            };
        }
    }

    private IEnumerable<Piece> Facts(PaperFacts facts)
    {
        var list = tags.Add(TagKind.Pairs, part);
        var style = Style.Fact with { Ink = Ink.Soft };
        var names = facts.Facts.Select(fact => Typed.Plain(fact.Name)).ToArray();
        var widest = names.Length == 0 ? 0 : names.Max(name => Typed.Width(name, style.Size));
        var grid = TableGrid.OfFacts(widest, Left, width, Style.Fact);
        for (var i = 0; i < names.Length; i++)
        {
            var item = tags.Add(TagKind.LI, list);
            CellText[] cells =
            [
                CellText.Of(names[i], grid.WidthOf(0), style, tags.Add(TagKind.Lbl, item)),
                CellText.Of(Typed.Of(facts.Facts[i].Value), grid.WidthOf(1), Style.Fact, tags.Add(TagKind.LBody, item)),
            ];
            var looks = new RowLooks
            {
                Before = i == 0 ? Style.BeforeFacts : 0,
                Above = i == 0 ? (Style.Hairline, Ink.Line) : default,
                Below = (Style.Hairline, Ink.Line),
                IsLast = i == names.Length - 1,
                KeepsNext = i == 0 && names.Length > 1,
            };
            foreach (var piece in RowPiece.Of(grid, cells, looks, pageHeight))
            {
                yield return piece;
            }
        }
    }

    private IEnumerable<Piece> List(PaperList list)
    {
        var style = Style.Item;
        var tag = tags.Add(list.IsNumbered ? TagKind.Numbers : TagKind.Dots, part);
        var labels = Enumerable
            .Range(1, list.Items.Length)
            .Select(number => Typed.Plain(list.IsNumbered ? $"{number.ToString(Words.Invariant)}." : "•"))
            .ToArray();
        var indent = labels.Length == 0 ? 0 : labels.Max(label => Typed.Width(label, style.Size)) + Style.LabelGap;
        for (var item = 0; item < labels.Length; item++)
        {
            var (li, letters) = (tags.Add(TagKind.LI, tag), Typed.Of(list.Items[item]));
            var (lbl, body) = (tags.Add(TagKind.Lbl, li), tags.Add(TagKind.LBody, li));
            var lines = Lines.Of(letters, style.Size, Measure - indent);
            for (var i = 0; i < lines.Length; i++)
            {
                yield return new LinePiece(letters, lines[i], Left + indent, style, body)
                {
                    Label = i == 0 ? (labels[item], Left, lbl) : null,
                    Height = style.Leading,
                    Before =
                        i > 0 ? 0
                        : item == 0 ? Style.Plain.Before
                        : style.Before,
                    KeepsNext = StaysWithNext(i, lines.Length) || (item == 0 && labels.Length > 1 && i == lines.Length - 1),
                };
            }
        }
    }

    private SignaturePiece Signature(PaperSignature[] signatures)
    {
        var column = (Measure - SignaturePiece.Gap) / 2;
        var style = Style.Small with { Ink = Ink.Black };
        var signers = signatures
            .Select(signature => signature.Lines.Take(SignaturePiece.MostLines).Select(Signer).ToArray())
            .ToArray();
        var lines = signers.Max(signer => signer.Sum(line => line.Lines.Length));
        return new(signers, Left, column)
        {
            Before = Style.Plain.Before,
            After = Style.AfterTable,
            Height = SignaturePiece.Room + SignaturePiece.BelowRule + (lines * style.Leading),
        };

        // Who signs fits on a page with the room to sign in, whatever is told of them.
        CellText Signer(string line)
        {
            var text = CellText.Of(Typed.Plain(line), column, style, tags.Add(TagKind.P, part));
            return text with { Lines = text.Lines[..Math.Min(text.Lines.Length, SignaturePiece.MostLines)] };
        }
    }

    private static bool StaysWithNext(int line, int lines) => line < lines - 1 && (line == 0 || line == lines - 2);
}
