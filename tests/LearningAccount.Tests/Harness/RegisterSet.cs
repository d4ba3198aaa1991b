using System.Globalization;
using System.IO.Compression;
using System.Text;
using LearningAccount.Law;
using LearningAccount.Records.Registry;

namespace LearningAccount.Tests.Harness;

/// <summary>A set of the open data of the enterprise register, of enterprises that do not exist, in the form it is published in.</summary>
internal sealed class RegisterSet
{
    private static readonly (string Name, string Columns)[] Parts =
    [
        ("enterprise", "EnterpriseNumber,Status,JuridicalSituation,TypeOfEnterprise,JuridicalForm,JuridicalFormCAC,StartDate"),
        ("denomination", "EntityNumber,Language,TypeOfDenomination,Denomination"),
        (
            "address",
            "EntityNumber,TypeOfAddress,CountryNL,CountryFR,Zipcode,MunicipalityNL,MunicipalityFR,StreetNL,StreetFR,HouseNumber,Box,ExtraAddressInfo,DateStrikingOff"
        ),
        ("activity", "EntityNumber,ActivityGroup,NaceVersion,NaceCode,Classification"),
    ];

    private readonly SortedDictionary<string, StringBuilder> files = new(StringComparer.Ordinal);
    private readonly string ending;

    private RegisterSet(int number, string kind, string on)
    {
        ending = kind is "full" ? "" : "_insert";
        Add("meta.csv", "Variable,Value");
        Add("meta.csv", "SnapshotDate", on);
        Add("meta.csv", "ExtractTimestamp", $"{on} 06:00:00");
        Add("meta.csv", "ExtractType", kind);
        Add("meta.csv", "ExtractNumber", number.ToString(CultureInfo.InvariantCulture));
        Add("meta.csv", "Version", "1.0.0");
        Add("code.csv", "Category,Code,Language,Description");
        Add("code.csv", "JuridicalSituation", "000", "NL", "Normale toestand");
        Add("code.csv", "JuridicalSituation", "000", "FR", "Situation normale");
        Add("code.csv", "JuridicalSituation", "012", "NL", "Vervroegde ontbinding - vereffening");
        Add("code.csv", "JuridicalSituation", "012", "FR", "Dissolution anticipée - liquidation");
        Add("code.csv", "JuridicalForm", "014", "NL", "Naamloze vennootschap");
        Add("code.csv", "JuridicalForm", "014", "FR", "Société anonyme");
        Add("code.csv", "Nace2025", "85592", "NL", "Beroepsopleiding");
        Add("code.csv", "Nace2025", "85592", "FR", "Formation professionnelle");
        foreach (var (name, columns) in Parts)
        {
            Add($"{name}{ending}.csv", columns);
            if (ending.Length > 0)
            {
                Add($"{name}_delete.csv", name is "enterprise" ? "EnterpriseNumber" : "EntityNumber");
            }
        }
    }

    public static RegisterSet Full(int number = 140, string on = "02-01-2026") => new(number, "full", on);

    public static RegisterSet Update(int number = 141, string on = "09-01-2026") => new(number, "update", on);

    /// <summary>A legal person with a Dutch name, at a seat in Ghent, that trains people.</summary>
    public RegisterSet With(EnterpriseNumber number, string name, string situation = "000", bool isPerson = false)
    {
        Add(
            $"enterprise{ending}.csv",
            $"{number}",
            "AC",
            situation,
            isPerson ? "1" : "2",
            isPerson ? null : "014",
            null,
            "01-03-1999"
        );
        Add($"denomination{ending}.csv", $"{number}", "2", "001", name);
        if (!isPerson)
        {
            Seat(number, "9000", "Gent", "Korenmarkt");
        }
        return Does(number, "85592");
    }

    public RegisterSet Named(EnterpriseNumber number, string language, string type, string name) =>
        Add($"denomination{ending}.csv", $"{number}", language, type, name);

    public RegisterSet Seat(EnterpriseNumber number, string postcode, string place, string street) =>
        Add(
            $"address{ending}.csv",
            $"{number}",
            "REGO",
            null,
            null,
            postcode,
            place,
            place,
            street,
            street,
            "1",
            null,
            null,
            null
        );

    public RegisterSet Does(
        EnterpriseNumber number,
        string nace,
        string version = "2025",
        string group = "006",
        string kind = "MAIN"
    ) => Add($"activity{ending}.csv", $"{number}", group, version, nace, kind);

    /// <summary>What an update takes away: <c>enterprise</c>, <c>denomination</c>, <c>address</c>, <c>activity</c>.</summary>
    public RegisterSet Without(EnterpriseNumber number, params string[] parts)
    {
        foreach (var part in parts)
        {
            Add($"{part}_delete.csv", $"{number}");
        }
        return this;
    }

    /// <summary>A row as it stands, right or wrong.</summary>
    public RegisterSet Line(string file, string line)
    {
        files[file].Append(line).Append("\r\n");
        return this;
    }

    public RegisterSet WithoutFile(string file)
    {
        files.Remove(file);
        return this;
    }

    public RegisterSet Replace(string file, string old, string replacement)
    {
        files[file].Replace(old, replacement);
        return this;
    }

    /// <summary>
    /// Many more legal persons, each with as many activities of which one is its main one, and an establishment of as many.
    /// </summary>
    public RegisterSet Many(int enterprises, int activities)
    {
        for (var i = 0; i < enterprises; i++)
        {
            var number = EnterpriseKeys.Number(10_000_000 + i);
            With(number, $"Verzonnen onderneming {i}");
            for (var activity = 1; activity < activities; activity++)
            {
                Does(number, "47110", kind: "SECO");
            }
        }
        return this;
    }

    public string InPackage(TemporaryFolder folder, string name = "set.zip")
    {
        using var package = ZipFile.Open(folder[name], ZipArchiveMode.Create);
        foreach (var (file, text) in files)
        {
            using var entry = package.CreateEntry(file).Open();
            entry.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
        return folder[name];
    }

    public string InFolder(TemporaryFolder folder, Encoding? encoding = null)
    {
        foreach (var (file, text) in files)
        {
            File.WriteAllText(
                folder[file],
                text.ToString(),
                encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            );
        }
        return folder.Path;
    }

    // Empty fields have no quotes, and dates neither.
    private RegisterSet Add(string file, params string?[] fields)
    {
        var isHeader = !files.TryGetValue(file, out var text);
        if (isHeader)
        {
            files.Add(file, text = new());
        }
        var written = fields.Select(field =>
            field is null ? ""
            : isHeader ? string.Join(",", field.Split(',').Select(Quoted))
            : Quoted(field)
        );
        text!.Append(string.Join(",", written)).Append("\r\n");
        return this;
    }

    private static string Quoted(string field) =>
        DateOnly.TryParseExact(field, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? field
            : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
