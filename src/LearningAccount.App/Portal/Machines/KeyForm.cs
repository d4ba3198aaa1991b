using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LearningAccount.App.Portal.Machines;

/// <summary>A public key as it was pasted or chosen as a file.</summary>
public sealed class KeyForm
{
    /// <summary>Makes a pair of keys where there is none yet.</summary>
    public const string Commands = """
        openssl genrsa -out program.pem 2048
        openssl rsa -in program.pem -pubout -out program.pub.pem
        """;

    public string? Text { get; set; }

    [BindNever]
    public static int LongestText => MachineKey.LongestText;
    public IFormFile? File { get; set; }

    /// <summary>For an RSA key; empty: RS256.</summary>
    public string? Algorithm { get; set; }
    public string? Label { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && File is not { Length: > 0 };

    /// <exception cref="RefusedException">As <see cref="MachineKey.Read"/>.</exception>
    internal async Task<MachineKey> Read(CancellationToken stop)
    {
        var algorithm = Algorithm is "PS256" ? Algorithm : null;
        return MachineKey.Read(File is { Length: > 0 } file ? await TextOf(file, stop) : Text ?? "", algorithm);
    }

    private static async Task<string> TextOf(IFormFile file, CancellationToken stop)
    {
        await using var content = file.OpenReadStream();
        return await MachineKey.TextOf(content, stop);
    }
}
