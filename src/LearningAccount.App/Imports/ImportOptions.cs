using LearningAccount.App.Imports.Lists;

namespace LearningAccount.App.Imports;

/// <summary>What the person who brings a file in says along with it.</summary>
public sealed record ImportOptions
{
    /// <summary>The id the import gets; null: one of its own.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>Enterprise number of the employer, for a list that has no column for it.</summary>
    public string? Employer { get; init; }

    /// <summary>Also registers students who are declared by the solidarity contribution alone, without an employment.</summary>
    public bool RegisterStudents { get; init; }

    /// <summary>The NSSO's XSD of the quarter to check a declaration against; without it, it is read leniently.</summary>
    public string? SchemaPath { get; init; }

    /// <summary>What a person said about this file.</summary>
    public FileAnswers Answers { get; init; } = FileAnswers.None;

    /// <summary>How lists of other programs are understood, as was kept before.</summary>
    public IReadOnlyList<NamedMapping> Mappings { get; init; } = [];
}

/// <summary>Limits on what comes from outside: one file cannot exhaust memory, disk or patience.</summary>
public static class ImportLimits
{
    public const long FileBytes = 4L * 1024 * 1024 * 1024;
    public const int Rows = 5_000_000;
    public const int ListRows = 2_000_000;
    public const int CellLength = 2_000;
    public const int Columns = 200;
    public const int XmlDepth = 32;

    /// <summary>One person of a declaration, with all occupations and pay; a hundred occupations take some 200 kB.</summary>
    public const int PersonBytes = 8 * 1024 * 1024;

    /// <summary>Rows kept as they came, to be corrected and sent again. A file with more has one fault, not thousands.</summary>
    public const int OriginalsKept = 10_000;
}
