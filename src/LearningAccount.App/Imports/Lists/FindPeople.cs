using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Finds the workers of rows that carry no national number: by the employer's own number for them, else by name, date of birth
/// and e-mail address. What was found by these is a guess until a person confirms it.
/// </summary>
internal sealed class FindPeople(FileAnswers answers)
{
    private const int MostCandidates = 5;
    private readonly Dictionary<Guid, Known> known = [];

    public async Task Do<T>(
        Guid employerId,
        IReadOnlyList<ListRow<T>> rows,
        Func<T, SaidIdentity> identityOf,
        ImportWriting writing,
        CancellationToken cancel
    )
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }
        var references = rows.Select(row => identityOf(row.Line).OwnReference).OfType<string>().Distinct(StringComparer.Ordinal);
        var found = await FindWorkersByReference.Of(writing.Connection, employerId, [.. references], cancel);
        foreach (var row in rows)
        {
            var identity = identityOf(row.Line);
            var byReference = identity.OwnReference is { } reference ? found[reference].ToList() : [];
            if (byReference is [var only])
            {
                row.WorkerId = only;
            }
            else if (byReference.Count > 1)
            {
                row.Reading.Fail("list.referenceTwice", ListColumn.OwnReference);
            }
            else if (PersonOf(identity) is { } person)
            {
                Confirm(employerId, row, person, await KnownOf(employerId, writing, cancel), writing.Questions);
            }
            else
            {
                row.Reading.Fail("list.referenceUnknown", ListColumn.OwnReference);
            }
        }
    }

    private static SaidPerson? PersonOf(SaidIdentity said)
    {
        var person = new SaidPerson(said.FamilyName, said.GivenNames, said.BirthDate, said.Email);
        return person.NameKey.Length > 0 || person.Email is not null ? person : null;
    }

    private void Confirm<T>(Guid employerId, ListRow<T> row, SaidPerson person, Known people, ImportQuestions questions)
        where T : class
    {
        var asked = new AskedPerson(employerId, person, [.. people.Like(person).Take(MostCandidates)]);
        questions.Ask(asked, row.Row.Number);
        if (answers.Persons.TryGetValue(asked.Key, out var answer))
        {
            // Only somebody of this employer can be meant, whatever the answer says.
            if (answer is { } worker && people.Has(worker))
            {
                row.WorkerId = worker;
                return;
            }
            row.Reading.Fail("list.personNobody");
        }
        else if (asked.Candidates.IsEmpty)
        {
            row.Reading.Fail("list.personUnknown");
        }
        else
        {
            row.Reading.Fail("list.personToConfirm", ("count", asked.Candidates.Length.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private async Task<Known> KnownOf(Guid employerId, ImportWriting writing, CancellationToken cancel)
    {
        if (!known.TryGetValue(employerId, out var people))
        {
            people = new(await ReadVersions.Now(writing.Connection, FactTables.WorkerIdentity, employerId, cancel));
            known.Add(employerId, people);
        }
        return people;
    }

    private sealed class Known
    {
        private readonly Dictionary<Guid, WorkerIdentityVersion> all;
        private readonly ILookup<string, WorkerIdentityVersion> byName;
        private readonly ILookup<string, WorkerIdentityVersion> byEmail;
        private readonly ILookup<string, WorkerIdentityVersion> byBirth;

        public Known(IReadOnlyCollection<WorkerIdentityVersion> people)
        {
            all = people.ToDictionary(worker => worker.WorkerId);
            byName = people.ToLookup(
                worker => SaidPerson.NameKeyOf(worker.FamilyName, worker.GivenNames),
                StringComparer.Ordinal
            );
            byEmail = people.ToLookup(worker => worker.Email ?? "", StringComparer.OrdinalIgnoreCase);
            byBirth = people.ToLookup(worker => worker.BirthDate ?? "", StringComparer.Ordinal);
        }

        public bool Has(Guid worker) => all.ContainsKey(worker);

        /// <summary>The likeliest first: the same name and birth date, then the same address, then the same name.</summary>
        public IEnumerable<PersonCandidate> Like(SaidPerson person)
        {
            var sameName = person.NameKey.Length > 0 ? byName[person.NameKey] : [];
            var sameEmail = person.Email is { } email ? byEmail[email] : [];
            // Born on the same day, and one of the names is the same: a second name left out, a name after marriage.
            var words = person.NameKey.Split(' ').ToHashSet(StringComparer.Ordinal);
            var sameBirth = person.BirthDate is { } birth
                ? byBirth[ColumnText.Of(birth)]
                    .Where(worker => words.Overlaps(SaidPerson.NameKeyOf(worker.FamilyName, worker.GivenNames).Split(' ')))
                : [];
            return sameName
                .Concat(sameEmail)
                .Concat(sameBirth)
                .DistinctBy(worker => worker.WorkerId)
                .Select(worker => Compare(person, worker))
                .Where(candidate => candidate is { SameBirthDate: not false } or { SameEmail: true })
                .OrderByDescending(candidate =>
                    (candidate.SameName ? 2 : 0)
                    + (candidate.SameBirthDate == true ? 2 : 0)
                    + (candidate.SameEmail == true ? 3 : 0)
                )
                .ThenBy(candidate => candidate.Worker.WorkerId);
        }

        private static PersonCandidate Compare(SaidPerson person, WorkerIdentityVersion worker) =>
            new(
                worker,
                person.NameKey.Length > 0
                    && string.Equals(
                        person.NameKey,
                        SaidPerson.NameKeyOf(worker.FamilyName, worker.GivenNames),
                        StringComparison.Ordinal
                    ),
                person.BirthDate is { } birth && worker.BirthDate is { } known
                    ? string.Equals(ColumnText.Of(birth), known, StringComparison.Ordinal)
                    : null,
                person.Email is { } email && worker.Email is { } address
                    ? string.Equals(email, address, StringComparison.OrdinalIgnoreCase)
                    : null
            );
    }
}
