using System.Globalization;
using System.Text;

namespace LearningAccount.Bench;

/// <summary>An employer of 5,000 workers as files: a staff list and three years of trainings.</summary>
internal static class LargeEmployer
{
    public const int Workers = 5_000;
    public const string EnterpriseNumber = "0999990123";

    /// <returns>The files, workers before their trainings.</returns>
    public static string[] Write(string folder)
    {
        var staff = new StringBuilder("Enterprise number;SSIN;Family name;Given names;Language;Start;Regime;Joint committee\n");
        var trainings = new StringBuilder("Enterprise number;SSIN;Training;Start date;End date;Hours\n");
        var start = new DateOnly(2015, 1, 5);
        for (var i = 0; i < Workers; i++)
        {
            var ssin = SyntheticSsin(i);
            var regime =
                i % 3 == 0 ? "28,5/38"
                : i % 5 == 0 ? "1/2"
                : "1";
            staff.AppendLine(
                CultureInfo.InvariantCulture,
                $"{EnterpriseNumber};{ssin};Peeters-{i:0000};Anna;nl;{start.AddDays(i % 3600):yyyy-MM-dd};{regime};{(i % 2 == 0 ? "200" : "209")}"
            );
            for (var year = 2024; year <= 2026; year++)
            {
                var on = new DateOnly(year, 1 + i % 9, 1 + i % 28);
                trainings.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{EnterpriseNumber};{ssin};Course {i % 40};{on:yyyy-MM-dd};{on:yyyy-MM-dd};{4 + i % 12}"
                );
            }
        }
        string[] files = [Path.Combine(folder, "staff.csv"), Path.Combine(folder, "trainings.csv")];
        File.WriteAllText(files[0], staff.ToString());
        File.WriteAllText(files[1], trainings.ToString());
        return files;
    }

    // Nobody's: order numbers from 991 on are not given out.
    public static string SyntheticSsin(int index)
    {
        var born = new DateOnly(1960, 1, 1).AddDays(index % 12_000);
        long first = (born.Year % 100 * 10_000L + born.Month * 100 + born.Day) * 1000 + 991 + index / 12_000;
        return string.Create(CultureInfo.InvariantCulture, $"{first:000000000}{97 - first % 97:00}");
    }
}
