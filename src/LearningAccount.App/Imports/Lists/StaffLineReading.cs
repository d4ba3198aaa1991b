using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Reads a row of a staff list. A line comes out only where nothing in it is an error.</summary>
internal static class StaffLineReading
{
    /// <summary>What names a worker where there is no number.</summary>
    public static readonly ImmutableArray<ListColumn> NamesWorker =
    [
        ListColumn.OwnReference,
        ListColumn.FullName,
        ListColumn.FamilyName,
        ListColumn.Email,
    ];
    private const int NameLength = 200;
    private const int PlaceLength = 200;
    private const int AddressLength = 400;
    private const int ReferenceLength = 60;
    private const int EmailLength = 254;

    public static StaffLine? Read(RowReading row, DateOnly today)
    {
        var ssin = row.Ssin(ListColumn.Ssin, today, isRequired: !NamesWorker.Any(row.IsFilled));
        var former = row.Ssin(ListColumn.FormerSsin, today, isRequired: false);
        var line = new StaffLine
        {
            Ssin = ssin,
            FormerSsin = ssin is null || former == ssin ? null : former,
            Employer = row.Enterprise(ListColumn.EnterpriseNumber),
            EmployerName = row.Text(ListColumn.EmployerName, NameLength),
            Identity = Identity(row, ssin),
            Contract = Contract(row),
            Suspension = Suspension(row),
        };
        return row.IsWrong ? null : line;
    }

    public static SaidIdentity Identity(RowReading row, Ssin? ssin)
    {
        var (family, given) = NameReading.Read(row, NameLength);
        var birth = row.Date(ListColumn.BirthDate, Severity.Warning);
        if (birth is { } day && ssin?.BirthDate is { } known && day != known)
        {
            row.Fail("staff.birthDateDiffers", ListColumn.BirthDate, Severity.Warning);
        }
        var sex = row.Word<Sex>(ListColumn.Sex, Severity.Warning);
        if (sex is not null && ssin?.Sex is { } told && sex != told)
        {
            row.Fail("staff.sexDiffers", ListColumn.Sex, Severity.Warning);
        }
        return new()
        {
            FamilyName = family,
            GivenNames = given,
            BirthDate = birth,
            BirthPlace = row.Text(ListColumn.BirthPlace, PlaceLength),
            Domicile = Domicile(row),
            Language = row.Word<Language>(ListColumn.Language, Severity.Warning),
            Email = Email(row),
            Sex = sex,
            OwnReference = row.Text(ListColumn.OwnReference, ReferenceLength),
            Site = row.Text(ListColumn.Site, PlaceLength),
            Department = row.Text(ListColumn.Department, PlaceLength),
        };
    }

    /// <summary>One column, or "Kerkstraat 1 bus 2, 1000 Brussel, Frankrijk" put together from its parts.</summary>
    private static string? Domicile(RowReading row)
    {
        var street = Joined(
            " ",
            row.Text(ListColumn.Street, PlaceLength),
            row.Text(ListColumn.HouseNumber, PlaceLength),
            row.Text(ListColumn.PostBox, PlaceLength) is { } box ? "/" + box : null
        );
        var town = Joined(" ", row.Text(ListColumn.PostCode, PlaceLength), row.Text(ListColumn.City, PlaceLength));
        var country = row.Text(ListColumn.Country, PlaceLength);
        var whole = Joined(", ", row.Text(ListColumn.Domicile, AddressLength), street, town, country);
        if (whole.Length > AddressLength)
        {
            row.Fail("row.addressTooLong", ("limit", AddressLength.ToString(CultureInfo.InvariantCulture)));
        }
        return whole.Length == 0 ? null : whole;
    }

