using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Dmfa;
using LearningAccount.Law;

namespace LearningAccount.Tests.Imports.Dmfa;

/// <summary>Reads a declaration text to its end.</summary>
internal static class DmfaReading
{
    public static List<(DeclarationForm Form, DeclaredPerson? Person)> Parts(
        string xml,
        out IReadOnlyCollection<string> unknown
    ) => Parts(Encoding.UTF8.GetBytes(xml), out unknown);

    public static List<(DeclarationForm Form, DeclaredPerson? Person)> Parts(byte[] file, out IReadOnlyCollection<string> unknown)
    {
        var bytes = new MemoryStream(file);
        XmlEncoding.Check(bytes);
        using var reader = new DmfaReader(new(bytes));
        var parts = reader.Read().ToList();
        unknown = reader.UnknownElements;
        return parts;
    }

    public static Anomaly Refusal(string xml) => Refusal(Encoding.UTF8.GetBytes(xml));

    public static Anomaly Refusal(byte[] file) => Assert.Throws<FileRefusedException>(() => Parts(file, out _)).Anomaly;

    /// <summary>The persons of the file after the checks.</summary>
    public static List<AssessedPerson> Assessed(string xml) =>
        [
            .. Parts(xml, out _)
                .Where(part => part.Person is not null)
                .Select(part => AssessPerson.Do(part.Person!, part.Form.Number, part.Form.Quarter!.Value)),
        ];

    /// <summary>One person of 2025/3 with these worker records.</summary>
    public static AssessedPerson Assess(string records, string ssin = DmfaText.Worker) =>
        Assert.Single(Assessed(DmfaText.File(DmfaText.Form("20253", DmfaText.Person(records, ssin)))));

    /// <summary>The quarter-end count: at most 1 for each worker over all that is declared of them.</summary>
    public static Fraction Size(IEnumerable<AssessedPerson> persons) =>
        persons
            .Where(person => person.Outcome == CountOutcome.Counted)
            .GroupBy(person => person.Ssin)
            .Select(worker => Fraction.Min(1, worker.Aggregate(Fraction.Zero, (sum, person) => sum + person.Fte)))
            .Aggregate(Fraction.Zero, (sum, fte) => sum + fte);

    public static string[] Codes(this AssessedPerson person) => [.. person.Remarks.Select(remark => remark.Code)];
}
