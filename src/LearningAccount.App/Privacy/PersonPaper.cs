using System.Collections.Immutable;
using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Privacy;

/// <summary>What a person reads of what is kept of it, with all that article 15 (1) of the GDPR asks to tell.</summary>
internal sealed class PersonPaper(PersonAtEmployer subject, ProcessingRegister register, Sender sender, Words words)
{
    public Paper Of(IReadOnlyList<Look> looks) =>
        new()
        {
            Language = words.Language,
            Title = words["privacy.reportTitle"],
            Subtitle = $"{WorkerNames.Full(subject.Worker)} · {words.Date(subject.Today)}",
            Head = sender.Head(words),
            Foot = words["privacy.reportTitle"],
            Blocks =
            [
                new PaperText(words["privacy.reportLead"]),
                new PaperHeading(words["privacy.reportYou"]),
                new PaperFacts([.. Identity()]),
                new PaperHeading(words["privacy.reportAccount"]),
                Years(),
                .. Trainings(),
                .. Looked(looks),
                new PaperHeading(words["privacy.reportWhy"]),
                .. register.Activities.SelectMany(activity =>
                    new PaperBlock[]
                    {
                        new PaperHeading(activity.Name, 2),
                        new PaperFacts([
                            Fact("privacy.column.purpose", activity.Purpose),
                            Fact("privacy.column.basis", activity.Basis),
                            Fact("privacy.column.categories", activity.Categories),
                            Fact("privacy.column.term", activity.Term),
                        ]),
                    }
                ),
                new PaperHeading(words["privacy.recipients"]),
                new PaperList([.. register.Recipients.Select(Stress.Escaped)]),
                new PaperHeading(words["privacy.contact"]),
                new PaperFacts([.. RegisterPaper.Contact(register, subject.Head.Name, words)]),
                new PaperHeading(words["privacy.yourRights"]),
                new PaperText(words["privacy.yourRightsText"]),
                new PaperText(words["privacy.authority"]),
                new PaperText(words["privacy.noProfiling"], PaperVoice.Small),
            ],
        };

    private PaperFact Fact(string code, string? value) =>
        new(words[code], Stress.Escaped(value is { Length: > 0 } said ? said : words["privacy.notSaid"]));

    private IEnumerable<PaperFact> Identity()
    {
        var identity = subject.Worker.Identity;
        yield return Fact("history.field.family_name", identity?.FamilyName);
        yield return Fact("history.field.given_names", identity?.GivenNames);
        yield return Fact("history.field.birth_date", WorkerNames.Born(identity?.BirthDate, words));
        yield return Fact("history.field.birth_place", identity?.BirthPlace);
        yield return Fact("history.field.domicile", identity?.Domicile);
        yield return Fact("history.field.email", identity?.Email);
        yield return Fact("history.field.own_reference", identity?.OwnReference);
    }

    private PaperTable Years() =>
        new(
            words["privacy.reportAccount"],
            [
                new(words["privacy.year"]),
                new(words["privacy.credit"], IsNumber: true),
                new(words["privacy.used"], IsNumber: true),
                new(words["privacy.left"], IsNumber: true),
            ],
            [
                .. subject.Account.Years.Select(year => new PaperRow([
                    $"{year.Year}",
                    words.Number(year.Credit),
                    words.Number(year.Used),
                    words.Number(year.Closing),
                ])),
            ]
        );

    private IEnumerable<PaperBlock> Trainings()
    {
        if (subject.Worker.Trainings.IsEmpty)
        {
            yield break;
        }
        yield return new PaperHeading(words["trainings.title"]);
        yield return new PaperTable(
            words["trainings.title"],
            [
                new(words["correction.field.title"], 3),
                new(words["correction.field.start"], 2),
                new(words["correction.field.status"], 2),
            ],
            [
                .. subject.Worker.Trainings.Select(training => new PaperRow([
                    Stress.Escaped(training.Title),
                    words.Date(training.StartOn),
                    words[$"training.status.{training.Status}"],
                ])),
            ]
        );
    }

    private IEnumerable<PaperBlock> Looked(IReadOnlyList<Look> looks)
    {
        yield return new PaperHeading(words["privacy.reportLooks"]);
        if (looks.Count == 0)
        {
            yield return new PaperText(words["privacy.reportNoLooks"]);
            yield break;
        }
        yield return new PaperTable(
            words["privacy.reportLooks"],
            [
                new(words["import.when"], 2),
                new(words["archive.by"], 2),
                new(words["privacy.what"], 2),
                new(words["change.why"], 2),
            ],
            [
                .. looks.Select(look => new PaperRow([
                    words.Moment(look.LookedAt),
                    Stress.Escaped(look.UserName),
                    Words.Has($"me.look.{look.Purpose}") ? words[$"me.look.{look.Purpose}"] : look.Purpose,
                    Stress.Escaped(look.Why ?? ""),
                ])),
            ]
        );
    }
}