    private static string Joined(string separator, params string?[] parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Email(RowReading row)
    {
        var text = row.Text(ListColumn.Email, EmailLength);
        if (text is null)
        {
            return null;
        }
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var looksRight =
            at > 0
            && at == text.LastIndexOf('@')
            && text.IndexOf('.', at) > at + 1
            && !text.EndsWith('.')
            && !text.Contains(' ', StringComparison.Ordinal);
        if (looksRight)
        {
            return text;
        }
        row.Fail("cell.email", ListColumn.Email, Severity.Warning);
        return null;
    }

    private static SaidContract? Contract(RowReading row)
    {
        var start = row.Date(ListColumn.Start);
        var end = row.Date(ListColumn.End);
        var regime = Regime(row, ListColumn.Regime);
        var hours = Hours(row, ListColumn.WeeklyHours);
        var fullTime = Hours(row, ListColumn.FullTimeHours);
        if (hours > fullTime)
        {
            row.Fail("cell.regimeAboveOne", ListColumn.WeeklyHours);
        }
        if (regime is { } said && hours is { } some && fullTime is { Sign: > 0 } all && said != some / all)
        {
            row.Fail("staff.regimesDiffer", ListColumn.Regime);
        }
        if (start > end)
        {
            row.Fail("row.endBeforeStart", ListColumn.End);
        }
        var contract = new SaidContract
        {
            Start = start ?? default,
            End = end,
            SaysEnd = row.HasColumn(ListColumn.End),
            EndReason = row.Word<EndReason>(ListColumn.EndReason),
            PaidInLieu = row.YesNo(ListColumn.PaidInLieu),
            NoticeWorked = row.YesNo(ListColumn.NoticeWorked),
            JointCommittee = row.Committee(),
            Category = row.Word<WorkerCategory>(ListColumn.Category),
            // Hours say it more exactly than a percentage that was rounded for the eye.
            Regime = hours is null || fullTime is null ? regime : null,
            Hours = regime is null || fullTime is not null ? hours : null,
            FullTimeHours = fullTime,
        };
        if (start is null)
        {
            MissingStart(row, contract);
            return null;
        }
        if (end is null && contract.EndReason is not null)
        {
            row.Fail("staff.reasonWithoutEnd", ListColumn.EndReason, Severity.Warning);
        }
        return contract;
    }

    // Without a start the row tells of the person alone; what it says of a contract would be lost unseen.
    private static void MissingStart(RowReading row, SaidContract contract)
    {
        if (row.HasColumn(ListColumn.Start) && !row.IsFilled(ListColumn.Start))
        {
            row.Fail("cell.missing", ListColumn.Start);
        }
        else if (
            !row.HasColumn(ListColumn.Start)
            && contract with { Start = default, SaysEnd = false } != new SaidContract { Start = default }
        )
        {
            row.Fail("staff.noStartColumn");
        }
    }

    private static Fraction? Regime(RowReading row, ListColumn column)
    {
        var cell = row.ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        if (RegimeReading.Read(cell, row.PlaceOf(column)!.InPercent, out var regime) is not { } fault)
        {
            return regime;
        }
        row.Fail(fault, column);
        return null;
    }

    private static Fraction? Hours(RowReading row, ListColumn column)
    {
        var cell = row.ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        if (QuantityReading.Duration(cell, out var hours, out var unit) is { } fault)
        {
            row.Fail(fault, column);
            return null;
        }
        if (unit == DurationUnit.Days || hours.Sign < 0 || hours > RegimeReading.MostHours)
        {
            row.Fail("cell.weeklyHours", column);
            return null;
        }
        return hours;
    }

    private static SaidSuspension? Suspension(RowReading row)
    {
        var kind = row.Word<SuspensionKind>(ListColumn.SuspensionKind);
        var from = row.Date(ListColumn.SuspensionFrom);
        var to = row.Date(ListColumn.SuspensionTo);
        var fraction = Regime(row, ListColumn.SuspensionFraction);
        if (kind is null && from is null && to is null && fraction is null)
        {
            return null;
        }
        if (from is null && row.PlaceOf(ListColumn.SuspensionFrom) is not null && !row.IsFilled(ListColumn.SuspensionFrom))
        {
            row.Fail("cell.missing", ListColumn.SuspensionFrom);
        }
        else if (!row.HasColumn(ListColumn.SuspensionFrom))
        {
            row.Fail("staff.noSuspensionStartColumn");
        }
        if (from > to)
        {
            row.Fail("row.endBeforeStart", ListColumn.SuspensionTo);
        }
        return from is { } day
            ? new(kind ?? SuspensionKind.Other, day, to, fraction is { IsZero: true } ? null : fraction)
            : null;
    }
}
