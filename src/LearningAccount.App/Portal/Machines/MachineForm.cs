using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Machines;

/// <summary>What is filled in about a program.</summary>
public sealed class MachineForm
{
    public string? Name { get; set; }
    public string? Contact { get; set; }

    /// <summary>In full, those that are ticked.</summary>
    public string[] Scopes { get; set; } = [];

    /// <summary>Scopes that only the operator gives are shown.</summary>
    public bool IsOfOperator { get; private init; }

    /// <summary>Scopes of test environments are shown.</summary>
    public bool IsOfSandbox { get; private init; }

    /// <summary>How many are ticked.</summary>
    public int Chosen => Offered.Count(scope => Scopes.Contains(scope, StringComparer.Ordinal));

    /// <summary>Those that can be ticked.</summary>
    public IEnumerable<string> Offered =>
        ApiScopes.All.Where(scope =>
            !ApiScopes.IsOwn(scope)
            && (
                Scopes.Contains(scope, StringComparer.Ordinal)
                || ((IsOfOperator || !ApiScopes.IsOfProviders(scope)) && (IsOfSandbox || !ApiScopes.IsOfSandbox(scope)))
            )
        );

    internal MachineWords Words => new(Name ?? "", Contact ?? "", Scopes);

    /// <summary>The same, offering what its reader may tick.</summary>
    internal MachineForm For(bool isOperator, bool isSandbox) =>
        new()
        {
            Name = Name,
            Contact = Contact,
            Scopes = Scopes,
            IsOfOperator = isOperator,
            IsOfSandbox = isSandbox,
        };

    internal static MachineForm Of(MachineVersion machine) =>
        new()
        {
            Name = machine.Name,
            Contact = machine.Contact,
            Scopes = [.. ApiScopes.Read(machine.Scopes)],
        };

    /// <summary>The field beside which a refusal stands.</summary>
    internal static string FieldOf(string at) =>
        at switch
        {
            "name" => "Form.Name",
            "contact" => "Form.Contact",
            "scopes" => "Form.Scopes",
            "organisation" => "Organisation",
            "label" => "Key.Label",
            _ => "Key.Text",
        };
}
