using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>
/// Registers a training for one worker or many, or changes one: one form, a look at what it would do, and it is done. All that is
/// typed travels with the form, so that nothing is lost and nothing is kept before it is confirmed.
/// </summary>
[Needs(Right.RegisterTrainings)]
[RequestFormLimits(ValueCountLimit = ManyIds.MostFields)]
[RequestSizeLimit(ManyIds.MostBytes)]
public sealed class RegisterModel(TrainingDesk desk, Database database, Frame frame, Words words) : PageModel
{
    /// <summary>As many workers found by a search are shown.</summary>
    public const int MostFound = 40;

    /// <summary>As many of those chosen are named one by one.</summary>
    public const int MostNamed = 120;
    public const string Everybody = "all:";

    /// <summary>Fields that are no part of the training itself.</summary>
    private static readonly string[] NotTyped =
    [
        "form",
        "do",
        "occasion",
        "line",
        "picked",
        "shown",
        "pick",
        "find",
        "place",
        "pasted",
        "number",
    ];

    public TrainingRoom Room { get; private set; } = null!;

    /// <summary>The training that is changed; null: a new one.</summary>
    public TrainingGroup? Edited { get; private set; }
    public TrainingForm Form { get; private set; } = null!;

    /// <summary>The id a new training will have, so that a form sent twice registers once.</summary>
    public Guid Occasion { get; private set; }

    /// <summary>Who follows it, by name.</summary>
    public ImmutableArray<WorkerSnapshot> Chosen { get; private set; } = [];
    public string Search { get; private set; } = "";
    public ImmutableArray<WorkerSnapshot> Found { get; private set; } = [];
    public int FoundInAll { get; private set; }
    public ImmutableArray<UnmatchedLine> Unmatched { get; private set; } = [];

    /// <summary>How many were added by what was just done; null: nothing of the kind.</summary>
    public int? Added { get; private set; }

    /// <summary>What saving would do; null: the form is shown.</summary>
    public EffectView? Effect { get; private set; }

    /// <summary>The trainings that would be registered, of a series each.</summary>
    public ImmutableArray<TrainingVersion> What { get; private set; } = [];

    /// <summary>The only enterprise that has the provider's name; null: nobody, or several.</summary>
    public Enterprise? Proposed { get; private set; }
    public IReadOnlyList<TrainingTemplateVersion> Templates { get; private set; } = [];

    public DateOnly Today => desk.Today;

