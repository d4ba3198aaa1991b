using System.Collections.Immutable;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Privacy;

/// <summary>What a person reads of what is kept of it, with all that article 15 (1) of the GDPR asks to tell.</summary>
internal sealed class PersonPaper(WorkerView view, ProcessingRegister register, Words words)
{
    public Task<Paper> Of(IReadOnlyList<Look> looks, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var employer = view.Employer.Head.Name;
        return Task.FromResult(
            new Paper
            {
                Language = words.Language,
                Title = words["privacy.reportTitle"],
                Subtitle = $"{view.Head.Name} · {employer} · {words.Date(view.Employer.Dates.Today)}",
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
                    new PaperList([.. register.Recipients.Select(RegisterPaper.Plain)]),
                    new PaperHeading(words["privacy.contact"]),
                    new PaperFacts([.. RegisterPaper.Contact(register, employer, words)]),
                    new PaperHeading(words["privacy.yourRights"]),
                    new PaperText(words["privacy.yourRightsText"]),
                    new PaperText(words["privacy.authority"]),
                    new PaperText(words["privacy.noProfiling"], PaperVoice.Small),
                ],
            }
        );
    }

    private PaperFact Fact(string code, string? value) =>
        new(words[code], RegisterPaper.Plain(value is { Length: > 0 } said ? said : words["privacy.notSaid"]));

    private IEnumerable<PaperFact> Identity()
    {
        var identity = view.Snapshot.Identity;
        yield return Fact("history.field.family_name", identity?.FamilyName);
        yield return Fact("history.field.given_names", identity?.GivenNames);
        yield return Fact("history.field.birth_date", view.Head.Born);
        yield return Fact("history.field.birth_place", identity?.BirthPlace);
        yield return Fact("history.field.domicile", identity?.Domicile);
        yield return Fact("history.field.email", identity?.Email);
        yield return Fact("history.field.own_reference", view.Head.OwnReference);
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
                .. view.Account.Account.Years.Select(year => new PaperRow([
                    $"{year.Year}",
                    words.Number(year.Credit),
                    words.Number(year.Used),
                    words.Number(year.Closing),
                ])),
            ]
        );

    private IEnumerable<PaperBlock> Trainings()
    {
        if (view.Snapshot.Trainings.IsEmpty)
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
                .. view.Snapshot.Trainings.Select(training => new PaperRow([
                    RegisterPaper.Plain(training.Title),
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
                    RegisterPaper.Plain(look.UserName),
                    Words.Has($"me.look.{look.Purpose}") ? words[$"me.look.{look.Purpose}"] : look.Purpose,
                    RegisterPaper.Plain(look.Why ?? ""),
                ])),
            ]
        );
    }
}
