using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Schema;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>One step through a declaration file: a form begins, one of its persons, a form ends.</summary>
/// <param name="IsAnsweredLater">The person has to be corrected; its row of the report follows with the person as it came.</param>
internal readonly record struct DmfaStep(
    DeclarationForm Form,
    AssessedPerson? Person = null,
    bool IsEnd = false,
    bool IsAnsweredLater = false
);

/// <summary>
/// A DmfA file as a source of rows. Persons are read and checked on the reading thread. Those that have to be corrected are found
/// again in a second reading, as they stand in the file; most files have none.
/// </summary>
internal sealed class DmfaSource : IImportSource
{
    private const int MostSchemaFaults = 100;
    private readonly Stream file;
    private readonly MeteredStream metered;
    private readonly DmfaReader reader;
    private readonly List<Anomaly> remarks = [];
    private readonly List<RefusedPerson> refused = [];
    private readonly DmfaWriting writing;
    private readonly IEnumerator<DmfaStep> steps;
    private IEnumerator<RefusedPerson>? refusals;

    /// <param name="file">Is read twice when persons have to be corrected, so it can be wound back.</param>
    /// <exception cref="FileRefusedException">It is no XML, in another encoding, or the schema cannot be read.</exception>
    public DmfaSource(Stream file, string fileName, ImportOptions options)
    {
        this.file = file;
        writing = new(options);
        XmlEncoding.Check(file);
        metered = new(file);
        var schema = options.SchemaPath is { } path ? ReadSchema(path) : null;
        reader = new(metered, schema, OnSchemaFault);
        steps = Steps().GetEnumerator();
        if (TestEnvironment(fileName) is { } environment)
        {
            remarks.Add(new("dmfa.testFile", Severity.Warning, fileName) { Values = [("environment", environment)] });
        }
    }

    public FileKind Kind => FileKind.Dmfa;
    public long BytesRead => metered.BytesRead;
    public IReadOnlyList<Anomaly> FileRemarks => remarks;
    public string OriginalsHead => """<?xml version="1.0" encoding="UTF-8"?>""" + "\n<DmfAOriginal>\n";
    public string OriginalsTail => "</DmfAOriginal>\n";

    public IImportBatch? Next(int max)
    {
        if (refusals is null)
        {
            var taken = new List<DmfaStep>(max);
            while (taken.Count < max && steps.MoveNext())
            {
                taken.Add(steps.Current);
            }
            if (taken.Count > 0)
            {
                return new DmfaBatch(taken, writing);
            }
            NameUnknownElements();
            refusals = WithOriginals().GetEnumerator();
        }
        var rest = new List<RefusedPerson>();
        while (rest.Count < max && refusals.MoveNext())
        {
            rest.Add(refusals.Current);
        }
        return rest.Count == 0 ? null : new DmfaRefusals(rest, writing);
    }

    public void Dispose()
    {
        steps.Dispose();
        refusals?.Dispose();
        reader.Dispose();
        file.Dispose();
    }

    private IEnumerable<DmfaStep> Steps()
    {
        DeclarationForm? open = null;
        foreach (var (form, person) in reader.Read())
        {
            if (person is null)
            {
                if (open is not null)
                {
                    yield return new(open, IsEnd: true);
                }
                open = form;
                yield return new(form);
            }
            else if (form.Quarter is { } quarter)
            {
                yield return Assess(form, person, quarter);
            }
        }
        if (open is not null)
        {
            yield return new(open, IsEnd: true);
        }
    }

    private DmfaStep Assess(DeclarationForm form, DeclaredPerson person, Quarter quarter)
    {
        var assessed = AssessPerson.Do(person, form.Number, quarter);
        var keepsOriginal = assessed.IsRefused && refused.Count < ImportLimits.OriginalsKept;
        if (keepsOriginal)
        {
            refused.Add(new(form, person.Number, assessed.Remarks, Original: ""));
        }
        return new(form, assessed, IsAnsweredLater: keepsOriginal);
    }

    private IEnumerable<RefusedPerson> WithOriginals() =>
        refused.Zip(
            DmfaOriginals.Of(file, refused.Select(person => person.Number)),
            (person, original) => person with { Original = original }
        );

    private void NameUnknownElements()
    {
        if (reader.UnknownElements.Count > 0)
        {
            var names = string.Join(", ", reader.UnknownElements);
            remarks.Add(new("dmfa.unknownElements", Severity.Warning, "") { Values = [("names", names)] });
        }
    }

    private void OnSchemaFault(object? sender, ValidationEventArgs fault)
    {
        // Its message quotes the file, so only the place goes on.
        if (remarks.Count < MostSchemaFaults)
        {
            var line = fault.Exception.LineNumber.ToString(CultureInfo.InvariantCulture);
            remarks.Add(new("dmfa.schema", Severity.Warning, line) { Values = [("element", reader.Element)] });
        }
    }

    private static XmlSchemaSet ReadSchema(string path)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var xml = XmlReader.Create(path, settings);
            var set = new XmlSchemaSet { XmlResolver = null };
            set.Add(null, xml);
            set.Compile();
            return set;
        }
        catch (Exception wrong) when (wrong is XmlException or XmlSchemaException or IOException or UnauthorizedAccessException)
        {
            throw new FileRefusedException(new("dmfa.schemaUnreadable", Severity.Error, Path.GetFileName(path)));
        }
    }

    // FI.DMFA.123456.20251020.00001.T.1.1: the sixth part is R, T or S; nothing in the file itself says test.
    private static string? TestEnvironment(string fileName)
    {
        var parts = fileName.Split('.');
        return parts.Length >= 6 && parts[0] is "FI" && parts[5] is "T" or "S" ? parts[5] : null;
    }
}

/// <summary>A person that has to be corrected, with what is wrong and as it came.</summary>
internal sealed record RefusedPerson(DeclarationForm Form, int Number, ImmutableArray<Anomaly> Remarks, string Original);
