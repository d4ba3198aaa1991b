using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>Opens the desk at which documents of an employer are made.</summary>
/// <param name="address">Where workers read their own accounts; null: nowhere others reach.</param>
public sealed class DocumentDesks(Database database, ReadSnapshots snapshots, ReadNotices notices, Uri? address)
{
    /// <summary>Null: nothing is known of such an employer.</summary>
    public async Task<DocumentDesk?> Open(Guid employerId, CancellationToken cancel)
    {
        if (await snapshots.Of(employerId, null, cancel) is not { } snapshot)
        {
            return null;
        }
        await using var connection = await database.Connect(cancel);
        var now = database.Clock.GetUtcNow();
        return new(
            notices,
            snapshot,
            snapshot.LawUnder(await ReadLawBook.From(connection, cancel)),
            await EmployerRegister.Of(connection, snapshot, cancel),
            await SayLetterhead.Now(connection, employerId, cancel),
            await OwnReaders.Of(connection, snapshot, now, cancel),
            await Restricted.Of(connection, employerId, cancel),
            address,
            Knowledge.DayOf(now)
        )
        {
            IsOfSandbox = database.IsSandbox,
        };
    }
}

/// <summary>Makes documents of one employer's workers, as all was known at one line of its journal.</summary>
public sealed class DocumentDesk
{
    private const int YearsAhead = 4;
    private readonly ReadNotices notices;
    private readonly Uri? address;
    private readonly ImmutableDictionary<string, LanguageRegion> regions;
    private readonly Restricted restricted;

    internal DocumentDesk(
        ReadNotices notices,
        EmployerSnapshot employer,
        EmployerLaw law,
        EmployerRegister register,
        LetterheadVersion? letterhead,
        ILookup<Guid, PortalUserVersion> readers,
        Restricted restricted,
        Uri? address,
        DateOnly today
    )
    {
        (this.notices, this.address, this.restricted) = (notices, address, restricted);
        regions = PlaceRegions.Of(letterhead);
        (Employer, Law, Register, Letterhead, Readers, Today) = (employer, law, register, letterhead, readers, today);
    }

    public EmployerSnapshot Employer { get; }
    public EmployerLaw Law { get; }
    public EmployerRegister Register { get; }
    public LetterheadVersion? Letterhead { get; }

    /// <summary>Of a sandbox: its papers say that they are about nobody.</summary>
    internal bool IsOfSandbox { get; init; }

    /// <summary>By worker, who reads the account in the portal.</summary>
    public ILookup<Guid, PortalUserVersion> Readers { get; }
    public DateOnly Today { get; }

    /// <summary>Why no such document can be made of a worker, as a code; null: it can.</summary>
    public string? WhyNot(DocumentKind kind, WorkerSnapshot worker, Account account, string? about) =>
        kind switch
        {
            // Also of restricted data: it is for an inspector or a judge (GDPR, article 18 (2)).
            DocumentKind.EvidenceFile => null,
            _ when restricted.Has(worker.WorkerId) => Restricted.Code,
            DocumentKind.TrainingStatement => DocumentFigures.TrainingOf(worker, about) is null ? "document.noTraining" : null,
            DocumentKind.ExitStatement => account.Exit is null ? "document.noExit" : null,
            _ => account.Years.IsEmpty ? "document.noAccount"
            : account.Exit is { } exit && exit.On < account.On ? "document.hasLeft"
            : null,
        };

    public Account AccountOf(WorkerSnapshot worker, DateOnly on) => AccountComputation.For(worker.Facts, Law, on);

    /// <summary>The language a document of this worker is in, where none was asked for.</summary>
    public Language LanguageOf(WorkerSnapshot worker) => DocumentLanguage.Of(Employer, Register, regions, worker);

    /// <summary>Reads what a document of a worker is made of.</summary>
    public async Task<DocumentFacts> Facts(
        DbConnection connection,
        DocumentKind kind,
        WorkerSnapshot worker,
        string? about,
        DocumentAsked asked,
        CancellationToken cancel
    ) => (await Facts(connection, kind, [(worker, about)], asked, cancel))[0];

