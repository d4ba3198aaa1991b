using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>
/// The rooms of a project, which are its folders, and who uses whom, read from the compiled code: signatures, fields and
/// the bodies of methods. Reading <c>using</c> lines would not do, since rooms of one project may share a namespace.
/// </summary>
internal sealed partial class Rooms
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly Assembly assembly;
    private readonly Dictionary<string, string> roomOfType;

    /// <param name="assembly">The compiled project.</param>
    /// <param name="project">Its folder under <c>src</c>.</param>
    public Rooms(Assembly assembly, string project)
    {
        this.assembly = assembly;
        roomOfType = Declared($"src/{project}/");
    }

    /// <summary>Every room, the project's own folder being the room without a name.</summary>
    public IEnumerable<string> Names => roomOfType.Values.Distinct(StringComparer.Ordinal);

    /// <summary>Each use of a type of another room, once.</summary>
    public IEnumerable<(string From, string User, string To, string Used)> Uses()
    {
        foreach (var user in assembly.GetTypes())
        {
            if (Find(user) is not { } from)
            {
                continue;
            }
            foreach (var used in TypesUsed(user).Distinct())
            {
                if (Find(used) is { } to && !string.Equals(to, from, StringComparison.Ordinal))
                {
                    yield return (from, Outermost(user).Name, to, Outermost(used).Name);
                }
            }
        }
    }

    private string? Find(Type type)
    {
        var outer = Outermost(type);
        var name = outer.Name.Split('`')[0];
        return outer.Assembly == assembly && roomOfType.TryGetValue($"{outer.Namespace}.{name}", out var room) ? room : null;
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }
        return type;
    }

    private static Dictionary<string, string> Declared(string folder)
    {
        var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Project.Files(".cs").Where(path => path.StartsWith(folder, StringComparison.Ordinal)))
        {
            var text = Project.Read(path);
            var space = NamespaceLine().Match(text).Groups["name"].Value;
            var parts = path[folder.Length..].Split('/');
            foreach (Match declared in TypeDeclaration().Matches(text))
            {
                rooms.TryAdd($"{space}.{declared.Groups["name"].Value}", parts.Length == 1 ? "" : parts[0]);
            }
        }
        return rooms;
    }

    private static IEnumerable<Type> TypesUsed(Type type)
    {
        var direct = type.GetInterfaces().Append(type.BaseType).OfType<Type>();
        var fields = type.GetFields(All).Select(field => field.FieldType);
        var methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));
        return direct.Concat(fields).Concat(methods.SelectMany(TypesUsed)).SelectMany(Parts);
    }

    private static IEnumerable<Type> TypesUsed(MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
        {
            yield return parameter.ParameterType;
        }
        if (method is MethodInfo { ReturnType: var returned })
        {
            yield return returned;
        }
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }
        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }
        foreach (var member in MembersNamed(method, body.GetILAsByteArray()!))
        {
            if (member is Type type)
            {
                yield return type;
            }
            else if (member.DeclaringType is { } owner)
            {
                yield return owner;
            }
        }
    }

    private static IEnumerable<MemberInfo> MembersNamed(MethodBase method, byte[] code)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var at = 0;
        while (at < code.Length)
        {
            // Codes of two bytes begin with FE (ECMA-335, partition III, 1.2.1).
            short value = code[at++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | code[at++]));
            }
            var kind = OpCodesByValue[value].OperandType;
            if (kind is OperandType.InlineTok or OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
            }
            at += kind switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }
        return type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^\s*(public |internal |private |file |sealed |static |abstract |readonly |partial |ref )*(class|struct|record struct|record class|record|enum|interface) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TypeDeclaration();
}
