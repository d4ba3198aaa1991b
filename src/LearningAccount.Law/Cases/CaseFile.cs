using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law.Cases;

/// <summary>One situation as data: facts in, account out, and what is expected of it.</summary>
public sealed record CaseFile
{
    /// <summary>A larger file is refused.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;
    private const int MaxDepth = 16;

    public string? Name { get; init; }
    public string? Source { get; init; }
    public required AccountFacts Facts { get; init; }

    /// <summary>The day the account is asked for, where the file says it.</summary>
    public DateOnly? On { get; init; }

    /// <summary>What the account must be, in part or whole; null: nothing is expected.</summary>
    public JsonElement? Expect { get; init; }

    /// <summary>Reads a case, or an array of cases.</summary>
    /// <exception cref="CaseFileException">The text is no case file; all that is wrong in it is named by its path.</exception>
    public static ImmutableArray<CaseFile> Read(ReadOnlyMemory<byte> utf8, out bool isArray)
    {
        var problems = new List<CaseProblem>();
        isArray = false;
        if (utf8.Length > MaxBytes)
        {
            throw new CaseFileException([new("", "tooLarge", [])]);
        }
        JsonElement root;
        try
        {
            // A byte order mark is no part of the text.
            var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(text, new() { MaxDepth = MaxDepth });
            root = document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new CaseFileException([
                new(
                    "",
                    "notJson",
                    [
                        ("line", ((broken.LineNumber ?? 0) + 1).ToString(System.Globalization.NumberFormatInfo.InvariantInfo)),
                        (
                            "column",
                            ((broken.BytePositionInLine ?? 0) + 1).ToString(System.Globalization.NumberFormatInfo.InvariantInfo)
                        ),
                    ]
                ),
            ]);
        }
        var cases = ImmutableArray.CreateBuilder<CaseFile>();
        isArray = root.ValueKind == JsonValueKind.Array;
        if (isArray)
        {
            foreach (var element in root.EnumerateArray())
            {
                cases.Add(CaseFacts.Read(new(element, $"[{cases.Count}]", problems)));
            }
        }
        else
        {
            cases.Add(CaseFacts.Read(new(root, "", problems)));
        }
        return problems.Count > 0 ? throw new CaseFileException([.. problems]) : cases.DrainToImmutable();
    }
}
