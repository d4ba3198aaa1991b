using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.Web;

/// <summary>The addresses of the pages. They hold ids of our own, never a national number.</summary>
public static class Paths
{
    public const string Start = "/";
    public const string Employers = "/employers";

    /// <summary>A worker's own accounts.</summary>
    public const string Me = "/me";
    public const string Imports = "/imports";
    public const string NewImport = "/imports/new";

    /// <summary>How lists of other programs are understood.</summary>
    public const string Mappings = "/imports/mappings";

    /// <summary>How to save what the State's register holds.</summary>
    public const string Guide = "/guide";

    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>The person's own ways to sign in, sessions and language.</summary>
    public const string Profile = "/profile";
    public const string NewPasskey = "/profile/passkey";
    public const string NewPassword = "/profile/password";
    public const string SignInCode = "/sign-in/code";
    public const string SignInRecovery = "/sign-in/recovery";
    public const string JoinEmployer = "/join/employer";
    public const string Operator = "/operator";

    public static string Person(Guid user) => $"/operator/people/{user:D}";

    /// <summary>Where the operator opens an employer in an emergency.</summary>
    public static string Emergency(Guid employer) => $"/operator/employers/{employer:D}";

    public static string People(Guid employer) => $"/employers/{employer:D}/people";

    public static string Grant(Guid employer, Guid grant) => $"/employers/{employer:D}/people/{grant:D}";

    /// <summary>Where somebody who was given access gets a link to sign in for the first time.</summary>
    public static string FirstLink(Guid employer, Guid grant) => $"/employers/{employer:D}/people/{grant:D}/link";

    /// <summary>Where workers are given access to their own accounts, many at once.</summary>
    public static string InviteWorkers(Guid employer) => $"/employers/{employer:D}/people/workers";

    /// <summary>Where a worker is given access to its own account.</summary>
    public static string WorkerAccess(Guid employer, Guid worker) => $"{Worker(employer, worker)}/access";

    public static string NewGrant(Guid employer) => $"/employers/{employer:D}/people/new";

    public static string Preview(string token) => $"/imports/preview/{token}";

    public static string PreviewRows(string token, int file) => $"/imports/preview/{token}?handler=Rows&file={file}";

    /// <summary>Where somebody says what the columns of a list mean.</summary>
    public static string ImportColumns(string token, int file) => $"/imports/columns/{token}/{file}";

    public static string Mapping(Guid mapping) => $"{Mappings}/{mapping:D}";

    public static string ImportPersons(string token, int file) => $"/imports/persons/{token}/{file}";

    public static string ImportSimilar(string token, int file) => $"/imports/similar/{token}/{file}";

    public static string ImportRow(string token, int file, int row) => $"/imports/row/{token}/{file}/{row}";

    public static string Template(string list, string format) => $"/templates/{list}.{format}";

    public static string Undo(Guid import) => $"/imports/{import:D}/undo";

    public static string ImportDone(string token) => $"/imports/done/{token}";

    public static string DoneRows(string token, int file) => $"/imports/done/{token}?handler=Rows&file={file}";

    public static string Workers(Guid employer) => $"/employers/{employer:D}/workers";

    public static string WorkersFile(Guid employer, string format) => $"/employers/{employer:D}/workers.{format}";

    public static string Worker(Guid employer, Guid worker) => $"/employers/{employer:D}/workers/{worker:D}";

    public static string Employments(Guid employer, Guid worker) => $"/employers/{employer:D}/workers/{worker:D}/employments";

    public static string Trainings(Guid employer, Guid worker) => $"/employers/{employer:D}/workers/{worker:D}/trainings";

    /// <summary>The rows of files that a worker's employments come from.</summary>
    public static string Origins(Guid employer, Guid worker) => $"{Worker(employer, worker)}/origins";

    /// <summary>A row of an import, as it stood in its file.</summary>
    public static string Origin(Guid employer, Guid import, long row) =>
        string.Create(Words.Invariant, $"/employers/{employer:D}/origins/{import:D}/{row}");

    public static string EmployerTrainings(Guid employer) => $"/employers/{employer:D}/trainings";

    public static string TrainingsFile(Guid employer, string format) => $"/employers/{employer:D}/trainings.{format}";

    public static string RegisterTraining(Guid employer) => $"{EmployerTrainings(employer)}/register";

