using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>What a declaration says of an occupation, as it is kept.</summary>
internal static class DeclaredWords
{
    /// <param name="reference">The quarter, with the file and the place of the person in it: <c>2025Q3, dmfa.xml:12</c>.</param>
    public static OccupationVersion Of(AssessedOccupation occupation, Guid employer, Guid worker, string reference)
    {
        var declared = occupation.Declared;
        return new()
        {
            EmployerId = employer,
            Origin = DecidePersons.Origin,
            OriginReference = reference,
            WorkerId = worker,
            OccupationId = Guid.CreateVersion7(),
            Kind = occupation.Category,
            EmployerClass = occupation.EmployerClass,
            WorkerCode = occupation.WorkerCode,
            CommitteeWritten = declared.Committee,
            JointCommittee = occupation.Committee,
            StartOn = declared.Start!.Value,
            EndOn = declared.End,
            MeanHours = declared.MeanHours,
            ReferenceHours = declared.ReferenceHours,
            ContractType = declared.ContractType,
            DaysAWeek = declared.WeekDays,
            ReorganisationMeasure = declared.Measure,
            MeasureParts = declared.MeasureParts,
            Apprenticeship = declared.Apprenticeship,
            WorkerStatus = declared.Status,
            LocalUnit = declared.Unit,
            Severance = declared.IsSeverance,
        };
    }

    /// <summary>True when both say the same, whoever said it first and when.</summary>
    public static bool AreTheSame(OccupationVersion a, OccupationVersion b) =>
        a.StartOn == b.StartOn
        && a.EndOn == b.EndOn
        && a.MeanHours == b.MeanHours
        && a.ReferenceHours == b.ReferenceHours
        && a.EmployerClass == b.EmployerClass
        && a.WorkerCode == b.WorkerCode
        && a.CommitteeWritten == b.CommitteeWritten
        && a.Kind == b.Kind
        && a.ContractType == b.ContractType
        && a.DaysAWeek == b.DaysAWeek
        && a.ReorganisationMeasure == b.ReorganisationMeasure
        && a.MeasureParts == b.MeasureParts
        && a.Apprenticeship == b.Apprenticeship
        && a.WorkerStatus == b.WorkerStatus
        && a.LocalUnit == b.LocalUnit
        && a.Severance == b.Severance;
}