    public async Task<IActionResult> OnGetAsync(
        Guid employer,
        Guid? training,
        Guid? from,
        Guid? template,
        Guid? worker,
        CancellationToken stop
    )
    {
        if (!await OpenAsync(employer, training, stop))
        {
            return NotFound();
        }
        Occasion = Guid.CreateVersion7();
        var again = from is { } id ? Room.Trainings.Find(id) : null;
        if ((Edited ?? again) is { } group)
        {
            Form.Fill(group.First, isAgain: Edited is null);
            Choose(group.Present.Select(one => one.Worker.WorkerId));
        }
        else if (Templates.FirstOrDefault(one => one.TemplateId == template) is { } kept)
        {
            Form.Fill(kept);
        }
        else
        {
            Form.Begin();
        }
        if (worker is { } only)
        {
            Choose([only]);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid? training, CancellationToken stop)
    {
        if (!await OpenAsync(employer, training, stop))
        {
            return NotFound();
        }
        Form.Sent.Take(Request.Form, NotTyped);
        Occasion = Guid.TryParseExact(Request.Form["occasion"], "D", out var id) ? id : Guid.CreateVersion7();
        Choose(ManyIds.Picked(Request.Form));
        var before = Chosen.Length;
        await MatchAsync(Request.Form["pasted"].ToString(), stop);
        var act = Request.Form["do"].ToString();
        if (act is "place")
        {
            AddPlace(Request.Form["place"].ToString());
        }
        if (act is "clear")
        {
            Choose([]);
        }
        Search = Request.Form["find"].ToString().Trim();
        if (Search.Length > 0 && act is not ("look" or "save"))
        {
            Find();
        }
        Added = act is "match" or "place" || Chosen.Length > before ? Chosen.Length - before : null;
        switch (act)
        {
            case "days":
                new ReadTraining(Form, desk.Today, words).TellByDay();
                return Answer();
            case "number":
                Form[TrainingForm.Provider] = Request.Form["number"].ToString();
                return await LookAsync(false, stop);
            case "look" or "save":
                return await LookAsync(act is "save", stop);
            default:
                return Page();
        }
    }

    private async Task<IActionResult> LookAsync(bool isToBeSaved, CancellationToken stop)
    {
        var what = new ReadTraining(Form, desk.Today, words).Read(Room.Id, Edited?.First);
        what = what is null ? null : await WithProviderAsync(what, stop);
        var times = Times();
        if (Chosen.IsEmpty)
        {
            ModelState.AddModelError("find", words["register.wrong.nobody"]);
        }
        if (!Unmatched.IsEmpty)
        {
            ModelState.AddModelError("pasted", words.Count("register.wrong.unmatched", Unmatched.Length));
        }
        if (Edited is not null && Form[TrainingForm.Why].Length == 0)
        {
            ModelState.AddModelError(TrainingForm.Why, words["register.wrong.why"]);
        }
        if (Edited is { } edited && !Request.Form["line"].Equals(edited.LastLine.ToString(Words.Invariant)))
        {
            ModelState.AddModelError(TrainingForm.Title, words["register.wrong.changedMeanwhile"]);
        }
        if (what?.PerYear is not null && times > 1 && what.Sessions is null)
        {
            ModelState.AddModelError(TrainingForm.Every, words["register.wrong.seriesOfYears"]);
        }
        if (!ModelState.IsValid || what is null)
        {
            return Answer();
        }
        What = Edited is null
            ? [.. Series.Of(what with { OccasionId = Occasion }, Form[TrainingForm.Every], times, desk.Today)]
            : [what];
        try
        {
            if (!isToBeSaved)
            {
                Effect = await desk.EffectAsync(Room.Id, Operation(stop), stop);
                frame.Title = words["register.check"];
                return Page();
            }
            var why = Form[TrainingForm.Why] is { Length: > 0 } said ? said : null;
            var line = await desk.SaveAsync(Room.Id, why, Operation(stop), stop);
            return LocalRedirect($"{Paths.TrainingChange(Room.Id, line)}?done=true");
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError(TrainingForm.Title, RecordTexts.Of(refused.Anomaly, words.Language));
            return Answer();
        }
    }

    /// <summary>Who typed a number means the enterprise that has it; who typed a name is shown the number of the only one that has it.</summary>
    private async Task<TrainingVersion> WithProviderAsync(TrainingVersion what, CancellationToken stop)
    {
        if (what.ProviderName is not { } typed)
        {
            return what;
        }
        await using var connection = await database.Connect(stop);
        if (!EnterpriseNumber.TryParse(typed, out var number, out _))
        {
            var isKnown =
                Edited?.First is { ProviderNumber: not null } known
                && string.Equals(known.ProviderName, typed, StringComparison.Ordinal);
            Proposed = isKnown ? null : await ReadEnterprises.OnlyOneNamed(connection, typed, stop);
            return what;
        }
        var found = await ReadEnterprises.Of(connection, number, stop);
        return what with { ProviderName = LanguageTexts.In(found?.Names, words.Language), ProviderNumber = number.Digits };
    }

    private Func<Change, Task<IReadOnlyList<TrainingVersion>>> Operation(CancellationToken stop)
    {
        var workers = Chosen.Select(worker => worker.WorkerId).ToHashSet();
        if (Edited is not { } group)
        {
            return async change =>
            {
                var done = new List<TrainingVersion>();
                foreach (var what in What)
                {
                    done.AddRange(await RegisterTraining.Do(change, Room.Id, what, workers, stop));
                }
                return done;
            };
        }
        var shown = new TrainingForm(new(new(), words));
        shown.Fill(group.First, isAgain: false);
        var before = new ReadTraining(shown, desk.Today, words).Read(Room.Id, group.First) ?? group.First;
        var removed = group.Present.Where(one => !workers.Contains(one.Worker.WorkerId)).Select(one => one.Training.TrainingId);
        var added = workers.Except(group.Present.Select(one => one.Worker.WorkerId));
        return change =>
            EditTraining.Do(
                change,
                Room.Id,
                [.. group.Present.Select(one => one.Training)],
                before,
                What[0],
                removed.ToHashSet(),
                [.. added],
                Form[TrainingForm.Why],
                stop
            );
    }

    private async Task<bool> OpenAsync(Guid employer, Guid? training, CancellationToken stop)
    {
        var title = words[training is null ? "register.title" : "register.edit"];
        if (await desk.OpenAsync(employer, title, hasDates: false, stop) is not { } room)
        {
            return false;
        }
        Room = room;
        Form = new(new(ModelState, words));
        await using var connection = await database.Connect(stop);
        Templates = training is null ? await TrainingTemplates.All(connection, employer, stop) : [];
        Edited = training is { } id ? room.Trainings.Find(id) : null;
        return training is null || Edited is { Status: not TrainingStatus.Cancelled };
    }

    private void Choose(IEnumerable<Guid> workers) =>
        Chosen = [
            .. workers
                .Select(Room.Snapshot.Worker)
                .OfType<WorkerSnapshot>()
                .DistinctBy(worker => worker.WorkerId)
                .OrderBy(WorkerNames.Listed, NameOrder.Comparer),
        ];

    private void Add(IEnumerable<Guid> workers) => Choose([.. Chosen.Select(worker => worker.WorkerId), .. workers]);

    private async Task MatchAsync(string pasted, CancellationToken stop)
    {
        var lines = MatchLines.Lines(pasted);
        if (lines.Count == 0)
        {
            return;
        }
        await using var connection = await database.Connect(stop);
        var numbers = await FindWorkers.Of(connection, Room.Id, MatchLines.Numbers(lines), stop);
        var matched = new MatchLines(Room.Snapshot).Of(lines, numbers);
        Add(matched.Workers);
        Unmatched = matched.Unmatched;
    }

    private void AddPlace(string place) =>
        Add(
            Room.Snapshot.Workers.Where(worker =>
                    IsInService(worker)
                    && !IsRestricted(worker)
                    && (place is Everybody || TrainingList.Places(worker).Contains(place, StringComparer.OrdinalIgnoreCase))
                )
                .Select(worker => worker.WorkerId)
        );

    private void Find()
    {
        if (NationalNumber.IsLike(Search))
        {
            ModelState.AddModelError("find", words["register.wrong.numberInSearch"]);
            Search = "";
            return;
        }
        var sought = NameOrder.Fold(Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Room
            .Snapshot.Workers.Where(worker => Array.TrueForAll(sought, Folded(worker).Contains))
            .OrderByDescending(IsInService)
            .ThenBy(WorkerNames.Listed, NameOrder.Comparer)
            .ToList();
        FoundInAll = found.Count;
        Found = [.. found.Take(MostFound)];
    }

    /// <summary>A contract runs today or is still to begin.</summary>
    public bool IsInService(WorkerSnapshot worker) =>
        worker.Employments.Employments.Any(employment => employment.End is not { } end || end >= desk.Today);

    /// <summary>Nothing may be said of it: it is not among all of a place, and its name says so.</summary>
    public bool IsRestricted(WorkerSnapshot worker) => Room.Employer.Restricted?.Has(worker.WorkerId) is true;

    public bool IsChosen(WorkerSnapshot worker) => Chosen.Any(one => one.WorkerId == worker.WorkerId);

    private static string Folded(WorkerSnapshot worker) => NameOrder.Fold($"{WorkerNames.Listed(worker)} {worker.OwnReference}");

    private int Times()
    {
        if (!Series.Steps.Contains(Form[TrainingForm.Every], StringComparer.Ordinal))
        {
            return 1;
        }
        if (int.TryParse(Form[TrainingForm.Times], Words.Plain, null, out var times) && times is >= 2 and <= Series.Most)
        {
            return times;
        }
        ModelState.AddModelError(TrainingForm.Times, words["register.wrong.times"]);
        return 1;
    }

    private PageResult Answer()
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }
}
