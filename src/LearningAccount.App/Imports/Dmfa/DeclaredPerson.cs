using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>A natural person of a declaration as the file says it (DmfA glossary, block 90017).</summary>
public sealed class DeclaredPerson
{
    /// <summary>Its place among all persons of the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its place among the persons of its form, from 1.</summary>
    public required int PlaceInForm { get; init; }
    public int? SequenceNumber { get; set; }

    /// <summary>The national number as it stands in the file; null when absent.</summary>
    public string? Ssin { get; set; }

    /// <summary>The employer's own reference of the worker.</summary>
    public string? Reference { get; set; }
    public List<DeclaredRecord> Records { get; } = [];

    /// <summary>What could not be read of it.</summary>
    public List<Anomaly> Remarks { get; } = [];
}

/// <summary>A worker record: what a person did under one employer class and worker code (block 90012).</summary>
public sealed class DeclaredRecord
{
    /// <summary>Three digits (annex 27); empty when absent.</summary>
    public string EmployerClass { get; set; } = "";

    /// <summary>Three digits (annex 2); empty when absent.</summary>
    public string WorkerCode { get; set; } = "";
    public List<DeclaredOccupation> Occupations { get; } = [];

    /// <summary>Declared by the solidarity contribution alone: no occupation, no dates.</summary>
    public bool IsStudentContribution { get; set; }
}

/// <summary>An occupation (block 90015). Hours and days are in hundredths; null where the file says nothing.</summary>
public sealed class DeclaredOccupation
{
    public int? SequenceNumber { get; set; }
    public DateOnly? Start { get; set; }
    public DateOnly? End { get; set; }

    /// <summary>As it stands in the file: <c>226</c>, <c>140.03</c>, <c>999</c>.</summary>
    public string? Committee { get; set; }

    /// <summary>Days a week, in hundredths.</summary>
    public int? WeekDays { get; set; }

    /// <summary>0 full time, 1 part time; the fraction of hours goes before it.</summary>
    public int? ContractType { get; set; }

    /// <summary>Q: mean hours a week of the worker, in hundredths.</summary>
    public int? MeanHours { get; set; }

    /// <summary>S: mean hours a week of a full-timer in a like function, in hundredths.</summary>
    public int? ReferenceHours { get; set; }

    /// <summary>Annex 44; 599 means several, which <see cref="MeasureParts"/> names.</summary>
    public int? Measure { get; set; }

    /// <summary>Measures and percentages (in hundredths) of a 599: <c>4:2000,507:8000</c>.</summary>
    public string? MeasureParts { get; set; }
    public string? Status { get; set; }
    public int? Apprenticeship { get; set; }
    public bool HasHorecaExtra { get; set; }
    public string? Unit { get; set; }
    public string? Reference { get; set; }

    /// <summary>How many pay lines it has, and how many of them are severance or exit pay.</summary>
    public int PayLines { get; set; }
    public int SeveranceLines { get; set; }

    /// <summary>
    /// Pay that is not for work: severance counted in working time (3), of statutory staff (9), exit pay of members of parliament
    /// (28). The NSSO asks for it as an occupation of its own (annex 7, anomaly 90015-169).
    /// </summary>
    public bool IsSeverance => PayLines > 0 && PayLines == SeveranceLines;
}
