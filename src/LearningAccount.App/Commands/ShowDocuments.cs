using System.CommandLine;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Documents;
using LearningAccount.App.Wording;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila documents list|changed --employer N</c>.</summary>
internal static class ShowDocuments
{
    public static Command List(TimeProvider clock)
    {
        var (employer, json, language) = (NamedEmployer.Option(), Asked.Json(), Asked.Language());
        var notTold = new Option<bool>("--not-told") { Description = "Only those that did not leave yet, or came back." };
        var command = new Command("list", "The documents an employer issued, with how each reached its worker.")
        {
            employer,
            notTold,
            json,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                if (
                    await DocumentsCommand.Room(asked, asked.GetRequiredValue(employer), asked.In(language), clock, cancel)
                    is not { } room
                )
                {
                    return 1;
                }
                await using var opened = room;
                await using var connection = await room.Database.Connect(cancel);
                var question = new DocumentQuestion { OnlyNotTold = asked.GetValue(notTold) };
                var (_, found) = await ReadIssued.Page(connection, room.Id, question, 0, int.MaxValue, cancel);
                if (asked.GetValue(json))
                {
                    ShowCommand.Write(asked, writer => Json(writer, found));
                }
                else
                {
                    await asked.InvocationConfiguration.Output.WriteAsync(Text(room, found, Words.In(asked.In(language))));
                }
                return 0;
            }
        );
        return command;
    }

    public static Command Changed(TimeProvider clock)
    {
        var (employer, json, language) = (NamedEmployer.Option(), Asked.Json(), Asked.Language());
        var command = new Command("changed", "The documents whose figures would be others today, with the cause.")
        {
            employer,
            json,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                if (
                    await DocumentsCommand.Room(asked, asked.GetRequiredValue(employer), asked.In(language), clock, cancel)
                    is not { } room
                )
                {
                    return 1;
                }
                await using var opened = room;
                await using var connection = await room.Database.Connect(cancel);
                var found = await FindChangedDocuments.Of(connection, room.Desk.Employer, room.Shown.Law, cancel);
                if (asked.GetValue(json))
                {
                    ShowCommand.Write(asked, writer => Json(writer, found));
                }
                else
                {
                    await asked.InvocationConfiguration.Output.WriteAsync(Text(room, found, Words.In(asked.In(language))));
                }
                return 0;
            }
        );
        return command;
    }

    private static string Text(DocumentRoom room, IReadOnlyList<DocumentOnItsWay> found, Words words)
    {
        var text = new StringBuilder();
        room.Shown.AppendHead(text);
        var table = new TextTable(
            words["documents.document"],
            words["documents.worker"],
            words["documents.statedOn"],
            words["document.way"]
        );
        foreach (var one in found)
        {
            table.Add(
                words[$"documents.kind.{one.Document.Kind}"],
                Name(room, one.Document),
                ColumnText.Of(one.Document.StatedOn),
                one.Furthest is { } step ? DocumentSteps.InWords(step, words) : words["document.notSent"]
            );
        }
        table.AppendTo(text);
        return text.ToString();
    }

    private static string Text(DocumentRoom room, IReadOnlyList<ChangedDocument> found, Words words)
    {
        var text = new StringBuilder();
        room.Shown.AppendHead(text);
        text.AppendLine(found.Count == 0 ? words["documents.noneChanged"] : words.Count("documents.found", found.Count));
        foreach (var changed in found)
        {
            text.AppendLine();
            text.AppendLine(
                $"{words[$"documents.kind.{changed.Document.Kind}"]}, {Name(room, changed.Document)}, {ColumnText.Of(changed.Document.StatedOn)}"
            );
            foreach (var figure in changed.Figures)
            {
                text.AppendLine(
                    $"  {DocumentFigureWords.Name(figure.Name, words)}: {DocumentFigureWords.Value(figure.Name, figure.Stated, words)} → {DocumentFigureWords.Value(figure.Name, figure.Now, words)}"
                );
            }
            text.AppendLine(
                changed.IsByLaw
                    ? $"  {words["documents.causeLaw"]}"
                    : $"  {words["documents.cause"]}: {string.Join(", ", changed.Causes.Select(line => $"{line.Action} ({line.Seq.ToString(Words.Invariant)})"))}"
            );
        }
        return text.ToString();
    }

    private static string Name(DocumentRoom room, IssuedDocumentVersion document) =>
        room.Desk.Employer.Worker(document.WorkerId) is { } worker ? WorkerNames.Listed(worker) : "–";

    private static void Json(Utf8JsonWriter json, IReadOnlyList<DocumentOnItsWay> found)
    {
        json.WriteStartArray();
        foreach (var one in found)
        {
            json.WriteStartObject();
            Head(json, one.Document);
            json.WriteString("sha256", one.Document.ContentHash);
            json.WriteStartArray("steps");
            foreach (var step in one.Steps)
            {
                json.WriteStartObject();
                json.WriteString("channel", ColumnText.Of(step.Channel));
                json.WriteString("step", ColumnText.Of(step.Step));
                json.WriteString("at", step.HappenedAt);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Json(Utf8JsonWriter json, IReadOnlyList<ChangedDocument> found)
    {
        json.WriteStartArray();
        foreach (var changed in found)
        {
            json.WriteStartObject();
            Head(json, changed.Document);
            json.WriteStartArray("figures");
            foreach (var figure in changed.Figures)
            {
                json.WriteStartObject();
                json.WriteString("name", figure.Name);
                json.WriteString("stated", figure.Stated);
                json.WriteString("now", figure.Now);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("lines");
            foreach (var line in changed.Causes)
            {
                json.WriteNumberValue(line.Seq);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Head(Utf8JsonWriter json, IssuedDocumentVersion document)
    {
        json.WriteString("document", document.DocumentId);
        json.WriteString("worker", document.WorkerId);
        json.WriteString("kind", ColumnText.Of(document.Kind));
        json.WriteString("statedOn", ColumnText.Of(document.StatedOn));
        json.WriteString("issuedOn", ColumnText.Of(document.IssuedOn));
    }
}
