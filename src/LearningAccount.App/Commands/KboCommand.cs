using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Enterprises;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila kbo import PATH</c>: the open data of the Crossroads Bank for Enterprises, to complete employers and providers.</summary>
internal static class KboCommand
{
    private const int MissingNamed = 20;
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("kbo", "The open data of the Crossroads Bank for Enterprises (KBO, BCE).");
        command.Subcommands.Add(Import(clock));
        return command;
    }

    private static Command Import(TimeProvider clock)
    {
        var path = new Argument<string>("path")
        {
            Description = "The ZIP file as it is downloaded, or a folder with its CSV files.",
        };
        var all = new Option<bool>("--all")
        {
            Description =
                "Keep every active legal person, not only employers and providers here; takes minutes and some 300 bytes each.",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Also take a set that is older, that does not follow the last one, or that looks cut off.",
        };
        var json = Asked.Json();
        var language = Asked.Language();
        var import = new Command("import", "Bring in a full set or an update: all of it or nothing.")
        {
            path,
            all,
            force,
            json,
            language,
        };
        import.SetAction(
            async (asked, cancel) =>
            {
                var file = asked.GetRequiredValue(path);
                var streams = asked.InvocationConfiguration;
                try
                {
                    await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
                    var report = await new ImportEnterprises(database).Do(
                        file,
                        asked.GetValue(all),
                        asked.GetValue(force),
                        new Author("operator", Door.Command),
                        cancel
                    );
                    await streams.Output.WriteLineAsync(asked.GetValue(json) ? Json(report) : Text(report, asked.In(language)));
                    return report.Counts.WrongRows == 0 ? 0 : 1;
                }
                catch (FileRefusedException refused)
                {
                    await streams.Error.WriteLineAsync(Failure.Sentence(refused.Anomaly, asked.In(language)));
                    return Root.Unreadable;
                }
                catch (Exception unreadable) when (Failure.IsOfFile(unreadable))
                {
                    await streams.Error.WriteLineAsync(Failure.OfFile(file, unreadable, asked.In(language)));
                    return Root.Unreadable;
                }
            }
        );
        return import;
    }

    private static string Json(EnterpriseReport report) =>
        JsonSerializer.Serialize(
            new
            {
                set = report.Set.Number,
                kind = ColumnText.Of(report.Set.Kind),
                on = report.Set.SnapshotOn,
                all = report.KeepsAll,
                files = report.Counts.Files.Select(file => new { file = file.File, rows = file.Rows }),
                report.Brought.Kept,
                report.Brought.New,
                report.Brought.Changed,
                report.Brought.Unchanged,
                report.Brought.Ended,
                report.Brought.Dropped,
                missing = report.Brought.Missing.Select(number => number.ToString()),
                report.Counts.Repeated,
                wrong = report.Counts.WrongRows,
                wrongRows = report.Counts.Named,
                seconds = (long)report.Took.TotalSeconds,
            },
            Written
        );

    private static string Text(EnterpriseReport report, Language language)
    {
        var (brought, counts) = (report.Brought, report.Counts);
        var lines = new List<string>
        {
            Say(
                $"kbo.set.{ColumnText.Of(report.Set.Kind)}",
                ("set", Number(report.Set.Number)),
                ("on", Formats.Date(report.Set.SnapshotOn, language)),
                ("seconds", Number((long)report.Took.TotalSeconds))
            ),
        };
        lines.AddRange(counts.Files.Select(file => $"  {Say("kbo.file", ("file", file.File), ("rows", Number(file.Rows)))}"));
        lines.Add(
            Say(
                "kbo.counts",
                ("kept", Number(brought.Kept)),
                ("new", Number(brought.New)),
                ("changed", Number(brought.Changed)),
                ("unchanged", Number(brought.Unchanged)),
                ("ended", Number(brought.Ended)),
                ("dropped", Number(brought.Dropped))
            )
        );
        if (brought.Missing.Count > 0)
        {
            lines.Add(Say("kbo.missing", ("count", Number(brought.Missing.Count))));
            lines.AddRange(brought.Missing.Take(MissingNamed).Select(number => $"  {number}"));
        }
        if (counts.Repeated > 0)
        {
            lines.Add(Say("kbo.repeated", ("count", Number(counts.Repeated))));
        }
        if (counts.WrongRows > 0)
        {
            lines.Add(Say("kbo.wrong", ("count", Number(counts.WrongRows))));
            lines.AddRange(
                counts.Named.Select(row =>
                    $"  {row.File}:{Number(row.Line)}: {ImportTexts.Catalogue.Text(row.Code, language)} [{row.Code}]"
                )
            );
        }
        return string.Join(Environment.NewLine, lines);

        string Say(string code, params ReadOnlySpan<(string, string)> values) =>
            CommandTexts.Catalogue.Text(code, language, values);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
