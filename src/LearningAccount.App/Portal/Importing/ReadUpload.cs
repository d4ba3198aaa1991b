using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LearningAccount.App.Portal.Importing;

/// <summary>
/// Takes uploaded files from the request straight to the spool: neither in memory nor in a temporary folder of the machine.
/// The form's token is its first field, so that it is checked before a file is read.
/// </summary>
public sealed class ReadUpload(IAntiforgery antiforgery, Spool spool, Visitor visitor)
{
    public const long MostBytes = 512L * 1024 * 1024;
    public const int MostFiles = 100;
    public const string TokenHeader = "X-Form";
    private const int TokenBytes = 4096;
    private const int NameLength = 120;
    private const int EmployerBytes = 40;

    /// <summary>The files, or null where none was sent.</summary>
    /// <exception cref="AntiforgeryValidationException">The form is not one of ours.</exception>
    /// <exception cref="BadHttpRequestException">More files than are taken at once, or no files at all but something else.</exception>
    public async Task<SpooledFiles?> FromAsync(HttpContext context, CancellationToken stop)
    {
        var request = context.Request;
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 100 } boundary
        )
        {
            throw new BadHttpRequestException("No form with files.");
        }
        var reader = new MultipartReader(boundary, request.Body);
        await CheckAsync(context, await reader.ReadNextSectionAsync(stop), stop);
        var files = spool.Open(visitor.UserId);
        try
        {
            while (await reader.ReadNextSectionAsync(stop) is { } section)
            {
                await TakeAsync(section, files, stop);
            }
        }
        catch
        {
            Spool.Forget(files);
            throw;
        }
        if (files.Names.Count == 0)
        {
            Spool.Forget(files);
            return null;
        }
        Spool.Close(files);
        return files;
    }

    private async Task CheckAsync(HttpContext context, MultipartSection? first, CancellationToken stop)
    {
        if (first?.AsFormDataSection() is not null)
        {
            var token = new byte[TokenBytes];
            var length = await first.Body.ReadAtLeastAsync(token, token.Length, throwOnEndOfStream: false, stop);
            context.Request.Headers[TokenHeader] = Encoding.ASCII.GetString(token, 0, length);
        }
        await antiforgery.ValidateRequestAsync(context);
    }

    private static async Task TakeAsync(MultipartSection section, SpooledFiles files, CancellationToken stop)
    {
        if (section.AsFormDataSection() is { Name: "employer" })
        {
            var number = new byte[EmployerBytes];
            var length = await section.Body.ReadAtLeastAsync(number, number.Length, throwOnEndOfStream: false, stop);
            var text = Encoding.UTF8.GetString(number, 0, length).Trim();
            files.Employer = text.Length > 0 ? text : null;
            return;
        }
        // An empty field for files sends a file without a name.
        if (section.AsFileSection() is not { FileName.Length: > 0 } file)
        {
            return;
        }
        if (files.Names.Count == MostFiles)
        {
            throw new BadHttpRequestException("Too many files.", StatusCodes.Status413PayloadTooLarge);
        }
        await using (var kept = new FileStream(files.PathOf(files.Names.Count), FileMode.CreateNew, FileAccess.Write))
        {
            await file.FileStream!.CopyToAsync(kept, stop);
        }
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        files.Names.Add(name.Length <= NameLength ? name : name[^NameLength..]);
        Unpack(files, files.Names.Count - 1);
    }

    /// <summary>A ZIP file gives its place to the first file in it; one that cannot be unpacked keeps it, with why.</summary>
    private static void Unpack(SpooledFiles files, int place)
    {
        try
        {
            IReadOnlyList<NamedFile> unpacked;
            using (var file = files.Open(place))
            {
                if (!PackedFiles.IsPacked(file, files.Names[place]))
                {
                    return;
                }
                var next = files.Names.Count;
                unpacked = PackedFiles.Unpack(file, files.Names[place], () => files.PathOf(next++));
            }
            File.Move(unpacked[0].Path, files.PathOf(place), overwrite: true);
            files.Names[place] = unpacked[0].Name;
            // What follows stands one place too far on.
            foreach (var each in unpacked.Skip(1))
            {
                File.Move(each.Path, files.PathOf(files.Names.Count));
                files.Names.Add(each.Name);
            }
        }
        catch (FileRefusedException refused)
        {
            files.Refused[place] = refused.Anomaly.Code;
        }
    }
}
