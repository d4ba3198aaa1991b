using LearningAccount.Law.Facts;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>What employer classes (annex 27) and worker codes (annex 2) say of a worker record.</summary>
internal static class DmfaCodes
{
    /// <summary>
    /// Payers of holiday pay, funds and the like: they declare pay of people who work for others. Counted by nobody here.
    /// </summary>
    public static bool IsThirdPartyPayer(string employerClass) =>
        employerClass is "033" or "099" or "199" or "299" or "699" or "898" or "405";

    /// <summary>Benefits for accidents at work (027) and occupational diseases (028), and codes of people who left work.</summary>
    public static bool IsNotEmployment(string employerClass, string workerCode) =>
        employerClass is "027" or "028" || workerCode is "848" or "849" or "876" or "877" or "879" or "883" or "885";

    /// <summary>Students under the solidarity contribution: declared without any occupation.</summary>
    public static bool IsStudent(string workerCode) => workerCode is "840" or "841";

    /// <summary>
    /// The kind of worker. Students above their yearly quota are declared with ordinary codes and cannot be told from others.
    /// </summary>
    public static WorkerCategory CategoryOf(DeclaredRecord record, DeclaredOccupation occupation) =>
        record.WorkerCode switch
        {
            "840" or "841" => WorkerCategory.Student,
            "050" or "450" => WorkerCategory.FlexiJob,
            "035" or "439" => WorkerCategory.Apprentice,
            _ when occupation.Apprenticeship is > 0 => WorkerCategory.Apprentice,
            "010" or "020" or "486" or "496" => WorkerCategory.Occasional,
            _ when record.EmployerClass is "317" || occupation.HasHorecaExtra => WorkerCategory.Occasional,
            "011" when record.EmployerClass is "097" or "497" => WorkerCategory.Occasional,
            _ when record.EmployerClass is "097" or "497" or "224" or "226" => WorkerCategory.Agency,
            ['0', ..] => WorkerCategory.BlueCollar,
            ['4', ..] when record.WorkerCode is not ("404" or "405" or "406" or "407") => WorkerCategory.Employee,
            _ => WorkerCategory.Worker,
        };
}
