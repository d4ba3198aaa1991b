using System.Globalization;
using System.Xml;
using System.Xml.Schema;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>
/// Reads elements by name, never by place, and their text as values, without a string for what nobody asks for. Empty means
/// absent; numbers may be padded. Document types and entities are refused, depth and length are limited.
/// </summary>
internal sealed class XmlFields : IDisposable
{
    /// <summary>More than any text a declaration may hold (glossary: 20 characters for a reference).</summary>
    private const int LongestText = 200;
    private readonly MeteredStream stream;
    private readonly XmlReader reader;
    private readonly char[] text = new char[LongestText + 1];
    private readonly StringPool pool = new();
    private int depth;
    private bool isEmpty;

    public XmlFields(MeteredStream stream, XmlSchemaSet? schema, ValidationEventHandler? onSchemaFault)
    {
        this.stream = stream;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
        };
        if (schema is not null)
        {
            settings.Schemas = schema;
            settings.ValidationType = ValidationType.Schema;
            settings.ValidationEventHandler += onSchemaFault;
        }
        reader = XmlReader.Create(stream, settings);
    }

    /// <summary>Name of the element just entered.</summary>
    public string Name { get; private set; } = "";

    public long BytesRead => stream.BytesRead;

    public int Line => (reader as IXmlLineInfo)?.LineNumber ?? 0;

    /// <summary>Goes to the root element.</summary>
    public void Root()
    {
        while (Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Enter();
                return;
            }
        }
        throw Broken();
    }

    /// <summary>Makes sure that nothing stands behind the root: of two files pasted together the second would be lost.</summary>
    public void End()
    {
        try
        {
            while (reader.Read()) { }
        }
        catch (XmlException behind)
        {
            throw new FileRefusedException(new("xml.afterEnd", Severity.Error, Place(behind.LineNumber, behind.LinePosition)));
        }
    }

    /// <summary>
    /// Goes to the next child of the element being read, all of the child before having been read or skipped. False when the
    /// element ends.
    /// </summary>
    public bool NextChild()
    {
        if (isEmpty)
        {
            Leave();
            return false;
        }
        while (Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Enter();
                    return true;
                case XmlNodeType.EndElement:
                    Leave();
                    return false;
            }
        }
        throw Broken();
    }

    /// <summary>Reads over the element just entered, whatever it holds.</summary>
    public void Skip()
    {
        var outer = depth - 1;
        if (isEmpty)
        {
            Leave();
            return;
        }
        while (depth > outer)
        {
            if (!Read())
            {
                throw Broken();
            }
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Enter();
                    if (isEmpty)
                    {
                        Leave();
                    }
                    break;
                case XmlNodeType.EndElement:
                    Leave();
                    break;
            }
        }
    }

    /// <summary>The trimmed text of the element just entered; empty when it has none or is longer than any value can be.</summary>
    public ReadOnlySpan<char> Text()
    {
        var length = 0;
        while (!isEmpty && Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Enter();
                Skip();
            }
            else if (length <= LongestText)
            {
                length = ReadPiece(length);
            }
        }
        Leave();
        return length > LongestText ? default : ((ReadOnlySpan<char>)text.AsSpan(0, length)).Trim();
    }

    /// <summary>The text, the same string for the same characters; null when absent. For codes.</summary>
    public string? Code()
    {
        var value = Text();
        return value.IsEmpty ? null : pool.Of(value);
    }

    /// <summary>A code of three digits: <c>15</c> is <c>015</c>.</summary>
    public string? ThreeDigits()
    {
        var value = Text();
        if (value.IsEmpty || value.Length >= 3)
        {
            return value.IsEmpty ? null : pool.Of(value);
        }
        Span<char> padded = ['0', '0', '0'];
        value.CopyTo(padded[(3 - value.Length)..]);
        return pool.Of(padded);
    }

    /// <summary>The text, null when absent.</summary>
    public string? String()
    {
        var value = Text();
        return value.IsEmpty ? null : value.ToString();
    }

    /// <summary>A whole number of at most nine digits besides leading zeros. False when there is something that is none.</summary>
    public bool TryNumber(out int? number)
    {
        number = null;
        var value = Text();
        if (value.IsEmpty)
        {
            return true;
        }
        value = value.TrimStart('0');
        if (value.IsEmpty)
        {
            number = 0;
            return true;
        }
        if (value.Length > 9 || !int.TryParse(value, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var read))
        {
            return false;
        }
        number = read;
        return true;
    }

    /// <summary>A date <c>yyyy-MM-dd</c>; a time zone behind it, which XML allows, says nothing. False when there is something that is none.</summary>
    public bool TryDate(out DateOnly? date)
    {
        date = null;
        var value = Text();
        if (value.IsEmpty)
        {
            return true;
        }
        if (
            value.Length is not (10 or 11 or 16)
            || !DateOnly.TryParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
        )
        {
            return false;
        }
        date = read;
        return true;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Adds what fits of the text node to the buffer, and returns the new length.</summary>
    private int ReadPiece(int length)
    {
        if (!reader.CanReadValueChunk)
        {
            // Only when a schema is checked along.
            var whole = reader.Value.AsSpan();
            var taken = Math.Min(whole.Length, text.Length - length);
            whole[..taken].CopyTo(text.AsSpan(length));
            return length + taken;
        }
        try
        {
            while (length < text.Length && reader.ReadValueChunk(text, length, text.Length - length) is var got and > 0)
            {
                length += got;
            }
            return length;
        }
        catch (XmlException broken)
        {
            throw Broken(broken.LineNumber, broken.LinePosition);
        }
    }

    private bool Read()
    {
        try
        {
            var more = reader.Read();
            stream.PieceEnded();
            return more;
        }
        catch (XmlException broken)
        {
            // Its message may quote the file, so only the place goes on.
            throw Broken(broken.LineNumber, broken.LinePosition);
        }
    }

    private void Enter()
    {
        Name = reader.LocalName;
        isEmpty = reader.IsEmptyElement;
        if (++depth > ImportLimits.XmlDepth)
        {
            throw new FileRefusedException(new("xml.tooDeep", Severity.Error, Place(Line)));
        }
    }

    private void Leave()
    {
        depth--;
        isEmpty = false;
    }

    private FileRefusedException Broken() => Broken(Line, 0);

    private static FileRefusedException Broken(int line, int column) =>
        new(new("xml.broken", Severity.Error, Place(line, column)));

    private static string Place(int line, int column = 0) => string.Create(CultureInfo.InvariantCulture, $"{line}:{column}");
}
