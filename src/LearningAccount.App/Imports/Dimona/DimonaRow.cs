using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>What a row of a Dimona file is, before anybody asks what is known.</summary>
internal enum DimonaRowKind
{
    Period,

    /// <summary>A daily registration (DailyRegistrationDeclaration): hours of a day, no period.</summary>
    Daily,

    /// <summary>The answer to a form that was refused: nothing of it holds.</summary>
    Refused,
}

/// <summary>
/// One form of a file of Dimona forms, one answer to a form, or one period of a personnel file, as the file says it: names and
/// numbers as they stand there.
/// </summary>
internal sealed class DimonaRow
{
    /// <summary>Its place among the rows of the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands: <c>Form[3]/DimonaIn</c>.</summary>
    public required string Place { get; set; }
    public required DimonaMessage Message { get; set; }
    public DimonaRowKind Kind { get; set; }
    public string? CompanyId { get; set; }
    public string? NssoNumber { get; set; }
    public string? Ssin { get; set; }
    public string? FamilyName { get; set; }
    public string? GivenNames { get; set; }
    public DateOnly? BornOn { get; set; }
    public string? PeriodId { get; set; }
    public DateOnly? Start { get; set; }
    public DateOnly? End { get; set; }
    public string? WorkerType { get; set; }
    public string? Committee { get; set; }
    public bool Cancelled { get; set; }

    /// <summary>The day and hour of the form, or of the last change of the period.</summary>
    public DateOnly? SaidOn { get; set; }
    public TimeOnly SaidAt { get; set; }

    /// <summary>Why the NSSO refused the form: <c>90373-333</c>.</summary>
    public string? RefusedFor { get; set; }
    public List<Anomaly> Remarks { get; } = [];
    public bool IsRefused => Remarks.Exists(remark => remark.Severity == Severity.Error);

    /// <summary>It tells the period as a whole, not one point of it.</summary>
    public bool IsWhole => Message is DimonaMessage.In or DimonaMessage.Answer or DimonaMessage.File;

    public void Fail(string code, string element, Severity severity = Severity.Error) =>
        Remarks.Add(new(code, severity, element.Length == 0 ? Place : $"{Place}/{element}"));
}
