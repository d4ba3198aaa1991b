using System.Globalization;
using System.Text;

namespace LearningAccount.Bench;

/// <summary>A declaration of made-up people: the same bytes for the same count.</summary>
internal static class DmfaFile
{
    private static readonly string[] Committees = ["226", "140.03", "200", "111.01"];

    /// <summary>Returns the length of the file in bytes.</summary>
    public static long Write(string path, int persons)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        text.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        text.WriteLine(
            """
            <DmfAOriginal>
              <Form>
                <Identification>DMFA</Identification>
                <FormCreationDate>2025-10-20</FormCreationDate>
                <FormCreationHour>09:15:30.125</FormCreationHour>
                <AttestationStatus>0</AttestationStatus>
                <TypeForm>SU</TypeForm>
                <EmployerDeclaration>
                  <Quarter>20253</Quarter>
                  <NOSSRegistrationNbr>199998188</NOSSRegistrationNbr>
                  <Trusteeship>0</Trusteeship>
                  <CompanyID>0999990123</CompanyID>
                  <NetOwedAmount>000000002643603</NetOwedAmount>
            """
        );
        for (var i = 0; i < persons; i++)
        {
            WritePerson(text, i);
        }
        text.WriteLine("    </EmployerDeclaration>\n  </Form>\n</DmfAOriginal>");
        text.Flush();
        return text.BaseStream.Length;
    }

    private static void WritePerson(StreamWriter text, int i)
    {
        // Seven in ten full-time; one in ten changed hours in the quarter.
        var mean = i % 10 < 7 ? 3800 : 1900 + 190 * (i % 10 - 7);
        text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                      <NaturalPerson>
                        <NaturalPersonSequenceNbr>{i + 1:0000000}</NaturalPersonSequenceNbr>
                        <INSS>{Ssin(i)}</INSS>
                        <NaturalPersonUserReference>A{i + 1:000000}</NaturalPersonUserReference>
                        <WorkerRecord>
                          <EmployerClass>083</EmployerClass>
                          <WorkerCode>{(i % 2 == 0 ? "495" : "015")}</WorkerCode>
                          <NOSSQuarterStartingDate>2025-07-01</NOSSQuarterStartingDate>
                          <NOSSQuarterEndingDate>2025-09-30</NOSSQuarterEndingDate>
                          <Border>0</Border>

                """
            )
        );
        var start = new DateOnly(2005, 1, 3).AddDays(i * 7 % 7000);
        if (i % 10 == 9)
        {
            WriteOccupation(text, i, 1, start, new DateOnly(2025, 7, 31), 3800);
            WriteOccupation(text, i, 2, new(2025, 8, 1), null, mean);
        }
        else
        {
            WriteOccupation(text, i, 1, start, null, mean);
        }
        text.Write(
            """
                      <WorkerContribution>
                        <ContributionWorkerCode>495</ContributionWorkerCode>
                        <ContributionType>0</ContributionType>
                        <ContributionCalculationBasis>00001065000</ContributionCalculationBasis>
                        <ContributionAmount>00000405446</ContributionAmount>
                      </WorkerContribution>
                    </WorkerRecord>
                  </NaturalPerson>

            """
        );
    }

    private static void WriteOccupation(StreamWriter text, int i, int sequence, DateOnly start, DateOnly? end, int mean)
    {
        var ending = end is { } day
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"\n            <OccupationEndingDate>{day:yyyy-MM-dd}</OccupationEndingDate>"
            )
            : "";
        text.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                          <Occupation>
                            <OccupationSequenceNbr>{sequence:00}</OccupationSequenceNbr>
                            <OccupationStartingDate>{start:yyyy-MM-dd}</OccupationStartingDate>{ending}
                            <JointCommissionNbr>{Committees[i % Committees.Length]}</JointCommissionNbr>
                            <WorkingDaysSystem>500</WorkingDaysSystem>
                            <ContractType>{(mean == 3800 ? 0 : 1)}</ContractType>
                            <RefMeanWorkingHours>3800</RefMeanWorkingHours>
                            <MeanWorkingHours>{mean}</MeanWorkingHours>
                            <Retired>0</Retired>
                            <LocalUnitID>2999990165</LocalUnitID>
                            <Service>
                              <ServiceSequenceNbr>01</ServiceSequenceNbr>
                              <ServiceCode>001</ServiceCode>
                              <ServiceNbrDays>06600</ServiceNbrDays>
                            </Service>
                            <Remun>
                              <RemunSequenceNbr>01</RemunSequenceNbr>
                              <RemunCode>001</RemunCode>
                              <RemunAmount>00001065000</RemunAmount>
                            </Remun>
                          </Occupation>

                """
            )
        );
    }

    // Born from 1950 on, with the sequence numbers that are not given out.
    private static string Ssin(int i)
    {
        var sequence = 991 + i % 8;
        var day = 1 + i / 8 % 28;
        var month = 1 + i / 224 % 12;
        // BIS numbers (month + 20 and + 40) where the plain dates of the century are used up.
        var bis = i / 134_400 * 20;
        var first = ((50 + i / 2688 % 50) * 100L + month + bis) * 100_000 + day * 1000L + sequence;
        return string.Create(CultureInfo.InvariantCulture, $"{first:000000000}{97 - first % 97:00}");
    }
}