    /// <summary>The form filled in with a worker.</summary>
    public static string RegisterTrainingOf(Guid employer, Guid worker) => $"{RegisterTraining(employer)}?worker={worker:D}";

    /// <summary>The form filled in with a training that was registered before.</summary>
    public static string RegisterAgain(Guid employer, Guid training) => $"{RegisterTraining(employer)}?from={training:D}";

    public static string RegisterFromTemplate(Guid employer, Guid template) =>
        $"{RegisterTraining(employer)}?template={template:D}";

    public static string EditTraining(Guid employer, Guid training) => $"{RegisterTraining(employer)}/{training:D}";

    public static string Training(Guid employer, Guid training) => $"{EmployerTrainings(employer)}/{training:D}";

    public static string Attendance(Guid employer, Guid training) => $"{Training(employer, training)}/attendance";

    public static string TrainingFiles(Guid employer, Guid training) => $"{Training(employer, training)}/files";

    public static string TrainingFile(Guid employer, Guid file) => $"{EmployerTrainings(employer)}/files/{file:D}";

    public static string TrainingTemplates(Guid employer) => $"{EmployerTrainings(employer)}/templates";

    /// <summary>What training providers registered, to verify.</summary>
    public static string Registrations(Guid employer) => $"{EmployerTrainings(employer)}/registrations";

    public static string Registration(Guid employer, Guid registration) => $"{Registrations(employer)}/{registration:D}";

    /// <summary>To change or cancel several trainings.</summary>
    public static string ChangeTrainings(Guid employer) => $"{EmployerTrainings(employer)}/change";

    /// <summary>What a line of the journal changed of trainings.</summary>
    public static string TrainingChange(Guid employer, long line) => $"{EmployerTrainings(employer)}/changes/{line}";

    /// <summary>Where a line of the journal is taken back, whatever it changed.</summary>
    public static string UndoLine(Guid employer, long line) =>
        string.Create(Words.Invariant, $"/employers/{employer:D}/changes/{line}/undo");

    /// <summary>Figures for the social balance sheet and other reports.</summary>
    public static string Figures(Guid employer) => $"/employers/{employer:D}/figures";

    /// <summary>The trainings behind a figure.</summary>
    public static string FiguresBehind(Guid employer) => $"{Figures(employer)}/behind";

    public static string FiguresFile(Guid employer, string format) => $"/employers/{employer:D}/figures.{format}";

    public static string Statement(Guid employer, Guid worker) => $"/employers/{employer:D}/workers/{worker:D}/statement";

    public static string Home(Guid employer) => $"/employers/{employer:D}";

    public static string Anomalies(Guid employer, string? check = null) =>
        check is null ? $"/employers/{employer:D}/anomalies" : $"/employers/{employer:D}/anomalies?check={check}";

    public static string Settle(Guid employer, string check, Guid? worker, string subject) =>
        $"/employers/{employer:D}/anomalies/settle?check={check}&worker={worker:D}&subject={Uri.EscapeDataString(subject)}";

    public static string Reopen(Guid employer, Guid settlement) =>
        $"/employers/{employer:D}/anomalies/settle?handler=Reopen&settlement={settlement:D}";

    /// <summary>What is to be done by when.</summary>
    public static string Calendar(Guid employer) => $"/employers/{employer:D}/calendar";

    /// <summary>One duty, with the workers behind it, and where it is said done.</summary>
    public static string Duty(Guid employer, Records.Duties.Duty duty) => Duty(employer, duty.Kind, duty.Subject);

    /// <summary>The same of a code and subject.</summary>
    public static string Duty(Guid employer, Records.Duties.DutyKind kind, string subject) =>
        $"{Calendar(employer)}/duty?kind={kind}&subject={Uri.EscapeDataString(subject)}";

    /// <summary>The calendars of all employers its reader reads.</summary>
    public const string AllCalendars = "/calendar";

    /// <summary>Where somebody says how to hear of the calendar: by a calendar program, by e-mail.</summary>
    public const string FollowCalendar = "/calendar/follow";

    /// <summary>The same beginning with one employer.</summary>
    public static string Follow(Guid employer) => $"{FollowCalendar}?of={employer:D}";

    /// <summary>Where a calendar program reads; the secret is the key.</summary>
    public static string Feed(string secret) => $"/feeds/{secret}/calendar.ics";

    /// <summary>What another register showed of rights, beside the accounts.</summary>
    public static string Reconciliation(Guid employer) => $"/employers/{employer:D}/reconciliation";

