using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <param name="Unit">Hours or days.</param>
internal sealed record Duration(Fraction Quantity, DurationUnit Unit);

/// <summary>
/// Finds the duration of a training: in a column of hours, one of days, or one of durations whose unit stands in the cell, in
/// a column of its own, or in the header.
/// </summary>
internal static class DurationReading
{
    // Beyond these a duration is a mistake of typing: a year of working days, and their hours.
    private static readonly Fraction MostDays = 366;
    private static readonly Fraction MostHours = 4_000;

    /// <param name="title">Of the training, for which somebody may have said how long it is.</param>
    public static Duration? Read(RowReading row, string? title, bool mayBeZero)
    {
        var found = new List<(Duration Duration, ListColumn Column)>();
        var unreadable = false;
        foreach (var column in (ReadOnlySpan<ListColumn>)[ListColumn.Hours, ListColumn.Days, ListColumn.Duration])
        {
            var cell = row.ValueOf(column);
            if (cell.IsEmpty)
            {
                continue;
            }
            if (One(row, column, cell) is { } duration)
            {
                found.Add((duration, column));
            }
            else
            {
                unreadable = true;
            }
        }
        if (found.Count > 1)
        {
            // A list that has both columns fills the other one with a zero.
            found.RemoveAll(one => one.Duration.Quantity.IsZero && found.Exists(other => !other.Duration.Quantity.IsZero));
        }
        switch (found)
        {
            case [var only]:
                Check(row, only.Duration, only.Column, mayBeZero);
                return only.Duration;
            case [_, var second, ..]:
                row.Fail("training.durationTwice", second.Column);
                return null;
            default:
                if (!unreadable && OfTitle(row, title) is { } length)
                {
                    return length;
                }
                if (!unreadable)
                {
                    row.Fail("training.durationMissing");
                }
                return null;
        }
    }

    private static Duration? OfTitle(RowReading row, string? title) =>
        title is not null
        && row.Mapping?.Lengths.GetValueOrDefault(Letters.Of(title)) is { } length
        && QuantityReading.Duration(new(CellKind.Text, length), out var quantity, out var unit) is null
            ? new(quantity, Unit(unit ?? DurationUnit.Hours))
            : null;

    private static Duration? One(RowReading row, ListColumn column, Cell cell)
    {
        if (QuantityReading.Duration(cell, out var quantity, out var written) is { } fault)
        {
            row.Fail(fault, column);
            return null;
        }
        var said = column switch
        {
            ListColumn.Hours => DurationUnit.Hours,
            ListColumn.Days => DurationUnit.Days,
            _ => row.Word<DurationUnit>(ListColumn.Unit) ?? row.PlaceOf(column)!.Unit,
        };
        if (written is not null && said is not null && Unit(written.Value) != Unit(said.Value))
        {
            row.Fail("training.unitsDiffer", column);
            return null;
        }
        if ((written ?? said) is not { } unit)
        {
            row.Fail("training.unitMissing", column);
            return null;
        }
        var inMinutes = written is null && said == DurationUnit.Minutes;
        return new(inMinutes ? quantity / 60 : quantity, Unit(unit));
    }

    private static DurationUnit Unit(DurationUnit unit) => unit == DurationUnit.Days ? DurationUnit.Days : DurationUnit.Hours;

    private static void Check(RowReading row, Duration duration, ListColumn column, bool mayBeZero)
    {
        var most = duration.Unit == DurationUnit.Days ? MostDays : MostHours;
        if (duration.Quantity.Sign < 0 || (duration.Quantity.IsZero && !mayBeZero))
        {
            row.Fail("training.durationNotPositive", column);
        }
        else if (duration.Quantity > most)
        {
            row.Fail("training.durationTooLong", column);
        }
    }
}
