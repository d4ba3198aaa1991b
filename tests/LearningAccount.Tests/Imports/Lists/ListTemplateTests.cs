using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Imports.Lists;

public sealed class ListTemplateTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    public static TheoryData<FileKind, Language, bool> All =>
        new(
            from list in new[] { FileKind.StaffList, FileKind.TrainingList, FileKind.RightList }
            from language in Languages.All
            from isXlsx in new[] { false, true }
            select (list, language, isXlsx)
        );

    [Theory]
    [MemberData(nameof(All))]
    public void Every_template_is_read_without_a_remark(FileKind list, Language language, bool isXlsx)
    {
        using var read = ListFile.Open(Template(list, language, isXlsx));
        Assert.Equal(list, read.Header.List);
        Assert.Empty(read.Header.Anomalies);
        var rows = read.Rows().Select(read.Read).ToList();
        Assert.True(rows.Count >= 3);
        foreach (var row in rows)
        {
            object? line = list switch
            {
                FileKind.StaffList => StaffLineReading.Read(row, Today),
                FileKind.RightList => RightLineReading.Read(row, Today),
                _ => TrainingLineReading.Read(row, Today),
            };
            Assert.Empty(row.Remarks);
            Assert.NotNull(line);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_template_emptied_of_its_examples_is_a_list_without_rows(FileKind list, Language language, bool isXlsx)
    {
        var file = new MemoryStream();
        using (ITableWriter table = isXlsx ? new XlsxWriter(file, "x") : new CsvTableWriter(file, language))
        {
            var columns = list switch
            {
                FileKind.StaffList => StaffCells.Columns,
                FileKind.RightList => RightCells.Columns,
                _ => TrainingCells.Essential,
            };
            table.Header([.. columns.Select(column => Vocabulary.Shipped.Name(column, language))]);
        }
        using var read = ListFile.Open(file);
        Assert.Equal(list, read.Header.List);
        Assert.Empty(read.Rows());
    }

    internal static void Write(FileKind list, Stream file, bool isXlsx, Language language)
    {
        using ITableWriter table = isXlsx ? new XlsxWriter(file, "x") : new CsvTableWriter(file, language);
        ListTemplate.Write(list, table, language);
    }

    private static MemoryStream Template(FileKind list, Language language, bool isXlsx)
    {
        var file = new MemoryStream();
        Write(list, file, isXlsx, language);
        return file;
    }
}