    public static string ReconciliationFile(Guid employer, string format) => $"/employers/{employer:D}/reconciliation.{format}";

    /// <summary>Where it is decided whose figures hold, of all that a list shows.</summary>
    public static string DecideCounters(Guid employer) => $"{Reconciliation(employer)}/decide";

    /// <summary>The same of one worker and year.</summary>
    public static string DecideCounters(Guid employer, Guid worker, int year, string? handler = null) =>
        string.Create(Words.Invariant, $"{DecideCounters(employer)}?worker={worker:D}&year={year}")
        + (handler is null ? "" : $"&handler={handler}");

    /// <summary>What was brought in, to take along sealed.</summary>
    public static string Archive(Guid employer) => $"/employers/{employer:D}/archive";

    /// <summary>What the enterprise register tells of the employer.</summary>
    public static string Register(Guid employer) => $"/employers/{employer:D}/register";

    public static string History(Guid employer) => $"/employers/{employer:D}/history";

    public static string HistoryLine(Guid employer, long line) =>
        string.Create(Words.Invariant, $"/employers/{employer:D}/history/{line}");

    public static string EmployerHistory(Guid employer) => $"/employers/{employer:D}/history/employer";

    public static string HistoryOf(Guid employer, Guid worker) => $"/employers/{employer:D}/workers/{worker:D}/history";

    public static string Size(Guid employer) => $"/employers/{employer:D}/size";

    /// <summary>To state the size by hand: <c>class</c> of a year, or of a <c>quarter</c>.</summary>
    public static string SaySize(Guid employer, string what) => $"{Size(employer)}/{what}";

    public static string Quarter(Guid employer, Law.Quarter quarter) => $"/employers/{employer:D}/size/{quarter}";

    /// <summary>The address with the page its reader wants to come back to.</summary>
    public static string WithBack(string path, string? back) =>
        back is { Length: > 1 } ? $"{path}?back={Uri.EscapeDataString(back)}" : path;

    public static string SignInWith(string provider, string? back) => WithBack($"/sign-in/with/{provider}", back);

    public static string JoinWith(string provider, string link) => $"/sign-in/with/{provider}?link={Uri.EscapeDataString(link)}";

    public static string ProveWith(string provider, string? back) =>
        $"/sign-in/with/{provider}?for=proof&back={Uri.EscapeDataString(back ?? Profile)}";

    public static string LinkWith(string provider) => $"/sign-in/with/{provider}?for=link&back={Uri.EscapeDataString(Profile)}";

    public static string SignInFailed(Enum fault, string provider, string? back) =>
        $"{SignIn}?fault={fault}&provider={provider}{(back is { Length: > 1 } ? $"&back={Uri.EscapeDataString(back)}" : "")}";

    public static string Newcomer(string provider, string? back) =>
        $"/sign-in/newcomer?provider={provider}{(back is { Length: > 1 } ? $"&back={Uri.EscapeDataString(back)}" : "")}";

    public static string Rights(Guid employer) => $"/employers/{employer:D}/rights";

    /// <summary>To grant days, of a kind: <c>ownNumber</c>, <c>extraDays</c>, <c>adjustment</c>.</summary>
    public static string GrantDays(Guid employer, string kind) => $"/employers/{employer:D}/rights/{kind}";

    public static string Setting(Guid employer, string name) => $"/employers/{employer:D}/rights/settings/{name}";

    public static string Scheme(Guid employer) => $"/employers/{employer:D}/rights/scheme";

    /// <summary>To withdraw something said by hand.</summary>
    public static string WithdrawRight(Guid employer, string what, string key) =>
        $"/employers/{employer:D}/rights/withdraw/{what}/{key}";

    public static string NewWorker(Guid employer) => $"/employers/{employer:D}/workers/new";

    public static string WorkerIdentity(Guid employer, Guid worker) => $"{Worker(employer, worker)}/identity";

    /// <summary>To say something of the employments: <c>contract</c>, <c>regime</c>, <c>committee</c>, <c>suspension</c>, <c>end</c>.</summary>
    public static string SayEmployment(Guid employer, Guid worker, string what) => $"{Employments(employer, worker)}/{what}";

    public static string WithdrawEmployment(Guid employer, Guid worker, string what, Guid id) =>
        $"{Employments(employer, worker)}/withdraw/{what}/{id:D}";
}
