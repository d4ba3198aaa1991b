using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>My trainings, what each took from the credit, and my certificates with the day up to which they hold.</summary>
[Needs(Right.OwnAccount)]
public sealed class TrainingsModel(OwnReading reading, Frame frame, Words words) : OwnPage(reading, frame, words)
{
    /// <summary>Each with what the employer registered of it.</summary>
    public IEnumerable<(TrainingInAccount Line, TrainingVersion Version)> Lines =>
        TrainingInAccount
            .Of(View.Account.Account, View.Account.Facts)
            .Select(line => (line, View.Snapshot.Trainings[View.Account.Facts.Trainings.IndexOf(line.Training)]));

    /// <summary>Those with a certificate; the first to lapse first.</summary>
    public IReadOnlyList<TrainingVersion> Certificates =>
        [
            .. View
                .Snapshot.Trainings.Where(training => training.CertificateReceived is true)
                .OrderBy(training => training.CertificateValidUntil is null)
                .ThenBy(training => training.CertificateValidUntil),
        ];

    public bool HasLapsed(TrainingVersion training) => training.CertificateValidUntil < View.Employer.Dates.On;

    public Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop) =>
        ShowAsync(employer, Section.MyTrainings, stop);
}
