using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Enterprises;

/// <summary>
/// Reads the files of a set into the stage. Of an update the files that end on <c>_delete</c> name what is told anew or gone, and
/// those that end on <c>_insert</c> tell it (Cookbook KBO Open data R018, 1.5.2).
/// </summary>
internal sealed class ReadEnterpriseSet(
    EnterpriseFiles files,
    EnterpriseStage stage,
    EnterpriseLimits limits,
    RowCounts counts,
    CancellationToken cancel
)
{
    // Asked between so many rows whether somebody wants to stop.
    private const int RowsBetween = 1 << 16;

    private bool IsUpdate => stage.Set.Kind is EnterpriseSetKind.Update;

    public void Do()
    {
        Forget(EnterprisePart.Enterprise, "enterprise", "EnterpriseNumber");
        Each(
            Name("enterprise"),
            Enterprise,
            "EnterpriseNumber",
            "JuridicalSituation",
            "TypeOfEnterprise",
            "JuridicalForm",
            "StartDate"
        );
        Forget(EnterprisePart.Denomination, "denomination", "EntityNumber");
        Each(Name("denomination"), Denomination, "EntityNumber", "Language", "TypeOfDenomination", "Denomination");
        Forget(EnterprisePart.Address, "address", "EntityNumber");
        Each(
            Name("address"),
            Address,
            "EntityNumber",
            "TypeOfAddress",
            "DateStrikingOff",
            "StreetNL",
            "StreetFR",
            "HouseNumber",
            "Box",
            "Zipcode",
            "MunicipalityNL",
            "MunicipalityFR",
            "CountryNL",
            "CountryFR"
        );
        Forget(EnterprisePart.Activity, "activity", "EntityNumber");
        Each(Name("activity"), Activity, "EntityNumber", "Classification", "NaceVersion", "ActivityGroup", "NaceCode");
        // Last: by now it is known which codes have to be put into words.
        var used = stage.CodesUsed();
        Each("code.csv", rows => Code(rows, used), "Category", "Code", "Language", "Description");
    }

    private string Name(string part) => IsUpdate ? $"{part}_insert.csv" : $"{part}.csv";

    private void Forget(EnterprisePart part, string name, string column)
    {
        if (IsUpdate)
        {
            Each(
                $"{name}_delete.csv",
                rows =>
                {
                    if (rows.TryKey(0, out var key) && stage.Holds(key))
                    {
                        stage.Forget(part, key);
                    }
                },
                column
            );
        }
    }

    private void Each(string name, Action<EnterpriseRows> row, params string[] columns)
    {
        using var file = files.Find(name);
        using var rows = new EnterpriseRows(file, limits, counts, columns);
        while (rows.Read())
        {
            if (counts.Rows % RowsBetween == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
            row(rows);
        }
        counts.EndOf(name);
    }

    private void Enterprise(EnterpriseRows row)
    {
        stage.CountRow();
        var isPerson = row.Is(2, "1"u8);
        if (!row.TryKey(0, out var key) || !stage.Admits(key, isPerson))
        {
            return;
        }
        if (row.Text(1) is not { } situation)
        {
            row.Wrong("enterprises.row.fields");
        }
        else if (!stage.Enter(key, isPerson, situation, row.Text(3), row.Day(4)))
        {
            counts.Repeated++;
        }
    }

    private void Denomination(EnterpriseRows row)
    {
        // The name goes before the commercial name, and that before the abbreviation; the rest are names of branches.
        var rank =
            row.Is(2, "001"u8) ? 1
            : row.Is(2, "003"u8) ? 2
            : row.Is(2, "002"u8) ? 3
            : 0;
        if (row.TryKey(0, out var key) && stage.Holds(key) && rank > 0 && row.Text(3) is { } name)
        {
            stage.Name(key, rank, LanguageOf(row), name);
        }
    }

    private static string LanguageOf(EnterpriseRows row) =>
        row.Is(1, "1"u8) ? "fr"
        : row.Is(1, "2"u8) ? "nl"
        : row.Is(1, "3"u8) ? "de"
        : row.Is(1, "4"u8) ? "en"
        : LanguageTexts.Unknown;

    private void Address(EnterpriseRows row)
    {
        // The seat, unless the register has struck it off as one where nobody is found.
        if (row.TryKey(0, out var key) && stage.Holds(key) && row.Is(1, "REGO"u8) && row.IsEmpty(2))
        {
            stage.Seat(
                key,
                new(
                    row.Text(3),
                    row.Text(4),
                    row.Text(5),
                    row.Text(6),
                    row.Text(7),
                    row.Text(8),
                    row.Text(9),
                    row.Text(10),
                    row.Text(11)
                )
            );
        }
    }

    private void Activity(EnterpriseRows row)
    {
        if (!row.TryKey(0, out var key) || !stage.Holds(key) || !row.Is(1, "MAIN"u8))
        {
            return;
        }
        if (row.Text(2) is { Length: 4 } version && version.All(char.IsAsciiDigit) && row.Text(4) is { } code)
        {
            // What is declared to the NSSO is what workers are employed for; next comes what is declared for VAT.
            var group =
                row.Is(3, "006"u8) ? 1
                : row.Is(3, "001"u8) ? 2
                : 3;
            stage.Activity(key, version, group, code);
        }
        else
        {
            row.Wrong("enterprises.row.fields");
        }
    }

    private void Code(EnterpriseRows row, IReadOnlySet<(string, string)> used)
    {
        if (
            row.Text(0) is { } category
            && row.Text(1) is { } code
            && used.Contains((category, code))
            && row.Text(2) is { } language
            && row.Text(3) is { } text
        )
        {
            stage.Code(category, code, language.ToLowerInvariant(), text);
        }
    }
}