    /// <summary>The same of several workers at once.</summary>
    public async Task<IReadOnlyList<DocumentFacts>> Facts(
        DbConnection connection,
        DocumentKind kind,
        IReadOnlyList<(WorkerSnapshot Worker, string? About)> workers,
        DocumentAsked asked,
        CancellationToken cancel
    )
    {
        var numbers = await PersonDirectory.NumbersOf(
            connection,
            [.. workers.Select(one => one.Worker.PersonId).Distinct()],
            cancel
        );
        var all = new List<DocumentFacts>(workers.Count);
        var ahead = LawAhead(asked.On);
        foreach (var (worker, about) in workers)
        {
            all.Add(
                new()
                {
                    DocumentId = Guid.CreateVersion7(),
                    Kind = kind,
                    About = about,
                    Asked = asked,
                    Language = asked.Language ?? LanguageOf(worker),
                    IssuedOn = Today,
                    Employer = Employer,
                    Register = Register,
                    Letterhead = Letterhead,
                    IsOfSandbox = IsOfSandbox,
                    Worker = worker,
                    Account = AccountOf(worker, asked.On),
                    Path = Path(worker, ahead, asked.On),
                    NationalNumber = numbers[worker.PersonId].Select(number => number.Written).LastOrDefault(),
                    Address = address,
                    Evidence = kind is DocumentKind.EvidenceFile ? await Proof(connection, worker, cancel) : null,
                }
            );
        }
        return all;
    }

    /// <summary>The document, ready to be issued.</summary>
    public PreparedDocument Prepare(DocumentFacts facts) =>
        new()
        {
            DocumentId = facts.DocumentId,
            WorkerId = facts.Worker.WorkerId,
            Kind = facts.Kind,
            Language = facts.Language.Code(),
            StatedOn = facts.Asked.On,
            About = facts.About,
            Asked = facts.Asked.ToJson(),
            Figures =
                DocumentFigures.Of(facts.Kind, facts.Worker, facts.Account, facts.About)
                ?? ImmutableSortedDictionary<string, string>.Empty,
            Content = DocumentPaper.Pack(DocumentPaper.Of(facts)),
            ReplacesId = facts.Asked.Replaces,
            Channel = IsReadInPortal(facts) ? SendingChannel.Portal : null,
        };

    /// <summary>The mails that tell of documents which stand in their workers' own pages from now on.</summary>
    public IEnumerable<OutgoingMail> Mails(IEnumerable<DocumentFacts> issued) =>
        from facts in issued
        where IsReadInPortal(facts)
        from user in Readers[facts.Worker.WorkerId]
        select new OutgoingMail
        {
            MailId = Guid.CreateVersion7(),
            EmployerId = Employer.Employer.EmployerId,
            UserId = user.UserId,
            Address = user.Email,
            Language = user.Language ?? facts.Language.Code(),
            Kind = MailKind.DocumentIssued,
            EmployerName = facts.Sender.Name(facts.Language),
            RequestId = null,
            DocumentId = facts.DocumentId,
        };

    // An evidence file is for the employer, an inspector or a judge.
    private bool IsReadInPortal(DocumentFacts facts) =>
        facts is { Asked.Way: DocumentWay.Whichever, Kind: not DocumentKind.EvidenceFile }
        && Readers[facts.Worker.WorkerId].Any();

    // A contract that goes on is taken to go on: its years ahead show the steps of the law or the agreement.
    private static IReadOnlyList<AccountYear> Path(WorkerSnapshot worker, EmployerLaw ahead, DateOnly on) =>
        [
            .. AccountComputation
                .For(worker.Facts, ahead, new(on.Year + YearsAhead, 12, 31))
                .Years.Where(year => year.Year >= on.Year),
        ];

    // The size of the periods to come is not known yet; the class of the day is taken to stay. Periods begin in even years (R2.1).
    private EmployerLaw LawAhead(DateOnly on)
    {
        var known = SizePeriods.UpTo(Law, on);
        if (known.IsEmpty)
        {
            return Law;
        }
        var classes = known
            .Select(one => new SaidSizeClass(one.Period.From, one.Period.Class))
            .Append(new(new(on.Year - (on.Year % 2) + 2, 1, 1), known[^1].Period.Class));
        return new(Employer.Facts with { SizeClasses = [.. classes] }, Employer.Settings, Law.Law);
    }

    private async Task<Evidence> Proof(DbConnection connection, WorkerSnapshot worker, CancellationToken cancel)
    {
        var employerId = Employer.Employer.EmployerId;
        var aliases = Employer.AliasesOf(worker.WorkerId);
        var corrections = new List<CorrectionStepTaken>();
        foreach (var request in await ReadCorrections.Of(connection, employerId, aliases, cancel))
        {
            corrections.AddRange(await ReadCorrections.Steps(connection, employerId, request.RequestId, cancel));
        }
        var documents = await ReadIssued.Of(connection, employerId, aliases, cancel);
        var head = await ReadHistory.Line(connection, employerId, Employer.Seq, cancel);
        return new(
            [.. (await notices.Of(employerId, aliases, cancel)).Reverse()],
            [.. documents.Reverse()],
            [.. corrections.OrderBy(step => step.At)],
            await LinesAboutWorkers.Of(connection, employerId, aliases, Employer.Seq, cancel),
            head!
        );
    }
}
