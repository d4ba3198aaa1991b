using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>
/// Checks a declared person and counts it on the last calendar day of the quarter, by the occupation fraction of zones 00048 and
/// 00049. Codes of remarks are those of the NSSO where it has one: zone and label of annex 0 of the glossary.
/// </summary>
internal static class AssessPerson
{
    public static AssessedPerson Do(DeclaredPerson person, int form, Quarter quarter)
    {
        var remarks = ImmutableArray.CreateBuilder<Anomaly>();
        remarks.AddRange(person.Remarks);
        var place = DmfaPlace.Of(form, person);
        var ssin = ReadNumber(person, place, remarks);
        var records = new RecordReading(person, form, quarter, remarks);
        records.ReadAll();
        return new()
        {
            Declared = person,
            Ssin = ssin,
            Occupations = records.Occupations.ToImmutable(),
            Fte = records.Fte,
            Outcome =
                ssin is null ? CountOutcome.Quarantined
                : records.LacksHours ? CountOutcome.MissingHours
                : remarks.Any(remark => remark.Severity == Severity.Error) ? CountOutcome.Quarantined
                : records.Outcome,
            Remarks = remarks.ToImmutable(),
        };
    }

    private static Ssin? ReadNumber(DeclaredPerson person, string place, ImmutableArray<Anomaly>.Builder remarks)
    {
        var at = $"{place}/INSS";
        if (person.Ssin is null)
        {
            remarks.Add(new("00024-001", Severity.Error, at));
            return null;
        }
        if (Ssin.TryParseDigits(person.Ssin, out var ssin, out var why))
        {
            return ssin;
        }
        var isZero = person.Ssin.AsSpan().TrimStart('0').IsEmpty;
        remarks.Add(new(why == NumberFault.Check && !isZero ? "00024-004" : "00024-003", Severity.Error, at));
        return null;
    }

    /// <summary>Goes through the worker records of one person.</summary>
    private sealed class RecordReading(DeclaredPerson person, int form, Quarter quarter, ImmutableArray<Anomaly>.Builder remarks)
    {
        private readonly DateOnly lastDay = quarter.LastDay;
        private bool hasStudent;
        private bool hasThirdParty;
        private bool isActive;
        private bool hasWork;

        public ImmutableArray<AssessedOccupation>.Builder Occupations { get; } =
            ImmutableArray.CreateBuilder<AssessedOccupation>();
        public Fraction Fte { get; private set; } = Fraction.Zero;
        public bool LacksHours { get; private set; }

        public CountOutcome Outcome =>
            isActive ? CountOutcome.Counted
            : hasWork ? CountOutcome.NotActive
            : Occupations.Count > 0 ? CountOutcome.Severance
            : hasStudent ? CountOutcome.Student
            : hasThirdParty ? CountOutcome.ThirdParty
            : CountOutcome.NotEmployment;

        public void ReadAll()
        {
            if (person.Records.Count == 0)
            {
                remarks.Add(new("90012-001", Severity.Error, DmfaPlace.Of(form, person)));
            }
            for (var i = 0; i < person.Records.Count; i++)
            {
                if (IsWork(person.Records[i], i))
                {
                    ReadOccupations(person.Records[i], i + 1);
                }
            }
        }

        /// <summary>The record tells of work for this employer; else a remark says what it tells of.</summary>
        private bool IsWork(DeclaredRecord record, int index)
        {
            var place = DmfaPlace.Of(form, person, index + 1);
            if (!IsThreeDigits(record.EmployerClass) || !IsThreeDigits(record.WorkerCode))
            {
                var (code, element) = IsThreeDigits(record.EmployerClass)
                    ? ("00037-003", "WorkerCode")
                    : ("00036-003", "EmployerClass");
                remarks.Add(new(code, Severity.Error, $"{place}/{element}"));
                return false;
            }
            if (DmfaCodes.IsThirdPartyPayer(record.EmployerClass))
            {
                hasThirdParty = true;
                remarks.Add(new("dmfa.thirdParty", Severity.Warning, place) { Values = [("class", record.EmployerClass)] });
                return false;
            }
            if (DmfaCodes.IsStudent(record.WorkerCode))
            {
                hasStudent = true;
                remarks.Add(new("dmfa.student", Severity.Warning, place));
                return false;
            }
            if (DmfaCodes.IsNotEmployment(record.EmployerClass, record.WorkerCode) || record.Occupations.Count == 0)
            {
                remarks.Add(new("dmfa.notEmployment", Severity.Warning, place) { Values = [("code", record.WorkerCode)] });
                return false;
            }
            if (IsRepeated(record, index))
            {
                remarks.Add(new("90012-006", Severity.Warning, place) { Values = [("code", record.WorkerCode)] });
            }
            return true;
        }

        private bool IsRepeated(DeclaredRecord record, int index)
        {
            for (var i = 0; i < index; i++)
            {
                if (person.Records[i].EmployerClass == record.EmployerClass && person.Records[i].WorkerCode == record.WorkerCode)
                {
                    return true;
                }
            }
            return false;
        }

        private void ReadOccupations(DeclaredRecord record, int recordNumber)
        {
            for (var i = 0; i < record.Occupations.Count; i++)
            {
                var occupation = record.Occupations[i];
                var at = new OccupationPlace(form, person, recordNumber, i + 1);
                CheckOccupation.Do(occupation, at, remarks, out var committee);
                Occupations.Add(
                    new(record.EmployerClass, record.WorkerCode, DmfaCodes.CategoryOf(record, occupation), committee, occupation)
                );
                if (occupation.IsSeverance)
                {
                    continue;
                }
                hasWork = true;
                var fraction = OccupationFraction.Of(occupation, at, remarks);
                LacksHours |= fraction is null;
                // The calendar's last day, not that of the quarter of pay, which may lie before or after it.
                if (occupation.Start <= lastDay && !(occupation.End < lastDay))
                {
                    isActive = true;
                    Fte += fraction ?? Fraction.Zero;
                }
            }
        }

        private static bool IsThreeDigits(string code) => code.Length == 3 && !code.AsSpan().ContainsAnyExceptInRange('0', '9');
    }
}
