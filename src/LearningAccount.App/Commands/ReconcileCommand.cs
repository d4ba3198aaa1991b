using System.CommandLine;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Exports;
using LearningAccount.App.Reconciliation;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila reconcile --employer N</c>: what another register showed of the rights of an employer's workers beside their accounts,
/// with totals and causes.
/// </summary>
internal static class ReconcileCommand
{
    public static Command Create(TimeProvider clock)
    {
        var employer = NamedEmployer.Option();
        var csv = new Option<string?>("--csv") { Description = "Write every line into this file.", HelpName = "file" };
        var (known, json, language) = (ShowCommand.Known(), Asked.Json(), Asked.Language());
        var command = new Command("reconcile", "Compare imported rights and counters with the accounts, and say why they differ.")
        {
            employer,
            known,
            json,
            csv,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var number = asked.GetRequiredValue(employer);
                var knownOn = asked.GetValue(known);
                await using var named = await NamedEmployer.Open(asked, number, null, knownOn, asked.In(language), clock, cancel);
                if (named is null)
                {
                    return 1;
                }
                var shown = named.Shown;
                var made = await new ReadReconciliation(named.Database).Of(shown.Employer, shown.Law, cancel);
                if (asked.GetValue(csv) is { } path)
                {
                    return await OutputFile.Write(
                        asked,
                        path,
                        shown.Language,
                        file =>
                        {
                            using var table = new CsvTableWriter(file, shown.Language);
                            CounterTable.Write(table, made.Lines, Words.In(shown.Language));
                            return Task.CompletedTask;
                        }
                    );
                }
                if (asked.GetValue(json))
                {
                    ShowCommand.Write(asked, writer => Json(shown, made, writer));
                }
                else
                {
                    await asked.InvocationConfiguration.Output.WriteAsync(Text(shown, made));
                }
                return 0;
            }
        );
        return command;
    }

    private static string Text(Shown shown, Reconciled made)
    {
        var words = Words.In(shown.Language);
        var text = new StringBuilder(4_000);
        shown.AppendHead(text);
        var totals = CounterTotal.Of(made, HoursPerDay(shown));
        var sums = new TextTable(
            words["reconcile.yearAndRight"],
            words["reconcile.where"],
            words["reconcile.rows"],
            words["reconcile.credit"],
            words["reconcile.used"],
            words["reconcile.left"],
            words["reconcile.carriedOver"]
        ).RightAligned(2, 3, 4, 5, 6);
        foreach (var total in totals)
        {
            var name = $"{Year(total.Year) ?? words["reconcile.noYear"]} {Right(total.Right, words)}";
            Add(sums, name, words["reconcile.sum.in"], total.In, shown);
            Add(sums, "", words["reconcile.sum.equal"], total.Equal, shown);
            Add(sums, "", words["reconcile.sum.differs"], total.Different, shown);
            Add(sums, "", words["reconcile.sum.leftOut"], total.LeftOut, shown);
        }
        Add(sums, words["reconcile.together"], words["reconcile.sum.in"], CounterTotal.Together(totals).In, shown);
        sums.AppendTo(text);
        foreach (var line in made.Lines.Where(line => !line.IsEqual))
        {
            text.AppendLine();
            text.AppendLine(
                $"{shown.Called(line.Worker, null, null)}, {Year(line.Year)} ({CounterTable.Decision(line, words)}), {shown.Day(line.On)}"
            );
            Beside(text, words["reconcile.credit"], line.There.Credit, line.Here?.Credit, words);
            Beside(text, words["reconcile.used"], line.There.Used, line.Here?.Used, words);
            Beside(text, words["reconcile.left"], line.There.Left, line.Here?.Left, words);
            Beside(text, words["reconcile.carriedOver"], line.There.CarriedOver, line.Here?.CarriedOver, words);
            foreach (var cause in line.Causes)
            {
                text.AppendLine($"  {cause.Text(shown.Language)} [{cause.Code}]");
            }
            if (!line.Also.IsEmpty)
            {
                var also = string.Join(" ", line.Also.Select(cause => cause.Text(shown.Language)));
                text.AppendLine($"  {words.Of("reconcile.alsoPossible", ("causes", also))}");
            }
        }
        return text.ToString();
    }

    private static void Json(Shown shown, Reconciled made, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        shown.WriteHead(json);
        json.WriteStartArray("totals");
        foreach (var total in CounterTotal.Of(made, HoursPerDay(shown)))
        {
            json.WriteStartObject();
            json.WriteString("year", Year(total.Year));
            json.WriteString("right", total.Right is { } right ? ColumnText.Of(right) : null);
            Sum(json, "in", total.In);
            Sum(json, "equal", total.Equal);
            Sum(json, "differs", total.Different);
            Sum(json, "leftOut", total.LeftOut);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (var line in made.Lines)
        {
            Line(json, line, shown);
        }
        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var (row, _, why) in made.Rows.Where(place => place.Line is null))
        {
            json.WriteStartObject();
            json.WriteString("row", row.OriginReference);
            json.WriteString("why", why is { } known ? ColumnText.Of(known) : null);
            json.WriteString("code", row.Code);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, CounterLine line, Shown shown)
    {
        json.WriteStartObject();
        json.WritePerson(line.Worker, reference: null, number: null);
        json.WriteNumber("year", line.Year);
        json.WriteString("on", ShownWords.Iso(line.On));
        json.WriteString(
            "state",
            line.IsEqual ? "equal"
                : line.Decision is { } said ? ColumnText.Of(said.Decision)
                : "differs"
        );
        json.WriteString("hoursPerDay", line.HoursPerDay?.ToString());
        Figures(json, "there", line.There);
        Figures(json, "here", line.Here ?? default);
        Figures(json, "difference", line.Difference);
        Causes(json, "causes", line.Causes, shown);
        Causes(json, "also", line.Also, shown);
        json.WriteEndObject();
    }

    private static void Causes(Utf8JsonWriter json, string name, IEnumerable<Cause> causes, Shown shown)
    {
        json.WriteStartArray(name);
        foreach (var cause in causes)
        {
            json.WriteStartObject();
            json.WriteString("code", cause.Code);
            json.WriteString("text", cause.Text(shown.Language));
            json.WriteString("law", cause.Law(shown.Language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Figures(Utf8JsonWriter json, string name, CounterFigures figures)
    {
        json.WriteStartObject(name);
        json.WriteString("credit", figures.Credit?.ToString());
        json.WriteString("used", figures.Used?.ToString());
        json.WriteString("left", figures.Left?.ToString());
        json.WriteString("carriedOver", figures.CarriedOver?.ToString());
        json.WriteEndObject();
    }

    private static void Sum(Utf8JsonWriter json, string name, CounterSum sum)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", sum.Rows);
        json.WriteString("credit", sum.Credit.ToString());
        json.WriteString("used", sum.Used.ToString());
        json.WriteString("left", sum.Left.ToString());
        json.WriteString("carriedOver", sum.CarriedOver.ToString());
        json.WriteEndObject();
    }

    private static void Add(TextTable table, string name, string where, CounterSum sum, Shown shown)
    {
        if (sum.Rows > 0)
        {
            table.Add(
                name,
                where,
                ShownWords.Whole(sum.Rows),
                shown.Days(sum.Credit),
                shown.Days(sum.Used),
                shown.Days(sum.Left),
                shown.Days(sum.CarriedOver)
            );
        }
    }

    private static void Beside(StringBuilder text, string name, Fraction? there, Fraction? here, Words words)
    {
        if (there is { } shown && there != here)
        {
            var beside = here is { } own
                ? ", " + words.Of("reconcile.beside", ("here", words.Number(own)), ("difference", words.Signed(shown - own)))
                : "";
            text.AppendLine($"  {name}: {words.Number(shown)}{beside}");
        }
    }

    private static string? Year(int? year) => year is { } known ? ShownWords.Whole(known) : null;

    private static string Right(RightType? right, Words words) =>
        right is { } known ? words[$"reconcile.right.{known}"] : words["reconcile.noRight"];

    private static Fraction HoursPerDay(Shown shown) => shown.Employer.LawUnder(shown.Law).HoursPerDay;
}
