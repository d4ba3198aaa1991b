namespace LearningAccount.App.Imports;

/// <summary>A file of this machine, for this user alone, that goes when it is closed.</summary>
internal static class TemporaryFile
{
    /// <summary>Makes one, fills it and winds it back; where filling fails nothing is left.</summary>
    public static async Task<FileStream> Filled(Func<Stream, Task> fill)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose
        );
        try
        {
            await fill(file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return file;
    }
}
